using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace StudyLake.Analytics.Rendering;

/// <summary>Elements of HTML as a tree, so that text and attributes are encoded by the XML writer and cannot be markup.</summary>
public static class Html
{
    private static readonly HashSet<string> Void = new(StringComparer.Ordinal) { "meta", "br" };

    /// <summary>An element; content is text, attributes, elements, or lists of them, and null is left out.</summary>
    public static XElement Element(string name, params object?[] content)
    {
        var element = new XElement(name, content);
        // Without content XML would close it in one tag, which HTML takes for an open one.
        if (element.IsEmpty && !Void.Contains(name))
            element.Add("");
        return element;
    }

    /// <summary>An attribute.</summary>
    public static XAttribute Attribute(string name, string value) => new(name, value);

    /// <summary>The attribute <c>class</c>.</summary>
    public static XAttribute Class(string names) => new("class", names);

    /// <summary>The page with its document type, a line for each element, the same on every machine.</summary>
    public static string Page(XElement html)
    {
        var text = new StringBuilder("<!doctype html>\n");
        var settings = new XmlWriterSettings
        {
            OmitXmlDeclaration = true,
            Indent = true,
            IndentChars = "",
            NewLineChars = "\n",
            NewLineHandling = NewLineHandling.None,
        };
        using (var writer = XmlWriter.Create(text, settings))
            html.WriteTo(writer);
        return text.Append('\n').ToString();
    }
}
