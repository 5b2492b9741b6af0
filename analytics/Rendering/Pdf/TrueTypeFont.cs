using System.Buffers.Binary;

namespace StudyLake.Analytics.Rendering.Pdf;

/// <summary>A TrueType font as a PDF needs it: glyphs of characters, their widths, and a copy with the used glyphs only.</summary>
/// <remarks>OpenType 1.9: table directory, cmap format 4, hmtx, loca, glyf. Read only from fonts this assembly carries.</remarks>
internal sealed class TrueTypeFont
{
    private static readonly string[] Kept = ["cvt ", "fpgm", "glyf", "head", "hhea", "hmtx", "loca", "maxp", "prep"];

    private readonly Dictionary<string, ReadOnlyMemory<byte>> tables = new(StringComparer.Ordinal);
    private readonly Dictionary<int, int> glyphs = [];
    private readonly int metrics;
    private readonly bool longOffsets;

    /// <summary>Reads the font.</summary>
    /// <exception cref="InvalidDataException">It lacks a table or a Unicode map of format 4.</exception>
    public TrueTypeFont(ReadOnlyMemory<byte> file)
    {
        for (var i = 0; i < U16(file.Span, 4); i++)
        {
            var entry = file.Span[(12 + (16 * i))..];
            var name = System.Text.Encoding.ASCII.GetString(entry[..4]);
            tables[name] = file.Slice((int)U32(entry, 8), (int)U32(entry, 12));
        }
        var head = Table("head");
        UnitsPerEm = U16(head, 18);
        Box = [I16(head, 36), I16(head, 38), I16(head, 40), I16(head, 42)];
        longOffsets = I16(head, 50) == 1;
        var hhea = Table("hhea");
        (Ascent, Descent, metrics) = (I16(hhea, 4), I16(hhea, 6), U16(hhea, 34));
        ReadMap(Table("cmap"));
    }

    /// <summary>Units of the em square.</summary>
    public int UnitsPerEm { get; }

    /// <summary>The box of all glyphs, in units.</summary>
    public int[] Box { get; }

    /// <summary>Height above the baseline, in units.</summary>
    public int Ascent { get; }

    /// <summary>Depth below the baseline, in units, negative.</summary>
    public int Descent { get; }

    /// <summary>The glyph of a character; 0 when the font has none.</summary>
    public int Glyph(int character) => glyphs.GetValueOrDefault(character);

    /// <summary>The advance of a glyph, in units.</summary>
    public int Advance(int glyph) => U16(Table("hmtx"), 4 * Math.Min(glyph, metrics - 1));

    /// <summary>The font with the outlines of these glyphs, and of those they are made of, and no other; numbers stay.</summary>
    public byte[] Subset(IEnumerable<int> used)
    {
        var wanted = new SortedSet<int>(used) { 0 };
        foreach (var glyph in wanted.ToList())
            AddParts(glyph, wanted);
        var count = U16(Table("maxp"), 4);
        using var outlines = new MemoryStream();
        var loca = new byte[4 * (count + 1)];
        for (var glyph = 0; glyph < count; glyph++)
        {
            BinaryPrimitives.WriteUInt32BigEndian(loca.AsSpan(4 * glyph), (uint)outlines.Length);
            if (!wanted.Contains(glyph))
                continue;
            outlines.Write(Outline(glyph));
            while (outlines.Length % 4 != 0)
                outlines.WriteByte(0);
        }
        BinaryPrimitives.WriteUInt32BigEndian(loca.AsSpan(4 * count), (uint)outlines.Length);
        var head = Table("head").ToArray();
        BinaryPrimitives.WriteInt16BigEndian(head.AsSpan(50), 1);
        return Assemble(name =>
            name switch
            {
                "glyf" => outlines.ToArray(),
                "loca" => loca,
                "head" => head,
                _ => tables.TryGetValue(name, out var table) ? table.ToArray() : null,
            }
        );
    }

