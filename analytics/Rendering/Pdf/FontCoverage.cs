using System.Buffers.Binary;
using System.Text;

namespace StudyLake.Analytics.Rendering.Pdf;

/// <summary>Which characters a TrueType font has glyphs for: its <c>cmap</c> table in format 4 (OpenType, cmap).</summary>
internal sealed class FontCoverage
{
    private readonly HashSet<int> known;

    private FontCoverage(HashSet<int> known) => this.known = known;

    /// <summary>Reads the font's Unicode map.</summary>
    /// <exception cref="InvalidDataException">The font has no map of format 4 for Windows Unicode.</exception>
    public static FontCoverage Of(ReadOnlySpan<byte> font)
    {
        var cmap = Table(font, "cmap"u8);
        var count = U16(cmap, 2);
        for (var i = 0; i < count; i++)
        {
            var (platform, encoding) = (U16(cmap, 4 + (8 * i)), U16(cmap, 6 + (8 * i)));
            var map = cmap[(int)BinaryPrimitives.ReadUInt32BigEndian(cmap[(8 + (8 * i))..])..];
            if (platform == 3 && encoding == 1 && U16(map, 0) == 4)
                return new FontCoverage(Format4(map));
        }
        throw new InvalidDataException("Expected a cmap of format 4 for Windows Unicode, found none.");
    }

    /// <summary>
    /// The text with each character that has no glyph replaced by U+FFFD, which has one: the reader sees that something is
    /// missing.
    /// </summary>
    /// <param name="text">The text.</param>
    /// <param name="missing">How many were replaced.</param>
    public string Shown(string text, out int missing)
    {
        missing = 0;
        var shown = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (known.Contains(rune.Value))
            {
                shown.Append(rune.ToString());
                continue;
            }
            shown.Append('\uFFFD');
            missing++;
        }
        return shown.ToString();
    }

    private static HashSet<int> Format4(ReadOnlySpan<byte> map)
    {
        var found = new HashSet<int>();
        var doubled = U16(map, 6);
        var (ends, starts) = (14, 16 + doubled);
        var (deltas, offsets) = (starts + doubled, starts + (2 * doubled));
        for (var i = 0; i < doubled; i += 2)
        {
            var (first, last) = (U16(map, starts + i), U16(map, ends + i));
            var offset = U16(map, offsets + i);
            for (var c = first; c <= last && c < 0xFFFF; c++)
            {
                var glyph = offset == 0 ? c : U16(map, offsets + i + offset + (2 * (c - first)));
                if (offset != 0 && glyph == 0)
                    continue;
                if (((glyph + U16(map, deltas + i)) & 0xFFFF) != 0)
                    found.Add(c);
            }
        }
        return found;
    }

    private static ReadOnlySpan<byte> Table(ReadOnlySpan<byte> font, ReadOnlySpan<byte> tag)
    {
        var count = U16(font, 4);
        for (var i = 0; i < count; i++)
        {
            var entry = font[(12 + (16 * i))..];
            if (entry[..4].SequenceEqual(tag))
                return font[(int)BinaryPrimitives.ReadUInt32BigEndian(entry[8..])..];
        }
        throw new InvalidDataException("Expected the table cmap in the font, found none.");
    }

    private static int U16(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadUInt16BigEndian(bytes[at..]);
}
