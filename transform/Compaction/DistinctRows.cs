using StudyLake.Transform.Sorting;

namespace StudyLake.Transform.Compaction;

/// <summary>The sorted rows of a table, each once, without those that no fold can take.</summary>
internal sealed class DistinctRows(RowCodec codec, MergedRows merged, ReadingIndex.OutdatedReadings? outdated)
{
    // A text pool keeps what it has seen, so the table that rows are looked at in is made anew from time to time.
    private const int LookRows = 4096;

    private TableBuffer _look = new(codec.Table);
    private int _looks;
    private byte[] _current = [];
    private int _length = -1;

    /// <summary>Rows left out so far since the one before was the same.</summary>
    public long Duplicates { get; private set; }

    /// <summary>Rows left out so far since no fold can take them.</summary>
    public long Outdated { get; private set; }

    /// <summary>Rows given so far.</summary>
    public long Rows { get; private set; }

    /// <summary>The row it stands on, valid until <see cref="MoveNext"/>.</summary>
    public ReadOnlySpan<byte> Current => _current.AsSpan(0, _length);

    /// <summary>Goes to the next row; false when there is none.</summary>
    public bool MoveNext()
    {
        while (merged.MoveNext())
        {
            var row = merged.Current;
            if (_length >= 0 && row.SequenceEqual(Current))
            {
                Duplicates++;
                continue;
            }
            Keep(row);
            if (IsOutdated(row))
            {
                Outdated++;
                continue;
            }
            Rows++;
            return true;
        }
        return false;
    }

    /// <summary>The next rows as a table, at most that many; null at the end.</summary>
    public TableBuffer? Take(int limit)
    {
        var rows = new TableBuffer(codec.Table);
        while (rows.Count < limit && MoveNext())
            codec.Decode(Current, rows);
        return rows.Count == 0 ? null : rows;
    }

    private void Keep(ReadOnlySpan<byte> row)
    {
        if (_current.Length < row.Length)
            _current = new byte[Math.Max(row.Length, 2 * _current.Length)];
        row.CopyTo(_current);
        _length = row.Length;
    }

    private bool IsOutdated(ReadOnlySpan<byte> row)
    {
        if (outdated is not { Count: > 0 })
            return false;
        if (++_looks % LookRows == 0)
            _look = new TableBuffer(codec.Table);
        codec.Decode(row, _look);
        var found = outdated.Contains(_look, 0);
        _look.Truncate(0);
        return found;
    }
}
