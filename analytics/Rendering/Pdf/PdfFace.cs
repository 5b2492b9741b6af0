using System.Text;

namespace StudyLake.Analytics.Rendering.Pdf;

/// <summary>One face in one file: it remembers which characters were drawn, for those alone are embedded.</summary>
/// <param name="font">The font.</param>
/// <param name="name">Its PostScript name.</param>
/// <param name="resource">Its name in the content of pages.</param>
internal sealed class PdfFace(TrueTypeFont font, string name, string resource)
{
    private readonly SortedDictionary<int, int> drawn = [];

    /// <summary>The font.</summary>
    public TrueTypeFont Font => font;

    /// <summary>Its PostScript name.</summary>
    public string Name => name;

    /// <summary>Its name in the content of pages.</summary>
    public string Resource => resource;

    /// <summary>Glyphs drawn, each with its character.</summary>
    public IReadOnlyDictionary<int, int> Drawn => drawn;

    /// <summary>The width of a text at a size of 1.</summary>
    public double Width(string text)
    {
        long units = 0;
        foreach (var rune in text.EnumerateRunes())
            units += font.Advance(font.Glyph(rune.Value));
        return (double)units / font.UnitsPerEm;
    }

    /// <summary>The text as glyph numbers in hexadecimal, two bytes each.</summary>
    public string Encode(string text)
    {
        var hex = new StringBuilder(4 * text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            var glyph = font.Glyph(rune.Value);
            drawn.TryAdd(glyph, rune.Value);
            hex.Append(System.Globalization.CultureInfo.InvariantCulture, $"{glyph:X4}");
        }
        return hex.ToString();
    }

    /// <summary>
    /// The text with each character that has no glyph replaced by U+FFFD, which has one: the reader sees that something is
    /// missing.
    /// </summary>
    public string Shown(string text, out bool hasMissing)
    {
        hasMissing = false;
        var shown = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            var isKnown = font.Glyph(rune.Value) != 0;
            hasMissing |= !isKnown;
            shown.Append(isKnown ? rune.ToString() : "\uFFFD");
        }
        return shown.ToString();
    }
}
