using System.Buffers.Binary;
using System.Globalization;
using System.Runtime.CompilerServices;

namespace StudyLake.Ingest.Dicom;

/// <summary>The text of a kept value. PS3.5 section 6.2.</summary>
internal static class ValueText
{
    /// <summary>The first value, trimmed; null when it is empty.</summary>
    public static string? First(ReadOnlySpan<byte> bytes, HeaderEntry entry, CharacterSet? set, RecentText recent)
    {
        var size = VrTable.NumberBytes(entry.Vr);
        if (size > 0)
            return bytes.Length < size ? null : FormatNumber(bytes, entry);
        if (NeedsDecoding(bytes, entry.Vr))
        {
            var text = CharacterSet.Decode(bytes, set, entry.Vr, out _).AsSpan();
            if (!VrTable.IsOneText(entry.Vr) && text.IndexOf('\\') is var end and >= 0)
                text = text[..end];
            text = Trim(text, entry.Vr);
            return text.IsEmpty ? null : text.ToString();
        }
        if (!VrTable.IsOneText(entry.Vr) && bytes.IndexOf((byte)'\\') is var separator and >= 0)
            bytes = bytes[..separator];
        bytes = Trim(bytes, entry.Vr);
        return bytes.IsEmpty ? null : recent.Of(bytes);
    }

    /// <summary>Every value, trimmed; none when all are empty.</summary>
    public static IReadOnlyList<string> All(
        ReadOnlySpan<byte> bytes,
        HeaderEntry entry,
        CharacterSet? set,
        RecentText recent
    )
    {
        if (VrTable.NumberBytes(entry.Vr) > 0 || NeedsDecoding(bytes, entry.Vr))
        {
            var several = new List<string>(Count(bytes, entry));
            All(bytes, entry, set, recent, several);
            return several;
        }
        if (IsBlank(bytes, entry.Vr))
            return [];
        if (VrTable.IsOneText(entry.Vr))
            return [TextOf(Trim(bytes, entry.Vr), recent)];
        var values = new string[bytes.Count((byte)'\\') + 1];
        var place = 0;
        foreach (var range in bytes.Split((byte)'\\'))
            values[place++] = TextOf(Trim(bytes[range], entry.Vr), recent);
        return values;
    }

    /// <summary>Adds every value, trimmed; none when all are empty.</summary>
    public static void All(
        ReadOnlySpan<byte> bytes,
        HeaderEntry entry,
        CharacterSet? set,
        RecentText recent,
        List<string> values
    )
    {
        var size = VrTable.NumberBytes(entry.Vr);
        if (size > 0)
        {
            for (; bytes.Length >= size; bytes = bytes[size..])
                values.Add(FormatNumber(bytes, entry));
            return;
        }
        if (IsBlank(bytes, entry.Vr))
            return;
        if (!NeedsDecoding(bytes, entry.Vr))
        {
            AddPlain(bytes, entry.Vr, recent, values);
            return;
        }
        // Separators are looked for behind decoding: 5C may be the second byte of a character. PS3.5 6.1.2.3.
        var text = CharacterSet.Decode(bytes, set, entry.Vr, out _);
        if (VrTable.IsOneText(entry.Vr))
        {
            values.Add(Trim(text, entry.Vr).ToString());
            return;
        }
        foreach (var range in text.AsSpan().Split('\\'))
            values.Add(Trim(text.AsSpan()[range], entry.Vr).ToString());
    }

    // Exact unless a separator is half of a character.
    private static int Count(ReadOnlySpan<byte> bytes, HeaderEntry entry)
    {
        var size = VrTable.NumberBytes(entry.Vr);
        return size > 0 ? bytes.Length / size
            : VrTable.IsOneText(entry.Vr) ? 1
            : bytes.Count((byte)'\\') + 1;
    }

    // Split as bytes: most values of several are shared texts, and a text of all of them would only be cut up again.
    private static void AddPlain(ReadOnlySpan<byte> bytes, DicomVr vr, RecentText recent, List<string> values)
    {
        if (VrTable.IsOneText(vr))
        {
            values.Add(TextOf(Trim(bytes, vr), recent));
            return;
        }
        foreach (var range in bytes.Split((byte)'\\'))
            values.Add(TextOf(Trim(bytes[range], vr), recent));
    }

    private static bool IsBlank(ReadOnlySpan<byte> bytes, DicomVr vr) =>
        vr == DicomVr.SQ || bytes.IndexOfAnyExcept(" \0\\"u8) < 0;

