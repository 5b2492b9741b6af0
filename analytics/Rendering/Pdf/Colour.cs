using System.Globalization;

namespace StudyLake.Analytics.Rendering.Pdf;

/// <summary>A colour of the screen.</summary>
/// <param name="Rgb">Red, green, blue, a byte each.</param>
internal readonly record struct Colour(int Rgb)
{
    /// <summary>As operands of a PDF's colour operator, 0 to 1.</summary>
    public string Operands =>
        string.Create(CultureInfo.InvariantCulture, $"{Part(16):0.###} {Part(8):0.###} {Part(0):0.###}");

    private double Part(int shift) => ((Rgb >> shift) & 0xff) / 255.0;
}
