using System.Buffers.Binary;
using System.Collections.Immutable;
using StudyLake.Events;
using StudyLake.Events.Lake;

namespace StudyLake.Transform.Sorting;

/// <summary>One row of a table as bytes that compare as rows do: by <see cref="RowOrder"/>, then by every other column.</summary>
/// <remarks>
/// For each column 0 when null, else 1 and the value: a number as 8 bytes, big endian, its sign turned over; text as its
/// UTF-8 with 0 written as 00 FF and 00 00 at the end, so that no text is the beginning of another. Two rows are equal
/// in every column exactly when their bytes are.
/// </remarks>
internal sealed class RowCodec(LakeTable table)
{
    private const int NumberBytes = 8;

    private readonly ImmutableArray<int> _columns = RowOrder.Columns(table);
    private byte[] _row = new byte[1 << 10];
    private int _length;

    /// <summary>Which table.</summary>
    public LakeTable Table { get; } = table;

    /// <summary>The bytes of a row, valid until the next call.</summary>
    public ReadOnlySpan<byte> Encode(TableBuffer rows, int row)
    {
        _length = 0;
        foreach (var position in _columns)
        {
            var column = rows.Columns[position];
            if (column.IsNull(row))
                Space(1)[0] = 0;
            else if (column is TextColumn text)
                Append(text.Pool.Utf8(text.Ids[row]).Span);
            else
                Append(((NumberColumn)column).Values[row], column.Column.Type);
        }
        return _row.AsSpan(0, _length);
    }

    /// <summary>Adds the row of these bytes to a table.</summary>
    public void Decode(ReadOnlySpan<byte> bytes, TableBuffer rows)
    {
        var row = rows.Add();
        foreach (var position in _columns)
        {
            var isNull = bytes[0] == 0;
            bytes = bytes[1..];
            if (isNull)
                continue;
            if (rows.Columns[position] is TextColumn text)
                bytes = DecodeText(bytes, text, row);
            else
            {
                var column = (NumberColumn)rows.Columns[position];
                column.Set(row, Turned(Signed(bytes), column.Column.Type));
                bytes = bytes[NumberBytes..];
            }
        }
    }

    private void Append(ReadOnlySpan<byte> text)
    {
        if (!text.Contains((byte)0))
        {
            var space = Space(text.Length + 3);
            space[0] = 1;
            text.CopyTo(space[1..]);
            space[^2..].Clear();
            return;
        }
        Space(1)[0] = 1;
        foreach (var value in text)
        {
            Space(1)[0] = value;
            if (value == 0)
                Space(1)[0] = 0xFF;
        }
        Space(2).Clear();
    }

    private void Append(long value, ColumnType type)
    {
        var space = Space(1 + NumberBytes);
        space[0] = 1;
        BinaryPrimitives.WriteInt64BigEndian(space[1..], Turned(value, type) ^ long.MinValue);
    }

    private static long Signed(ReadOnlySpan<byte> bytes) => BinaryPrimitives.ReadInt64BigEndian(bytes) ^ long.MinValue;

    // The bits of negative doubles rise as the number falls; turned over they order as the numbers do. Its own inverse.
    private static long Turned(long value, ColumnType type) =>
        type == ColumnType.Double && value < 0 ? value ^ long.MaxValue : value;

    private ReadOnlySpan<byte> DecodeText(ReadOnlySpan<byte> bytes, TextColumn column, int row)
    {
        var zero = bytes.IndexOf((byte)0);
        if (bytes[zero + 1] == 0)
        {
            column.Set(row, bytes[..zero]);
            return bytes[(zero + 2)..];
        }
        _length = 0;
        for (; ; bytes = bytes[(zero + 2)..], zero = bytes.IndexOf((byte)0))
        {
            bytes[..zero].CopyTo(Space(zero));
            if (bytes[zero + 1] == 0)
                break;
            Space(1)[0] = 0;
        }
        column.Set(row, _row.AsSpan(0, _length));
        return bytes[(zero + 2)..];
    }

    private Span<byte> Space(int length)
    {
        if (_length + length > _row.Length)
            Array.Resize(ref _row, Math.Max(_length + length, 2 * _row.Length));
        _length += length;
        return _row.AsSpan(_length - length, length);
    }
}
