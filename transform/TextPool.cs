using System.IO.Hashing;
using System.Text;

namespace StudyLake.Transform;

/// <summary>The distinct texts of a column as UTF-8, each kept once under a number that rises from 1 as they come.</summary>
/// <remarks>The numbers, and so everything made of them, depend on the input alone, not on the hash.</remarks>
internal sealed class TextPool
{
    private const byte HighFlag = 1;
    private const byte PairFlag = 2;
    private const int FirstBytes = 1 << 8;
    private const int FirstEntries = 1 << 4;

    // A pool without texts, of which a small file has dozens, takes no memory.
    private static readonly Entry[] NoEntries = new Entry[1];
    private static readonly int[] NoBuckets = new int[1];

    private byte[] _bytes = [];
    private int _length;
    private Entry[] _entries = NoEntries;
    private int[] _buckets = NoBuckets;
    private int _count;

    /// <summary>The highest number given.</summary>
    public int Count => _count;

    /// <summary>The UTF-8 of a text.</summary>
    public ReadOnlyMemory<byte> Utf8(int id) => _bytes.AsMemory(_entries[id].Offset, _entries[id].Length);

    /// <summary>The number of a text, new or not.</summary>
    /// <param name="utf8">Valid UTF-8.</param>
    /// <param name="likely">The number to try first, or 0: rows that follow each other often agree.</param>
    public int Add(ReadOnlySpan<byte> utf8, int likely)
    {
        if (likely != 0 && utf8.SequenceEqual(Span(likely)))
            return likely;
        var hash = (uint)XxHash3.HashToUInt64(utf8);
        for (var id = _buckets[hash & (_buckets.Length - 1)]; id != 0; id = _entries[id].Next)
        {
            if (_entries[id].Hash == hash && utf8.SequenceEqual(Span(id)))
                return id;
        }
        return AddNew(utf8, hash);
    }

    /// <summary>Orders two texts by their UTF-8 bytes, which is Parquet's order and that of code points.</summary>
    public int Compare(int left, int right) => Span(left).SequenceCompareTo(Span(right));

    /// <summary>Whether a text has a character from U+E000 to U+FFFF.</summary>
    public bool HasHigh(int id) => (_entries[id].Flags & HighFlag) != 0;

    /// <summary>Whether a text has a character above U+FFFF, which UTF-16 writes as a surrogate pair.</summary>
    public bool HasPair(int id) => (_entries[id].Flags & PairFlag) != 0;

    /// <summary>Writes a text as UTF-16 into a buffer that has a place for each of its bytes.</summary>
    public int Decode(int id, Span<char> buffer) => Encoding.UTF8.GetChars(Span(id), buffer);

    private ReadOnlySpan<byte> Span(int id) => _bytes.AsSpan(_entries[id].Offset, _entries[id].Length);

    private int AddNew(ReadOnlySpan<byte> utf8, uint hash)
    {
        if (++_count == _entries.Length)
            Grow();
        if (_bytes.Length - _length < utf8.Length)
            Array.Resize(
                ref _bytes,
                (int)
                    Math.Min(
                        Math.Max(Math.Max(FirstBytes, 2L * _bytes.Length), (long)_length + utf8.Length),
                        Array.MaxLength
                    )
            );
        utf8.CopyTo(_bytes.AsSpan(_length));
        ref var bucket = ref _buckets[hash & (_buckets.Length - 1)];
        _entries[_count] = new Entry(_length, utf8.Length, hash, bucket, Flags(utf8));
        bucket = _count;
        _length += utf8.Length;
        return _count;
    }

    private void Grow()
    {
        Array.Resize(ref _entries, Math.Max(FirstEntries, 2 * _entries.Length));
        _buckets = new int[2 * _entries.Length];
        for (var id = 1; id < _count; id++)
        {
            ref var bucket = ref _buckets[_entries[id].Hash & (_buckets.Length - 1)];
            _entries[id] = _entries[id] with { Next = bucket };
            bucket = id;
        }
    }

    // UTF-8 of U+E000 to U+FFFF begins with EE or EF, of a supplementary character with F0 to F4. RFC 3629 section 3.
    private static byte Flags(ReadOnlySpan<byte> utf8) =>
        !utf8.ContainsAnyInRange((byte)0xEE, (byte)0xFF)
            ? (byte)0
            : (byte)(
                (utf8.ContainsAnyInRange((byte)0xEE, (byte)0xEF) ? HighFlag : 0)
                | (utf8.ContainsAnyInRange((byte)0xF0, (byte)0xF4) ? PairFlag : 0)
            );

    private readonly record struct Entry(int Offset, int Length, uint Hash, int Next, byte Flags);
}
