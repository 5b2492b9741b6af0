using System.IO.Compression;
using Parquet;
using StudyLake.Events;
using StudyLake.Events.Lake;

namespace StudyLake.Transform;

/// <summary>Writes the rows of a table as one Parquet file, sorted.</summary>
/// <remarks>The bytes are a function of the sorted rows and the size of a row group alone.</remarks>
internal sealed class ParquetTableWriter : IAsyncDisposable
{
    /// <summary>Rows of a row group, the unit of pruning; the last one may have fewer.</summary>
    public const int RowGroupRows = 122_880;

    private readonly ParquetFields _fields;
    private readonly ParquetOptions _options = new()
    {
        CompressionMethod = CompressionMethod.Zstd,
        CompressionLevel = CompressionLevel.Fastest,
    };
    private readonly int[] _levels;
    private readonly TextChunk _text;
    private ParquetWriter? _writer;
    private GatheredWrites? _output;
    private int[] _integers = [];
    private long[] _longs = [];
    private double[] _doubles = [];
    private bool[] _booleans = [];

    /// <summary>Makes one for a file of a table.</summary>
    /// <param name="table">Which table.</param>
    /// <param name="rowGroupRows">The most rows of a row group.</param>
    public ParquetTableWriter(LakeTable table, int rowGroupRows)
    {
        _fields = new ParquetFields(table);
        _levels = new int[rowGroupRows];
        _text = new TextChunk(rowGroupRows);
    }

    /// <summary>Writes a file. Holds one column of one row group beside the table.</summary>
    /// <param name="table">At least one row, in any order.</param>
    /// <param name="output">Need not be able to seek; stays open.</param>
    /// <param name="rowGroupRows">Rows of a row group.</param>
    /// <param name="cancellationToken">Leaves an unusable file.</param>
    public static async Task WriteAsync(
        TableBuffer table,
        Stream output,
        int rowGroupRows,
        CancellationToken cancellationToken
    )
    {
        var order = RowOrder.Of(table);
        var file = new ParquetTableWriter(table.Table, Math.Min(order.Length, rowGroupRows));
        await using var _ = file.ConfigureAwait(false);
        await file.BeginAsync(output, cancellationToken).ConfigureAwait(false);
        for (var first = 0; first < order.Length; first += rowGroupRows)
            await file.WriteGroupAsync(
                    table,
                    order.AsMemory(first, Math.Min(rowGroupRows, order.Length - first)),
                    cancellationToken
                )
                .ConfigureAwait(false);
    }

    /// <summary>Begins the file. The stream need not be able to seek and stays open.</summary>
    public async Task BeginAsync(Stream output, CancellationToken cancellationToken)
    {
        _output = new GatheredWrites(output);
        _writer = await ParquetWriter
            .CreateAsync(_fields.Schema, _output, _options, cancellationToken: cancellationToken)
            .ConfigureAwait(false);
    }

    /// <summary>Writes a row group of these rows of a table, in the order given, which must go on where the last ended.</summary>
    public async Task WriteGroupAsync(TableBuffer table, ReadOnlyMemory<int> rows, CancellationToken cancellationToken)
    {
        var writer = _writer ?? throw new InvalidOperationException("Expected a file that was begun.");
        using var group = writer.CreateRowGroup();
        for (var column = 0; column < table.Columns.Length; column++)
        {
            if (table.Columns[column].Slots > 0)
                table.Columns[column].Reserve(table.Count);
            await WriteAsync(group, table, column, rows, cancellationToken).ConfigureAwait(false);
        }
        group.CompleteValidate();
    }

    /// <summary>Completes the file.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_writer is not null)
            await _writer.DisposeAsync().ConfigureAwait(false);
        _writer = null;
        if (_output is not null)
            await _output.EndAsync(CancellationToken.None).ConfigureAwait(false);
        _output = null;
    }

    private Task WriteAsync(
        ParquetRowGroupWriter group,
        TableBuffer table,
        int column,
        ReadOnlyMemory<int> rows,
        CancellationToken cancellationToken
    )
    {
        if (table.Columns[column] is TextColumn text)
            return WriteTextAsync(group, column, text, rows, cancellationToken);
        var numbers = (NumberColumn)table.Columns[column];
        return numbers.Column.Type switch
        {
            ColumnType.Integer or ColumnType.Date => WriteAsync(
                group,
                column,
                numbers,
                rows,
                ref _integers,
                cancellationToken
            ),
            ColumnType.Double => WriteAsync(group, column, numbers, rows, ref _doubles, cancellationToken),
            ColumnType.Boolean => WriteAsync(group, column, numbers, rows, ref _booleans, cancellationToken),
            _ => WriteAsync(group, column, numbers, rows, ref _longs, cancellationToken),
        };
    }

    private Task WriteAsync<T>(
        ParquetRowGroupWriter group,
        int column,
        NumberColumn numbers,
        ReadOnlyMemory<int> rows,
        ref T[] values,
        CancellationToken cancellationToken
    )
        where T : struct
    {
        var levels = _levels.AsSpan(0, rows.Length);
        var count = 0;
        if (numbers.Slots == 0)
            levels.Clear();
        else
            count = Gather(numbers, rows.Span, levels, ref values);
        return group.WriteAllPartsAsync<T>(
            _fields.Physical(column),
            values.AsMemory(0, count),
            _levels.AsMemory(0, rows.Length),
            null,
            cancellationToken
        );
    }

    private int Gather<T>(NumberColumn numbers, ReadOnlySpan<int> rows, Span<int> levels, ref T[] values)
        where T : struct
    {
        if (values.Length < rows.Length)
            values = new T[_levels.Length];
        var source = numbers.Values;
        var present = numbers.Present;
        var made = values;
        var count = 0;
        for (var i = 0; i < rows.Length; i++)
        {
            var row = rows[i];
            levels[i] = present[row] ? 1 : 0;
            if (present[row])
                made[count++] = Physical<T>(source[row]);
        }
        return count;
    }

    // The test of the type costs nothing: each type has code of its own.
    private static T Physical<T>(long value)
        where T : struct
    {
        if (typeof(T) == typeof(int))
            return (T)(object)(int)value;
        if (typeof(T) == typeof(double))
            return (T)(object)BitConverter.Int64BitsToDouble(value);
        if (typeof(T) == typeof(bool))
            return (T)(object)(value != 0);
        return (T)(object)value;
    }

    private Task WriteTextAsync(
        ParquetRowGroupWriter group,
        int column,
        TextColumn text,
        ReadOnlyMemory<int> rows,
        CancellationToken cancellationToken
    )
    {
        _text.Gather(text, rows.Span, _levels);
        var levels = _levels.AsMemory(0, rows.Length);
        if (!_text.Utf16OrderFits)
            return group.WriteAllPartsAsync(
                _fields.Physical(column),
                _text.Utf8Values(),
                levels,
                null,
                cancellationToken
            );
        _options.ColumnEncodingHints[text.Column.Name] = _text.IsRepetitive
            ? EncodingHint.Dictionary
            : EncodingHint.Default;
        return group.WriteAllPartsAsync(_fields.Logical(column), _text.Utf16Values(), levels, null, cancellationToken);
    }
}
