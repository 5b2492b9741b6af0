using System.Globalization;
using System.Text;
using System.Xml.Linq;

namespace StudyLake.Dashboards.Review.Drawing;

/// <summary>Elements of SVG. Colours are class names of the style sheet or <c>#RRGGBB</c>, never other text.</summary>
internal static class Svg
{
    private static readonly XNamespace Namespace = "http://www.w3.org/2000/svg";

    /// <summary>A rectangle; negative sizes count as none.</summary>
    public static XElement Rect(double x, double y, double width, double height, Paint paint, string? tip = null) =>
        new(
            "rect",
            At("x", x),
            At("y", y),
            At("width", Math.Max(0, width)),
            At("height", Math.Max(0, height)),
            paint.Fill(),
            Tip(tip)
        );

    /// <summary>A straight line.</summary>
    public static XElement Line(double x1, double y1, double x2, double y2, Paint paint, string? dash = null) =>
        new(
            "line",
            At("x1", x1),
            At("y1", y1),
            At("x2", x2),
            At("y2", y2),
            paint.Stroke(),
            dash is null ? null : new XAttribute("stroke-dasharray", dash)
        );

    /// <summary>A line through points.</summary>
    public static XElement Polyline(IEnumerable<(double X, double Y)> points, Paint paint, double width = 2) =>
        new(
            "polyline",
            new XAttribute("points", Points(points)),
            new XAttribute("fill", "none"),
            new XAttribute("stroke-linejoin", "round"),
            At("stroke-width", width),
            paint.Stroke()
        );

    /// <summary>An area.</summary>
    public static XElement Polygon(IEnumerable<(double X, double Y)> points, Paint paint, string? tip = null) =>
        new("polygon", new XAttribute("points", Points(points)), paint.Fill(), Tip(tip));

    /// <summary>A circle.</summary>
    public static XElement Circle(double x, double y, double radius, Paint paint, string? tip = null) =>
        new("circle", At("cx", x), At("cy", y), At("r", radius), paint.Fill(), Tip(tip));

    /// <summary>A path of commands that <see cref="Text(FormattableString)"/> made.</summary>
    public static XElement Path(string commands, Paint paint, string? tip = null) =>
        new("path", new XAttribute("d", commands), paint.Fill(), Tip(tip));

    /// <summary>A text on its base line.</summary>
    /// <param name="x">Where its <paramref name="anchor"/> is.</param>
    /// <param name="y">Its base line.</param>
    /// <param name="text">The text, made safe already.</param>
    /// <param name="names">Classes: tick, label, quiet, strong, on-accent ...</param>
    /// <param name="anchor">start, middle or end.</param>
    /// <param name="size">In pixels.</param>
    /// <param name="color"><c>#RRGGBB</c>; null for the class's.</param>
    public static XElement Label(
        double x,
        double y,
        string text,
        string names = "quiet",
        string anchor = "start",
        double size = 12,
        string? color = null
    ) =>
        new(
            "text",
            new XAttribute("class", names),
            At("x", x),
            At("y", y),
            At("font-size", size),
            anchor == "start" ? null : new XAttribute("text-anchor", anchor),
            color is null ? null : new XAttribute("fill", color),
            text
        );

    /// <summary>A group, moved.</summary>
    public static XElement Group(double x, double y, params object?[] content) =>
        new("g", new XAttribute("transform", Text($"translate({x:0.##} {y:0.##})")), content);

    /// <summary>The picture.</summary>
    /// <param name="width">In pixels.</param>
    /// <param name="height">In pixels.</param>
    /// <param name="label">What it shows, for those who do not see it.</param>
    /// <param name="content">Its elements.</param>
    public static XElement Picture(double width, double height, string label, IEnumerable<object?> content) =>
        new(
            "svg",
            new XAttribute("class", "picture"),
            new XAttribute("viewBox", Text($"0 0 {width:0.##} {height:0.##}")),
            new XAttribute("role", "img"),
            new XAttribute("aria-label", label),
            content
        );

    /// <summary>A picture as a file of its own: with its style sheet, a ground and the size it was drawn for.</summary>
    public static string File(XElement picture, string style)
    {
        var copy = Named(picture);
        var box = (picture.Attribute("viewBox")?.Value ?? "0 0 0 0").Split(' ');
        copy.SetAttributeValue("width", box[2]);
        copy.SetAttributeValue("height", box[3]);
        copy.AddFirst(
            new XElement(Namespace + "style", style),
            new XElement(
                Namespace + "rect",
                new XAttribute("class", "surface"),
                new XAttribute("width", box[2]),
                new XAttribute("height", box[3])
            )
        );
        var text = new StringBuilder();
        var settings = new System.Xml.XmlWriterSettings
        {
            OmitXmlDeclaration = true,
            Indent = true,
            IndentChars = "",
            NewLineChars = "\n",
        };
        using (var writer = System.Xml.XmlWriter.Create(text, settings))
            copy.WriteTo(writer);
        return text.Append('\n').ToString();
    }

    /// <summary>Numbers within attributes, the same on every machine.</summary>
    public static string Text(FormattableString text) => FormattableString.Invariant(text);

    private static XElement Named(XElement element) =>
        new(
            Namespace + element.Name.LocalName,
            element.Attributes(),
            element.Nodes().Select(node => node is XElement child ? (object)Named(child) : new XText((XText)node))
        );

    private static XElement? Tip(string? text) => text is null ? null : new XElement("title", text);

    private static string Points(IEnumerable<(double X, double Y)> points) =>
        string.Join(' ', points.Select(point => Text($"{point.X:0.##},{point.Y:0.##}")));

    private static XAttribute At(string name, double value) =>
        new(name, value.ToString("0.##", CultureInfo.InvariantCulture));
}
