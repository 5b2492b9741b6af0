using System.Buffers.Binary;
using System.Numerics;

namespace StudyLake.Transform;

/// <summary>
/// A number for each row that orders rows as their first columns do: as many columns as fit into 64 bits, each as the
/// rank of its value, and of the first one that does not fit as many bits as are left.
/// </summary>
internal sealed class RowKeys
{
    private const int KeyBits = 64;

    // Texts that are nearly all different are told apart sooner by their first bytes than by ranking them all.
    private const int RankedShare = 8;

    private readonly ulong[] _keys;
    private int _bits;

    private RowKeys(int rows) => _keys = new ulong[rows];

    /// <summary>The number of each row. Rows whose numbers differ are in their order.</summary>
    public ulong[] Keys => _keys;

    /// <summary>Columns in which rows with the same number are the same, from the first on.</summary>
    public int Settled { get; private set; }

    /// <summary>Makes them for the rows of a table.</summary>
    /// <param name="columns">The columns in the order in which rows are compared by them.</param>
    /// <param name="rows">Number of rows.</param>
    public static RowKeys Of(ReadOnlySpan<ColumnBuffer> columns, int rows)
    {
        var made = new RowKeys(rows);
        foreach (var column in columns)
        {
            if (column.Slots == 0)
            {
                made.Settled++;
                continue;
            }
            column.Reserve(rows);
            var fits = column is TextColumn text ? made.TryAdd(text) : made.TryAdd((NumberColumn)column);
            if (!fits)
                break;
            made.Settled++;
        }
        return made;
    }

    private bool TryAdd(NumberColumn column)
    {
        var values = column.Values;
        var present = column.Present;
        var (least, greatest, hasAny) = (long.MaxValue, long.MinValue, false);
        for (var row = 0; row < _keys.Length; row++)
        {
            if (!present[row])
                continue;
            var value = column.Ordered(values[row]);
            (least, greatest, hasAny) = (Math.Min(least, value), Math.Max(greatest, value), true);
        }
        if (!hasAny)
            return true;
        // Null comes first, so the least value is 1.
        var range = unchecked((ulong)greatest - (ulong)least) + 1;
        if (range == 0 || !Reserve(range, out var shift))
            return false;
        for (var row = 0; row < _keys.Length; row++)
        {
            if (present[row])
                _keys[row] |= unchecked((ulong)column.Ordered(values[row]) - (ulong)least + 1) << shift;
        }
        return true;
    }

    private bool TryAdd(TextColumn column)
    {
        var ids = column.Ids[.._keys.Length];
        var pool = column.Pool;
        var ranks = new int[pool.Count + 1];
        var distinct = new int[Math.Max(64, _keys.Length / RankedShare)];
        var count = 0;
        foreach (var id in ids)
        {
            if (id == 0 || ranks[id] != 0)
                continue;
            if (count == distinct.Length)
                return AddBeginnings(ids, pool);
            ranks[id] = 1;
            distinct[count++] = id;
        }
        if (count == 0)
            return true;
        if (!Reserve((ulong)count, out var shift))
            return AddBeginnings(ids, pool);
        distinct.AsSpan(0, count).Sort(pool.Compare);
        for (var i = 0; i < count; i++)
            ranks[distinct[i]] = i + 1;
        for (var row = 0; row < ids.Length; row++)
            _keys[row] |= (ulong)ranks[ids[row]] << shift;
        return true;
    }

    /// <summary>Adds as much of the first eight bytes as fits; the column is not settled by it.</summary>
    private bool AddBeginnings(ReadOnlySpan<int> ids, TextPool pool)
    {
        Span<byte> beginning = stackalloc byte[sizeof(ulong)];
        for (var row = 0; row < ids.Length && _bits < KeyBits; row++)
        {
            if (ids[row] == 0)
                continue;
            var text = pool.Utf8(ids[row]).Span;
            beginning.Clear();
            text[..Math.Min(text.Length, beginning.Length)].CopyTo(beginning);
            _keys[row] |= BinaryPrimitives.ReadUInt64BigEndian(beginning) >> _bits;
        }
        return false;
    }

    // The place of numbers up to the greatest, below all that was added before.
    private bool Reserve(ulong greatest, out int shift)
    {
        var bits = KeyBits - BitOperations.LeadingZeroCount(greatest);
        shift = KeyBits - _bits - bits;
        if (shift < 0)
            return false;
        _bits += bits;
        return true;
    }
}