    private void AddParts(int glyph, SortedSet<int> wanted)
    {
        var outline = Outline(glyph);
        // A negative number of contours marks a glyph made of others.
        if (outline.Length < 10 || I16(outline, 0) >= 0)
            return;
        var at = 10;
        int flags;
        do
        {
            flags = U16(outline, at);
            var part = U16(outline, at + 2);
            if (wanted.Add(part))
                AddParts(part, wanted);
            at += 4 + ((flags & 0x0001) != 0 ? 4 : 2);
            at +=
                (flags & 0x0008) != 0 ? 2
                : (flags & 0x0040) != 0 ? 4
                : (flags & 0x0080) != 0 ? 8
                : 0;
        } while ((flags & 0x0020) != 0);
    }

    private ReadOnlySpan<byte> Outline(int glyph)
    {
        var loca = Table("loca");
        var (from, to) = longOffsets
            ? ((int)U32(loca, 4 * glyph), (int)U32(loca, 4 * (glyph + 1)))
            : (2 * U16(loca, 2 * glyph), 2 * U16(loca, 2 * (glyph + 1)));
        return Table("glyf")[from..to];
    }

    private static byte[] Assemble(Func<string, byte[]?> content)
    {
        var parts = Kept.Select(name => (Name: name, Content: content(name)))
            .Where(part => part.Content is not null)
            .ToList();
        using var file = new MemoryStream();
        using var writer = new BinaryWriter(file);
        var power = (int)Math.Floor(Math.Log2(parts.Count));
        writer.Write(BinaryPrimitives.ReverseEndianness(0x00010000u));
        foreach (var value in new[] { parts.Count, 16 << power, power, (16 * parts.Count) - (16 << power) })
            writer.Write(BinaryPrimitives.ReverseEndianness((ushort)value));
        var offset = 12 + (16 * parts.Count);
        foreach (var (name, table) in parts)
        {
            var bytes = table ?? [];
            writer.Write(System.Text.Encoding.ASCII.GetBytes(name));
            writer.Write(BinaryPrimitives.ReverseEndianness(Checksum(bytes)));
            writer.Write(BinaryPrimitives.ReverseEndianness((uint)offset));
            writer.Write(BinaryPrimitives.ReverseEndianness((uint)bytes.Length));
            offset += (bytes.Length + 3) / 4 * 4;
        }
        foreach (var (_, table) in parts)
        {
            writer.Write(table ?? []);
            while (file.Length % 4 != 0)
                writer.Write((byte)0);
        }
        return file.ToArray();
    }

    private static uint Checksum(byte[] table)
    {
        uint sum = 0;
        for (var i = 0; i < table.Length; i++)
            sum += (uint)table[i] << (8 * (3 - (i % 4)));
        return sum;
    }

    private void ReadMap(ReadOnlySpan<byte> cmap)
    {
        for (var i = 0; i < U16(cmap, 2); i++)
        {
            var map = cmap[(int)U32(cmap, 8 + (8 * i))..];
            if (U16(cmap, 4 + (8 * i)) == 3 && U16(cmap, 6 + (8 * i)) == 1 && U16(map, 0) == 4)
            {
                ReadSegments(map);
                return;
            }
        }
        throw new InvalidDataException("Expected a cmap of format 4 for Windows Unicode, found none.");
    }

    private void ReadSegments(ReadOnlySpan<byte> map)
    {
        var doubled = U16(map, 6);
        var (ends, starts) = (14, 16 + doubled);
        var (deltas, offsets) = (starts + doubled, starts + (2 * doubled));
        for (var i = 0; i < doubled; i += 2)
        {
            var offset = U16(map, offsets + i);
            var first = U16(map, starts + i);
            for (int c = first; c <= U16(map, ends + i) && c < 0xFFFF; c++)
            {
                var glyph = offset == 0 ? c : U16(map, offsets + i + offset + (2 * (c - first)));
                if (offset != 0 && glyph == 0)
                    continue;
                glyph = (glyph + U16(map, deltas + i)) & 0xFFFF;
                if (glyph != 0)
                    glyphs[c] = glyph;
            }
        }
    }

    private ReadOnlySpan<byte> Table(string name) =>
        tables.TryGetValue(name, out var table)
            ? table.Span
            : throw new InvalidDataException($"Expected the table {name} in the font, found none.");

    private static int U16(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadUInt16BigEndian(bytes[at..]);

    private static int I16(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadInt16BigEndian(bytes[at..]);

    private static uint U32(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadUInt32BigEndian(bytes[at..]);
}