    private static string TextOf(ReadOnlySpan<byte> trimmed, RecentText recent) =>
        trimmed.IsEmpty ? "" : recent.Of(trimmed);

    /// <summary>The first value as a finite number, or null.</summary>
    public static double? Number(ReadOnlySpan<byte> bytes, HeaderEntry entry)
    {
        var size = VrTable.NumberBytes(entry.Vr);
        if (size > 0)
        {
            var number = bytes.Length < size ? double.NaN : BinaryNumber(bytes, entry);
            return double.IsFinite(number) ? number : null;
        }
        if (entry.Vr == DicomVr.SQ)
            return null;
        if (bytes.IndexOf((byte)'\\') is var end and >= 0)
            bytes = bytes[..end];
        bytes = bytes.Trim(" \0"u8);
        const NumberStyles Style =
            NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
        return double.TryParse(bytes, Style, CultureInfo.InvariantCulture, out var parsed) && double.IsFinite(parsed)
            ? parsed
            : null;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool NeedsDecoding(ReadOnlySpan<byte> bytes, DicomVr vr) =>
        VrTable.UsesCharacterSet(vr) && !CharacterSet.IsPlainAscii(bytes);

    // Leading spaces are text in LT, ST and UT; elsewhere padding, as are the control characters some writers end with.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ReadOnlySpan<byte> Trim(ReadOnlySpan<byte> bytes, DicomVr vr)
    {
        if (VrTable.IsOneText(vr))
            return bytes.TrimEnd(" \0"u8);
        var start = 0;
        var end = bytes.Length;
        while (start < end && bytes[start] <= 0x20)
            start++;
        while (end > start && bytes[end - 1] <= 0x20)
            end--;
        return bytes[start..end];
    }

    private static ReadOnlySpan<char> Trim(ReadOnlySpan<char> text, DicomVr vr)
    {
        if (VrTable.IsOneText(vr))
            return text.TrimEnd(" \0");
        var start = 0;
        var end = text.Length;
        while (start < end && text[start] <= 0x20)
            start++;
        while (end > start && text[end - 1] <= 0x20)
            end--;
        return text[start..end];
    }

    private static string FormatNumber(ReadOnlySpan<byte> bytes, HeaderEntry entry) =>
        entry.Vr switch
        {
            DicomVr.US => WireNumber.UInt16(bytes, entry.IsBigEndian).ToString(CultureInfo.InvariantCulture),
            DicomVr.UV => UInt64(bytes, entry.IsBigEndian).ToString(CultureInfo.InvariantCulture),
            DicomVr.SV => ((long)UInt64(bytes, entry.IsBigEndian)).ToString(CultureInfo.InvariantCulture),
            DicomVr.FL => BitConverter
                .UInt32BitsToSingle(WireNumber.UInt32(bytes, entry.IsBigEndian))
                .ToString(CultureInfo.InvariantCulture),
            DicomVr.AT => WireNumber.Tag(bytes, entry.IsBigEndian).ToString("X8", CultureInfo.InvariantCulture),
            _ => BinaryNumber(bytes, entry).ToString(CultureInfo.InvariantCulture),
        };

    private static double BinaryNumber(ReadOnlySpan<byte> bytes, HeaderEntry entry) =>
        entry.Vr switch
        {
            DicomVr.US => WireNumber.UInt16(bytes, entry.IsBigEndian),
            DicomVr.SS => (short)WireNumber.UInt16(bytes, entry.IsBigEndian),
            DicomVr.UL => WireNumber.UInt32(bytes, entry.IsBigEndian),
            DicomVr.SL => (int)WireNumber.UInt32(bytes, entry.IsBigEndian),
            DicomVr.FL => BitConverter.UInt32BitsToSingle(WireNumber.UInt32(bytes, entry.IsBigEndian)),
            DicomVr.FD => BitConverter.UInt64BitsToDouble(UInt64(bytes, entry.IsBigEndian)),
            DicomVr.UV => UInt64(bytes, entry.IsBigEndian),
            DicomVr.SV => (long)UInt64(bytes, entry.IsBigEndian),
            _ => double.NaN,
        };

    private static ulong UInt64(ReadOnlySpan<byte> bytes, bool bigEndian) =>
        bigEndian ? BinaryPrimitives.ReadUInt64BigEndian(bytes) : BinaryPrimitives.ReadUInt64LittleEndian(bytes);
}
