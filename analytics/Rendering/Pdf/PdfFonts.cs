namespace StudyLake.Analytics.Rendering.Pdf;

/// <summary>The two faces of a file. They come from this assembly; no font of the machine is ever asked for.</summary>
internal sealed class PdfFonts
{
    private static readonly Lazy<TrueTypeFont> RegularFont = new(() => Read("OpenSans-Regular"));
    private static readonly Lazy<TrueTypeFont> SemiboldFont = new(() => Read("OpenSans-Semibold"));

    /// <summary>Text.</summary>
    public PdfFace Regular { get; } = new(RegularFont.Value, "OpenSans", "F1");

    /// <summary>Headings and totals.</summary>
    public PdfFace Semibold { get; } = new(SemiboldFont.Value, "OpenSans-Semibold", "F2");

    /// <summary>A face at a size in points.</summary>
    public PdfType Of(double size, bool isBold = false) => new(isBold ? Semibold : Regular, size);

    private static TrueTypeFont Read(string name)
    {
        using var stream =
            typeof(PdfFonts).Assembly.GetManifestResourceStream($"fonts/{name}.ttf")
            ?? throw new InvalidOperationException($"Expected the font {name} in this assembly, found none.");
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return new TrueTypeFont(bytes.ToArray());
    }
}

/// <summary>A face at a size.</summary>
/// <param name="Face">The face.</param>
/// <param name="Size">Points.</param>
internal readonly record struct PdfType(PdfFace Face, double Size)
{
    /// <summary>The width of a text in points.</summary>
    public double Width(string text) => Size * Face.Width(text);
}
