using System.Xml;
using System.Xml.Linq;

namespace StudyLake.Tests.Analytics.Reports;

/// <summary>Reads a page by the XML reader of .NET, which knows nothing of how it was written.</summary>
internal static class PageReader
{
    public static XElement Parse(string page)
    {
        const string head = "<!doctype html>\n";
        Assert.StartsWith(head, page, StringComparison.Ordinal);
        using var reader = XmlReader.Create(
            new StringReader(page[head.Length..]),
            new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit }
        );
        return XElement.Load(reader);
    }

    /// <summary>The cells of the table of that caption, line by line without its heading.</summary>
    public static string[][] Table(this XElement page, string caption) =>
        [
            .. page.Descendants("table")
                .Single(table => table.Element("caption")?.Value == caption)
                .Elements("tbody")
                .Elements("tr")
                .Select(row => row.Elements().Select(cell => cell.Value).ToArray()),
        ];
}
