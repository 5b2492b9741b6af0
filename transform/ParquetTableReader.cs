using Parquet;
using Parquet.Schema;
using StudyLake.Events;
using StudyLake.Events.Lake;

namespace StudyLake.Transform;

/// <summary>Reads a Parquet file of the lake, one row group after the other.</summary>
/// <remarks>
/// Reads what <see cref="ParquetTableWriter"/> writes. A column that an older file does not have is null; one that the
/// contract does not have is not read.
/// </remarks>
internal sealed class ParquetTableReader : IAsyncDisposable
{
    private readonly ParquetReader _reader;
    private readonly LakeTable _table;
    private readonly ParquetFields _fields;
    private int _next;

    private ParquetTableReader(ParquetReader reader, ParquetFields fields)
    {
        _reader = reader;
        _table = fields.Table;
        _fields = fields;
    }

    /// <summary>Opens a file; the stream must be able to seek and stays open.</summary>
    /// <param name="fields">The columns of its table, which files may share.</param>
    /// <param name="name">Its name, for messages.</param>
    /// <param name="content">Read in very small pieces, so it had better have a buffer.</param>
    /// <param name="cancellationToken">Heeded between reads.</param>
    /// <exception cref="LakeFormatException">No Parquet file, or a damaged one.</exception>
    public static async Task<ParquetTableReader> OpenAsync(
        ParquetFields fields,
        string name,
        Stream content,
        CancellationToken cancellationToken
    )
    {
        try
        {
            var reader = await ParquetReader
                .CreateAsync(content, leaveStreamOpen: true, cancellationToken: cancellationToken)
                .ConfigureAwait(false);
            return new ParquetTableReader(reader, fields);
        }
        catch (Exception exception) when (exception is IOException or InvalidDataException or ParquetException)
        {
            throw new LakeFormatException(
                $"Expected a Parquet file at {name}, found something else. Make it again from the log with 'studylake replay'.",
                exception
            );
        }
    }

    /// <summary>The rows of the next row group, or null at the end.</summary>
    public async Task<TableBuffer?> ReadAsync(CancellationToken cancellationToken)
    {
        if (_next == _reader.RowGroupCount)
            return null;
        using var group = _reader.OpenRowGroupReader(_next++);
        var count = checked((int)group.RowCount);
        var rows = new TableBuffer(_table);
        rows.Add(count);
        var levels = new int[count];
        for (var column = 0; column < _table.Columns.Length; column++)
        {
            if (!group.ColumnExists(_fields.Physical(column)))
                continue;
            var field = _fields.Physical(column);
            // In a small file half of the columns have no value, and a page costs as much as its values.
            if (group.GetStatistics(field)?.NullCount == count)
                continue;
            rows.Columns[column].Reserve(count);
            switch (rows.Columns[column])
            {
                case TextColumn text:
                    var texts = await RawAsync<ReadOnlyMemory<byte>>(group, field, levels, cancellationToken)
                        .ConfigureAwait(false);
                    Fill(levels, texts, (row, value) => text.Set(row, value.Span));
                    break;
                case NumberColumn number:
                    await FillAsync(group, field, number, levels, cancellationToken).ConfigureAwait(false);
                    break;
            }
        }
        return rows;
    }

    /// <inheritdoc />
    public ValueTask DisposeAsync() => _reader.DisposeAsync();

    private static async Task FillAsync(
        ParquetRowGroupReader group,
        DataField field,
        NumberColumn column,
        int[] levels,
        CancellationToken cancellationToken
    )
    {
        switch (column.Column.Type)
        {
            case ColumnType.Integer or ColumnType.Date:
                var integers = await RawAsync<int>(group, field, levels, cancellationToken).ConfigureAwait(false);
                Fill(levels, integers, (row, value) => column.Set(row, value));
                break;
            case ColumnType.Double:
                var doubles = await RawAsync<double>(group, field, levels, cancellationToken).ConfigureAwait(false);
                Fill(levels, doubles, (row, value) => column.Set(row, BitConverter.DoubleToInt64Bits(value)));
                break;
            case ColumnType.Boolean:
                var booleans = await RawAsync<bool>(group, field, levels, cancellationToken).ConfigureAwait(false);
                Fill(levels, booleans, (row, value) => column.Set(row, value ? 1 : 0));
                break;
            default:
                var longs = await RawAsync<long>(group, field, levels, cancellationToken).ConfigureAwait(false);
                Fill(levels, longs, column.Set);
                break;
        }
    }

    private static async Task<T[]> RawAsync<T>(
        ParquetRowGroupReader group,
        DataField field,
        int[] levels,
        CancellationToken cancellationToken
    )
        where T : struct
    {
        var values = new T[levels.Length];
        await group.ReadRawAsync<T>(field, values, levels.AsMemory(), null, cancellationToken).ConfigureAwait(false);
        return values;
    }

    private static void Fill<T>(int[] levels, T[] values, Action<int, T> set)
    {
        for (int row = 0, value = 0; row < levels.Length; row++)
        {
            if (levels[row] != 0)
                set(row, values[value++]);
        }
    }
}
