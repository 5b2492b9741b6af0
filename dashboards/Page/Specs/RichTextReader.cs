using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;
using StudyLake.Dashboards.Page.Contract;

namespace StudyLake.Dashboards.Page.Specs;

/// <summary>Reads the markup of titles, text boxes and narratives into a tree of a few known kinds.</summary>
/// <remarks>
/// Elements known: inline (color, background-color, font-size), b, i, u, a (http and https), br, block, ul, ol, li,
/// parameter, expression, if. Of any other only the text stays. Markup that is no XML is shown without its tags.
/// </remarks>
/// <param name="parameters">The text of a parameter; null for one that is not declared, which stays as written.</param>
/// <param name="computations">The text of a narrative's expression; null where there are none.</param>
/// <param name="conditions">Whether a condition of a narrative holds.</param>
internal sealed partial class RichTextReader(
    Func<string, string?> parameters,
    Func<string, string?>? computations = null,
    Func<string, bool>? conditions = null
)
{
    private const double LeastSize = 8;
    private const double MostSize = 72;

    private sealed record Style(
        bool Bold,
        bool Italic,
        bool Underline,
        string? Color,
        string? Background,
        double? Size,
        string? Link
    );

    private static readonly Style None = new(false, false, false, null, null, null, null);

    /// <summary>The text as a tree; empty for null.</summary>
    public ImmutableArray<RichNode> Read(string? markup)
    {
        if (string.IsNullOrWhiteSpace(markup))
            return [];
        if (!markup.Contains('<', StringComparison.Ordinal))
            return Runs(markup, None, false) is { Length: > 0 } runs ? runs : [];
        try
        {
            var settings = new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null };
            using var text = new StringReader(
                $"<text>{markup.Replace("&nbsp;", "\u00A0", StringComparison.Ordinal)}</text>"
            );
            using var reader = XmlReader.Create(text, settings);
            var root = XElement.Load(reader, LoadOptions.PreserveWhitespace);
            return Trimmed(Nodes(root, None));
        }
        catch (XmlException)
        {
            // Not markup at all, or broken: the words are worth more than a failure.
            return Runs(Tag().Replace(markup, " "), None, false);
        }
    }

    private ImmutableArray<RichNode> Nodes(XElement element, Style style)
    {
        var nodes = ImmutableArray.CreateBuilder<RichNode>();
        foreach (var node in element.Nodes())
        {
            if (node is XText text)
                nodes.AddRange(Runs(text.Value, style, true));
            else if (node is XElement child)
                nodes.AddRange(Of(child, style));
        }
        return nodes.ToImmutable();
    }

    private ImmutableArray<RichNode> Of(XElement element, Style style) =>
        element.Name.LocalName switch
        {
            "br" => [new RichNode { Kind = "break" }],
            "b" or "strong" => Nodes(element, style with { Bold = true }),
            "i" or "em" => Nodes(element, style with { Italic = true }),
            "u" => Nodes(element, style with { Underline = true }),
            "a" => Nodes(element, style with { Link = WebAddress.Of(Attribute(element, "href")) ?? style.Link }),
            "inline" => Nodes(element, Inline(element, style)),
            "block" => [Group("block", element, style)],
            "ul" => [Group("list", element, style) with { Ordered = false }],
            "ol" => [Group("list", element, style) with { Ordered = true }],
            "li" => [Group("item", element, style)],
            "parameter" => Runs(element.Value.Trim(), style, false),
            "expression" => Computed(element.Value.Trim(), style),
            "if" => conditions is null || conditions(Attribute(element, "condition") ?? "")
                ? Nodes(element, style)
                : [],
            _ => Nodes(element, style),
        };

    private ImmutableArray<RichNode> Computed(string expression, Style style) =>
        computations?.Invoke(expression) is { } text ? [Run(text, style)] : [];

    private RichNode Group(string kind, XElement element, Style style)
    {
        var children = Trimmed(Nodes(element, style));
        // Between the items of a list there is only layout.
        if (kind == "list")
            children = [.. children.Where(child => child.Kind == "item")];
        return new RichNode
        {
            Kind = kind,
            Align = Attribute(element, "align") is "center" or "right" ? Attribute(element, "align") : null,
            Children = children,
        };
    }

    private static Style Inline(XElement element, Style style) =>
        style with
        {
            Color = HexColor.Of(Attribute(element, "color")) ?? style.Color,
            Background = HexColor.Of(Attribute(element, "background-color")) ?? style.Background,
            Size = SizeOf(Attribute(element, "font-size")) ?? style.Size,
        };

    private static double? SizeOf(string? text) =>
        text is not null
        && text.EndsWith("px", StringComparison.Ordinal)
        && double.TryParse(text[..^2], NumberStyles.Float, CultureInfo.InvariantCulture, out var size)
            ? Math.Clamp(size, LeastSize, MostSize)
            : null;

    private static string? Attribute(XElement element, string name) => element.Attribute(name)?.Value;

    // Line ends and indents of the markup are layout of the file, not of the text.
    private ImmutableArray<RichNode> Runs(string text, Style style, bool isMarkup)
    {
        var plain = isMarkup ? Layout().Replace(text, " ") : text;
        if (
            isMarkup
            && plain.Length > 0
            && string.IsNullOrWhiteSpace(plain.Replace("\u00A0", "x", StringComparison.Ordinal))
        )
            plain = " ";
        var filled = Parameter().Replace(plain, found => parameters(found.Groups[1].Value) ?? found.Value);
        return filled.Length == 0 ? [] : [Run(filled, style)];
    }

    private static RichNode Run(string text, Style style) =>
        new()
        {
            Text = text,
            Bold = style.Bold ? true : null,
            Italic = style.Italic ? true : null,
            Underline = style.Underline ? true : null,
            Color = style.Color,
            Background = style.Background,
            Size = style.Size,
            Link = style.Link,
        };

    private static ImmutableArray<RichNode> Trimmed(ImmutableArray<RichNode> nodes)
    {
        var first = 0;
        var last = nodes.Length;
        while (first < last && IsBlank(nodes[first]))
            first++;
        while (last > first && IsBlank(nodes[last - 1]))
            last--;
        return nodes[first..last];
    }

    private static bool IsBlank(RichNode node) =>
        node.Kind == "break" || (node.Kind is null && string.IsNullOrWhiteSpace(node.Text));

    [GeneratedRegex(@"\$\{([A-Za-z0-9_]+)\}|<<\$([A-Za-z0-9_]+)>>")]
    private static partial Regex Parameter();

    [GeneratedRegex(@"[ \t]*\r?\n[ \t\r\n]*")]
    private static partial Regex Layout();

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Tag();
}
