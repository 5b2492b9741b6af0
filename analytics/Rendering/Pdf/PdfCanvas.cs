using System.Globalization;
using System.Text;

namespace StudyLake.Analytics.Rendering.Pdf;

/// <summary>The content of one page: PDF operators (ISO 32000-1, 8 and 9). Points from the upper left corner.</summary>
internal sealed class PdfCanvas
{
    /// <summary>Height of A4 in points.</summary>
    public const double Height = 842;

    /// <summary>Width of A4 in points.</summary>
    public const double Width = 595;

    private readonly StringBuilder content = new();

    /// <summary>The operators so far.</summary>
    public string Content => content.ToString();

    /// <summary>One line of text, its baseline at y.</summary>
    public void Text(string text, PdfType type, Colour colour, double x, double y)
    {
        Fill(colour);
        Add($"BT /{type.Face.Resource} {N(type.Size)} Tf {At(x, y)} Td <{type.Face.Encode(text)}> Tj ET");
    }

    /// <summary>A line of that width.</summary>
    public void Line(Colour colour, double width, params ReadOnlySpan<(double X, double Y)> points)
    {
        Add($"{colour.Operands} RG {N(width)} w 1 j 1 J");
        Path(points);
        Add($"S");
    }

    /// <summary>A filled rectangle.</summary>
    public void Rectangle(Colour colour, double x, double y, double width, double height)
    {
        Fill(colour);
        Add($"{At(x, y + height)} {N(width)} {N(height)} re f");
    }

    /// <summary>A filled polygon.</summary>
    public void Polygon(Colour colour, params ReadOnlySpan<(double X, double Y)> points)
    {
        Fill(colour);
        Path(points);
        Add($"h f");
    }

    /// <summary>A filled circle.</summary>
    public void Disc(Colour colour, double x, double y, double radius)
    {
        Fill(colour);
        Round(x - radius, y - radius, 2 * radius, 2 * radius, radius);
        Add($"f");
    }

    /// <summary>The outline of a rectangle with round corners.</summary>
    public void Frame(Colour colour, double x, double y, double width, double height, double radius)
    {
        Add($"{colour.Operands} RG 0.7 w");
        Round(x, y, width, height, radius);
        Add($"S");
    }

    private void Round(double x, double y, double width, double height, double r)
    {
        // The cubic curve that comes closest to a quarter of a circle.
        var k = r * (1 - 0.5523);
        var (right, low) = (x + width, y + height);
        Add($"{At(x + r, y)} m {At(right - r, y)} l");
        Add($"{At(right - k, y)} {At(right, y + k)} {At(right, y + r)} c {At(right, low - r)} l");
        Add($"{At(right, low - k)} {At(right - k, low)} {At(right - r, low)} c {At(x + r, low)} l");
        Add($"{At(x + k, low)} {At(x, low - k)} {At(x, low - r)} c {At(x, y + r)} l");
        Add($"{At(x, y + k)} {At(x + k, y)} {At(x + r, y)} c h");
    }

    private void Path(ReadOnlySpan<(double X, double Y)> points)
    {
        for (var i = 0; i < points.Length; i++)
            Add($"{At(points[i].X, points[i].Y)} {(i == 0 ? "m" : "l")}");
    }

    private void Fill(Colour colour) => Add($"{colour.Operands} rg");

    private void Add(FormattableString operators) =>
        content.Append(operators.ToString(CultureInfo.InvariantCulture)).Append('\n');

    private static string At(double x, double y) => $"{N(x)} {N(Height - y)}";

    private static string N(double value) => value.ToString("0.###", CultureInfo.InvariantCulture);
}
