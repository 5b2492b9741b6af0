using PdfSharp.Drawing;
using PdfSharp.Fonts;
using PdfSharp.Pdf;

namespace StudyLake.Analytics.Rendering.Pdf;

/// <summary>The fonts of the PDF, which this assembly carries; none of the machine is ever asked for.</summary>
internal sealed class ReportFonts : IFontResolver
{
    /// <summary>The only family.</summary>
    public const string Family = "Open Sans";

    private const string Regular = "OpenSans-Regular";
    private const string Semibold = "OpenSans-Semibold";

    private static readonly Lock Gate = new();
    private static FontCoverage? coverage;

    /// <summary>The characters the fonts can draw.</summary>
    public static FontCoverage Coverage => coverage ??= FontCoverage.Of(Read(Regular));

    /// <summary>Makes PDFsharp, whose fonts are one setting of the process, use these.</summary>
    /// <exception cref="InvalidOperationException">Something else has set its own before.</exception>
    public static void Install()
    {
        lock (Gate)
        {
            if (GlobalFontSettings.FontResolver is null)
                GlobalFontSettings.FontResolver = new ReportFonts();
            else if (GlobalFontSettings.FontResolver is not ReportFonts)
                throw new InvalidOperationException("Expected no other font resolver in this process, found one.");
        }
    }

    /// <summary>A font of that size in points.</summary>
    public static XFont Of(double size, bool isBold = false) =>
        new(Family, size, isBold ? XFontStyleEx.Bold : XFontStyleEx.Regular, new XPdfFontOptions(PdfFontEncoding.Unicode));

    /// <inheritdoc/>
    public FontResolverInfo? ResolveTypeface(string familyName, bool isBold, bool isItalic) =>
        new(isBold ? Semibold : Regular);

    /// <inheritdoc/>
    public byte[]? GetFont(string faceName) => Read(faceName);

    private static byte[] Read(string name)
    {
        using var stream =
            typeof(ReportFonts).Assembly.GetManifestResourceStream($"fonts/{name}.ttf")
            ?? throw new InvalidOperationException($"Expected the font {name} in this assembly, found none.");
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return bytes.ToArray();
    }
}
