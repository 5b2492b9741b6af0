using StudyLake.Events;
using StudyLake.Events.Lake;

namespace StudyLake.Transform;

/// <summary>The values of one column of a table in memory, a slot for each row, empty slots being null.</summary>
internal abstract class ColumnBuffer(LakeColumn column)
{
    /// <summary>Which column.</summary>
    public LakeColumn Column { get; } = column;

    /// <summary>Makes room for that many rows; new ones are null.</summary>
    public abstract void Reserve(int rows);

    /// <summary>Makes a row null.</summary>
    public abstract void Clear(int row);

    /// <summary>Whether a row is null.</summary>
    public abstract bool IsNull(int row);

    /// <summary>Orders two rows, null first, text by UTF-8 bytes; 0 only when they are the same to the last bit.</summary>
    public abstract int Compare(int left, int right);

    /// <summary>Whether columns of the type are text here and in Parquet.</summary>
    public static bool IsText(ColumnType type) => type is ColumnType.Text or ColumnType.Time or ColumnType.DateTime;
}

/// <summary>A column of Text, Time or DateTime: a number of <see cref="Pool"/> for each row, 0 for null.</summary>
internal sealed class TextColumn(LakeColumn column, TextPool pool) : ColumnBuffer(column)
{
    private int[] _ids = [];
    private int _last;

    /// <summary>The texts; columns of one name in several tables share it.</summary>
    public TextPool Pool { get; } = pool;

    /// <summary>The number of each row's text.</summary>
    public ReadOnlySpan<int> Ids => _ids;

    /// <summary>Sets a row; empty text leaves it null.</summary>
    public void Set(int row, ReadOnlySpan<byte> utf8)
    {
        if (!utf8.IsEmpty)
            _ids[row] = _last = Pool.Add(utf8, _last);
    }

    /// <summary>Sets a row to that of a column with the same pool.</summary>
    public void Copy(int row, TextColumn other, int otherRow) => _ids[row] = other._ids[otherRow];

    /// <inheritdoc />
    public override void Reserve(int rows) => Array.Resize(ref _ids, rows);

    /// <inheritdoc />
    public override void Clear(int row) => _ids[row] = 0;

    /// <inheritdoc />
    public override bool IsNull(int row) => _ids[row] == 0;

    /// <inheritdoc />
    public override int Compare(int left, int right)
    {
        var (leftId, rightId) = (_ids[left], _ids[right]);
        if (leftId == rightId)
            return 0;
        return leftId == 0 || rightId == 0 ? leftId.CompareTo(rightId) : Pool.Compare(leftId, rightId);
    }
}

/// <summary>A column of any other type as 64-bit numbers.</summary>
/// <remarks>
/// Integer and Bigint as they are, Boolean as 0 and 1, Date as days and Timestamp as milliseconds since 1970-01-01 UTC,
/// Double as its bits.
/// </remarks>
internal sealed class NumberColumn(LakeColumn column) : ColumnBuffer(column)
{
    private long[] _values = [];
    private bool[] _present = [];

    /// <summary>The number of each row, 0 where it is null.</summary>
    public ReadOnlySpan<long> Values => _values;

    /// <summary>Whether each row has a value.</summary>
    public ReadOnlySpan<bool> Present => _present;

    /// <summary>Sets a row.</summary>
    public void Set(int row, long value)
    {
        _values[row] = value;
        _present[row] = true;
    }

    /// <summary>Sets a row to that of another column of the same type.</summary>
    public void Copy(int row, NumberColumn other, int otherRow) =>
        (_values[row], _present[row]) = (other._values[otherRow], other._present[otherRow]);

    /// <inheritdoc />
    public override void Reserve(int rows)
    {
        Array.Resize(ref _values, rows);
        Array.Resize(ref _present, rows);
    }

    /// <inheritdoc />
    public override void Clear(int row) => (_values[row], _present[row]) = (0, false);

    /// <inheritdoc />
    public override bool IsNull(int row) => !_present[row];

    /// <inheritdoc />
    public override int Compare(int left, int right)
    {
        if (_present[left] != _present[right])
            return _present[left] ? 1 : -1;
        var (leftValue, rightValue) = (_values[left], _values[right]);
        return Column.Type == ColumnType.Double
            ? Ordered(leftValue).CompareTo(Ordered(rightValue))
            : leftValue.CompareTo(rightValue);
    }

    // The bits of negative doubles rise as the number falls; turned over they order as the numbers do.
    private static long Ordered(long bits) => bits < 0 ? bits ^ long.MaxValue : bits;
}
