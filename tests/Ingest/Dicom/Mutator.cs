using System.Buffers.Binary;

namespace StudyLake.Tests.Ingest.Dicom;

/// <summary>Changes files the way that finds faults in readers: bits, lengths, cuts, pieces of other files, known tokens.</summary>
/// <remarks>The same seed makes the same inputs in the same order, so a finding can be made again by its number.</remarks>
internal sealed class Mutator
{
    // Long enough for every structure; a longer one costs time, not coverage.
    private const int LongestInput = 96 << 10;

    private readonly byte[][] _seeds;
    private readonly ulong _seed;
    private Random _random;

    public Mutator(IEnumerable<byte[]> seeds, ulong seed)
    {
        _seeds =
        [
            .. seeds
                .Where(bytes => bytes.Length > 0)
                .Select(bytes => bytes.Length > LongestInput ? bytes[..LongestInput] : bytes),
        ];
        _seed = seed;
        _random = new Random(0);
    }

    public int Seeds => _seeds.Length;

    /// <summary>The input of a number.</summary>
    public byte[] Input(int number)
    {
        _random = new Random(
            unchecked((int)((_seed * 0x9E3779B97F4A7C15) + ((ulong)number * 0xD1B54A32D192ED03) >> 32))
        );
        var bytes = _seeds[_random.Next(_seeds.Length)].ToList();
        for (var change = _random.Next(1, 6); change > 0 && bytes.Count > 0; change--)
            Change(bytes);
        return bytes.Count <= LongestInput ? [.. bytes] : [.. bytes.Take(LongestInput)];
    }

    private void Change(List<byte> bytes)
    {
        // Early bytes decide more: half of all changes fall into the first two kilobytes.
        var place = _random.Next(_random.Next(2) == 0 ? Math.Min(bytes.Count, 2048) : bytes.Count);
        switch (_random.Next(10))
        {
            case 0:
                bytes[place] ^= (byte)(1 << _random.Next(8));
                break;
            case 1:
                bytes[place] = (byte)_random.Next(256);
                break;
            case 2:
                Overwrite(bytes, place, Token());
                break;
            case 3:
                bytes.InsertRange(place, Token());
                break;
            case 4:
                SetLength(bytes, place);
                break;
            case 5:
                bytes.RemoveRange(place, bytes.Count - place);
                break;
            case 6:
                bytes.RemoveRange(place, Math.Min(_random.Next(1, 64), bytes.Count - place));
                break;
            case 7:
                bytes.InsertRange(place, Piece(bytes, place));
                break;
            case 8:
                Splice(bytes, place);
                break;
            default:
                Swap(bytes, place);
                break;
        }
    }

    private byte[] Token() => DicomTokens.All[_random.Next(DicomTokens.All.Length)];

    private static void Overwrite(List<byte> bytes, int place, ReadOnlySpan<byte> token)
    {
        for (var index = 0; index < token.Length && place + index < bytes.Count; index++)
            bytes[place + index] = token[index];
    }

    // The length of an element whose VR stands near, or any four bytes where none does.
    private void SetLength(List<byte> bytes, int place)
    {
        for (var at = place; at < Math.Min(place + 64, bytes.Count - 4); at++)
        {
            if (bytes[at] is >= (byte)'A' and <= (byte)'Z' && bytes[at + 1] is >= (byte)'A' and <= (byte)'Z')
            {
                place = at + 2;
                break;
            }
        }
        Span<byte> length = stackalloc byte[4];
        uint value = _random.Next(6) switch
        {
            0 => 0xFFFFFFFF,
            1 => 0xFFFFFFFE,
            2 => (uint)_random.Next(),
            3 => (uint)(bytes.Count - place),
            4 => 0,
            _ => (uint)_random.Next(70_000),
        };
        BinaryPrimitives.WriteUInt32LittleEndian(length, value);
        Overwrite(bytes, place, length[..(_random.Next(2) == 0 ? 2 : 4)]);
    }

    private List<byte> Piece(List<byte> bytes, int place)
    {
        var piece = bytes.GetRange(place, Math.Min(_random.Next(1, 400), bytes.Count - place));
        // Again and again: nesting and repetition are what a stack and a cap are for.
        var times = _random.Next(8) == 0 ? _random.Next(2, 200) : 1;
        return [.. Enumerable.Repeat(piece, times).SelectMany(part => part)];
    }

    private void Splice(List<byte> bytes, int place)
    {
        var other = _seeds[_random.Next(_seeds.Length)];
        var from = _random.Next(other.Length);
        bytes.RemoveRange(place, bytes.Count - place);
        bytes.AddRange(other.AsSpan(from));
    }

    private void Swap(List<byte> bytes, int place)
    {
        var other = _seeds[_random.Next(_seeds.Length)];
        var from = _random.Next(other.Length);
        var count = Math.Min(Math.Min(_random.Next(1, 400), other.Length - from), bytes.Count - place);
        Overwrite(bytes, place, other.AsSpan(from, count));
    }
}
