using System.Numerics;
using StudyLake.Events;
using StudyLake.Events.Lake;

namespace StudyLake.Transform;

/// <summary>The values of one column of a table in memory, a slot for each row, empty slots being null.</summary>
/// <remarks>
/// It has slots up to the last row that was set, or a few more: one that is null throughout takes no memory.
/// </remarks>
internal abstract class ColumnBuffer(LakeColumn column)
{
    /// <summary>Which column.</summary>
    public LakeColumn Column { get; } = column;

    /// <summary>Slots that there are; rows beyond are null.</summary>
    public abstract int Slots { get; }

    /// <summary>Makes at least that many slots; new ones are null.</summary>
    public abstract void Reserve(int rows);

    /// <summary>Makes a row null.</summary>
    public abstract void Clear(int row);

    /// <summary>Whether a row is null.</summary>
    public abstract bool IsNull(int row);

    /// <summary>Orders two rows, null first, text by UTF-8 bytes; 0 only when they are the same to the last bit.</summary>
    public abstract int Compare(int left, int right);

    /// <summary>How many slots to have when one is set that is not there yet.</summary>
    protected static int Grown(int row) =>
        (int)Math.Clamp(BitOperations.RoundUpToPowerOf2((uint)row + 1), 64, Array.MaxLength);

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

    /// <summary>The number of the text in each slot.</summary>
    public ReadOnlySpan<int> Ids => _ids;

    /// <inheritdoc />
    public override int Slots => _ids.Length;

    /// <summary>Sets a row; empty text leaves it null.</summary>
    public void Set(int row, ReadOnlySpan<byte> utf8)
    {
        if (!utf8.IsEmpty)
            SetId(row, _last = Pool.Add(utf8, _last));
    }

    /// <summary>Sets a row to a text of the pool by its number.</summary>
    public void SetId(int row, int id)
    {
        if (row >= _ids.Length)
            Reserve(Grown(row));
        _ids[row] = id;
    }

    /// <summary>Sets a row that is null to that of a column with the same pool.</summary>
    public void Copy(int row, TextColumn other, int otherRow)
    {
        if (!other.IsNull(otherRow))
            SetId(row, other._ids[otherRow]);
    }

    /// <inheritdoc />
    public override void Reserve(int rows)
    {
        if (_ids.Length < rows)
            Array.Resize(ref _ids, rows);
    }

    /// <inheritdoc />
    public override void Clear(int row)
    {
        if (row < _ids.Length)
            _ids[row] = 0;
    }

    /// <inheritdoc />
    public override bool IsNull(int row) => row >= _ids.Length || _ids[row] == 0;

    /// <inheritdoc />
    public override int Compare(int left, int right)
    {
        var (leftId, rightId) = (Id(left), Id(right));
        if (leftId == rightId)
            return 0;
        return leftId == 0 || rightId == 0 ? leftId.CompareTo(rightId) : Pool.Compare(leftId, rightId);
    }

    private int Id(int row) => row < _ids.Length ? _ids[row] : 0;
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

    /// <summary>The number in each slot, 0 where it is null.</summary>
    public ReadOnlySpan<long> Values => _values;

    /// <summary>Whether each slot has a value.</summary>
    public ReadOnlySpan<bool> Present => _present;

    /// <inheritdoc />
    public override int Slots => _values.Length;

    /// <summary>Sets a row.</summary>
    public void Set(int row, long value)
    {
        if (row >= _values.Length)
            Reserve(Grown(row));
        _values[row] = value;
        _present[row] = true;
    }

    /// <summary>Sets a row that is null to that of another column of the same type.</summary>
    public void Copy(int row, NumberColumn other, int otherRow)
    {
        if (!other.IsNull(otherRow))
            Set(row, other._values[otherRow]);
    }

    /// <inheritdoc />
    public override void Reserve(int rows)
    {
        if (_values.Length >= rows)
            return;
        Array.Resize(ref _values, rows);
        Array.Resize(ref _present, rows);
    }

    /// <inheritdoc />
    public override void Clear(int row)
    {
        if (row < _values.Length)
            (_values[row], _present[row]) = (0, false);
    }

    /// <inheritdoc />
    public override bool IsNull(int row) => row >= _present.Length || !_present[row];

    /// <inheritdoc />
    public override int Compare(int left, int right)
    {
        var (isLeftNull, isRightNull) = (IsNull(left), IsNull(right));
        if (isLeftNull || isRightNull)
            return isRightNull.CompareTo(isLeftNull);
        var (leftValue, rightValue) = (_values[left], _values[right]);
        return Ordered(leftValue).CompareTo(Ordered(rightValue));
    }

    /// <summary>A value as a number by which rows are ordered.</summary>
    /// <remarks>The bits of negative doubles rise as the number falls; turned over they order as the numbers do.</remarks>
    public long Ordered(long value) => value < 0 && Column.Type == ColumnType.Double ? value ^ long.MaxValue : value;
}
