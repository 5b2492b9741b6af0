using System.IO.Compression;
using Parquet;
using StudyLake.Events;

namespace StudyLake.Transform;

/// <summary>Writes the rows of a table as one Parquet file, sorted.</summary>
/// <remarks>The bytes are a function of the rows, in whatever order they were added.</remarks>
internal sealed class ParquetTableWriter
{
    /// <summary>Rows of a row group, the unit of pruning; the last one may have fewer.</summary>
    public const int RowGroupRows = 122_880;

    private readonly TableBuffer _table;
    private readonly ParquetFields _fields;
    private readonly int[] _order;
    private readonly int _rowGroupRows;
    private readonly ParquetOptions _options = new()
    {
        CompressionMethod = CompressionMethod.Zstd,
        CompressionLevel = CompressionLevel.Fastest,
    };
    private readonly int[] _levels;
    private readonly TextChunk _text;
    private int[] _integers = [];
    private long[] _longs = [];
    private double[] _doubles = [];
    private bool[] _booleans = [];

    private ParquetTableWriter(TableBuffer table, int rowGroupRows)
    {
        _table = table;
        _fields = new ParquetFields(table.Table);
        _order = RowOrder.Of(table);
        _rowGroupRows = rowGroupRows;
        _levels = new int[Math.Min(table.Count, rowGroupRows)];
        _text = new TextChunk(_levels.Length);
    }

    /// <summary>Writes the file. Holds one column of one row group beside the table.</summary>
    /// <param name="table">At least one row.</param>
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
        var file = new ParquetTableWriter(table, rowGroupRows);
        await file.WriteAsync(output, cancellationToken).ConfigureAwait(false);
    }

    private async Task WriteAsync(Stream output, CancellationToken cancellationToken)
    {
        var writer = await ParquetWriter
            .CreateAsync(_fields.Schema, output, _options, cancellationToken: cancellationToken)
            .ConfigureAwait(false);
        await using var _ = writer.ConfigureAwait(false);
        for (var first = 0; first < _order.Length; first += _rowGroupRows)
        {
            var rows = _order.AsMemory(first, Math.Min(_rowGroupRows, _order.Length - first));
            using var group = writer.CreateRowGroup();
            for (var column = 0; column < _table.Columns.Length; column++)
                await WriteAsync(group, column, rows, cancellationToken).ConfigureAwait(false);
            group.CompleteValidate();
        }
    }

    private Task WriteAsync(
        ParquetRowGroupWriter group,
        int column,
        ReadOnlyMemory<int> rows,
        CancellationToken cancellationToken
    )
    {
        if (_table.Columns[column] is TextColumn text)
            return WriteTextAsync(group, column, text, rows, cancellationToken);
        var numbers = (NumberColumn)_table.Columns[column];
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
