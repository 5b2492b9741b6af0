using System.Buffers.Binary;
using System.Text;

namespace StudyLake.Ingest.Dicom;

/// <summary>Texts seen lately by one reader, each as one shared string.</summary>
/// <remarks>
/// The objects of a series differ in a handful of values; sharing the others keeps a plain header, all text included,
/// within 4 KB of allocation, and the events that wait for the log from holding a thousand copies of a description.
/// Of two texts that meet in a slot the later stays. Safe for many threads: a slot is one reference, and a lost write
/// costs a string. It holds at most 2,048 texts of at most 64 characters, patient identifiers among them, and no
/// longer than the reader lives.
/// </remarks>
internal sealed class RecentText
{
    private const int Slots = 2048;
    private const int LongestText = 64;

    private readonly string?[] _texts = new string?[Slots];

    /// <summary>The text of an ASCII value, trimmed before and not empty.</summary>
    public string Of(ReadOnlySpan<byte> ascii)
    {
        if (CommonText.Find(ascii) is { } common)
            return common;
        if (ascii.Length > LongestText)
            return Encoding.Latin1.GetString(ascii);
        ref var slot = ref _texts[SlotOf(ascii)];
        var text = slot;
        if (text is not null && Ascii.Equals(ascii, text))
            return text;
        return slot = Encoding.Latin1.GetString(ascii);
    }

    // Both ends and the length: UIDs of one device begin alike, sequence numbers end differently.
    private static int SlotOf(ReadOnlySpan<byte> ascii)
    {
        ulong first = 0,
            last = 0;
        if (ascii.Length >= 8)
        {
            first = BinaryPrimitives.ReadUInt64LittleEndian(ascii);
            last = BinaryPrimitives.ReadUInt64LittleEndian(ascii[^8..]);
        }
        else
        {
            foreach (var character in ascii)
                first = (first << 8) | character;
        }
        var middle = (ulong)ascii[ascii.Length / 2] << 32;
        var mixed = (first ^ (last * 0x9E3779B97F4A7C15) ^ middle ^ (ulong)ascii.Length) * 0xD6E8FEB86659FD93;
        return (int)(mixed >> 53);
    }
}
