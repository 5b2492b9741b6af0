namespace StudyLake.Transform.Sorting;

/// <summary>Rows as bytes in memory, up to a number of bytes, to be sorted and written as one run.</summary>
internal sealed class SortBlock(int capacity)
{
    private const int FirstBytes = 1 << 16;
    private const int FirstRows = 1 << 8;

    private byte[] _bytes = [];
    private (int Start, int Length)[] _rows = [];
    private int _used;

    /// <summary>Whether the rows take more than a small part of what they may.</summary>
    public bool IsLarge => _used > capacity / 8;

    /// <summary>Number of rows.</summary>
    public int Count { get; private set; }

    /// <summary>A row by its place.</summary>
    public ReadOnlySpan<byte> this[int index] => Row(_rows[index]);

    /// <summary>Keeps a copy of a row; false when there is no room for it.</summary>
    public bool TryAdd(ReadOnlySpan<byte> row)
    {
        if (row.Length > capacity - _used)
            return false;
        if (row.Length > _bytes.Length - _used)
            Array.Resize(
                ref _bytes,
                (int)Math.Min(capacity, Math.Max(Math.Max(FirstBytes, 2L * _bytes.Length), _used + (long)row.Length))
            );
        row.CopyTo(_bytes.AsSpan(_used));
        if (Count == _rows.Length)
            Array.Resize(ref _rows, Math.Max(FirstRows, 2 * Count));
        _rows[Count++] = (_used, row.Length);
        _used += row.Length;
        return true;
    }

    /// <summary>Puts the rows in the order of their bytes.</summary>
    public void Sort() => _rows.AsSpan(0, Count).Sort((left, right) => Row(left).SequenceCompareTo(Row(right)));

    /// <summary>Forgets all rows.</summary>
    public void Clear() => (_used, Count) = (0, 0);

    /// <summary>Forgets all rows and gives their memory back.</summary>
    public void Release()
    {
        Clear();
        (_bytes, _rows) = ([], []);
    }

    private ReadOnlySpan<byte> Row((int Start, int Length) row) => _bytes.AsSpan(row.Start, row.Length);
}
