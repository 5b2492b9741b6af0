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
    public async Task BeginAsync(Stream output, CancellationToken cancellationToken) =>
        _writer = await ParquetWriter
            .CreateAsync(_fields.Schema, output, _options, cancellationToken: cancellationToken)
            .ConfigureAwait(false);

    /// <summary>Writes a row group of these rows of a table, in the order given, which must go on where the last ended.</summary>
    public async Task WriteGroupAsync(TableBuffer table, ReadOnlyMemory<int> rows, CancellationToken cancellationToken)
    {
        var writer = _writer ?? throw new InvalidOperationException("Expected a file that was begun.");
        using var group = writer.CreateRowGroup();
        for (var column = 0; column < table.Columns.Length; column++)
            await WriteAsync(group, table, column, rows, cancellationToken).ConfigureAwait(false);
        group.CompleteValidate();
    }

    /// <summary>Completes the file.</summary>
    public ValueTask DisposeAsync() => _writer?.DisposeAsync() ?? ValueTask.CompletedTask;

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
            ColumnType.Integer or ColumnType.Date => Write(ref _integers, static value => (int)value),
            ColumnType.Double => Write(ref _doubles, BitConverter.Int64BitsToDouble),
            ColumnType.Boolean => Write(ref _booleans, static value => value != 0),
            _ => Write(ref _longs, static value => value),
        };

        Task Write<T>(ref T[] values, Func<long, T> convert)
            where T : struct
        {
            if (values.Length < rows.Length)
                values = new T[_levels.Length];
            var count = 0;
            var source = numbers.Values;
            var present = numbers.Present;
            var levels = _levels.AsSpan();
            for (var i = 0; i < rows.Length; i++)
            {
                var row = rows.Span[i];
                levels[i] = present[row] ? 1 : 0;
                if (present[row])
                    values[count++] = convert(source[row]);
            }
            return group.WriteAllPartsAsync<T>(
                _fields.Physical(column),
                values.AsMemory(0, count),
                _levels.AsMemory(0, rows.Length),
                null,
                cancellationToken
            );
        }
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
