using System.Collections.Frozen;
using System.Globalization;
using System.Reflection;
using StudyLake.Events.Lake;

namespace StudyLake.Aws.Cost;

/// <summary>Compressed bytes of each stored column for one row, as measured in the footers of Parquet files.</summary>
/// <remarks>
/// <c>lake-bytes.csv</c> is made by <c>studylake cost --measure LAKE</c>, and says of which lake and when. Files of a small
/// lake hold few rows each, so that dictionaries weigh more in them than in large files: the figures are rather too high.
/// </remarks>
public sealed class LakeBytes
{
    private const string File = "lake-bytes.csv";
    private const string Header = "table,rows_per_event,column,bytes_per_row";

    private readonly FrozenDictionary<(string Table, string Column), double> _bytes;
    private readonly FrozenDictionary<string, double> _rows;

    private LakeBytes(
        FrozenDictionary<(string Table, string Column), double> bytes,
        FrozenDictionary<string, double> rows
    ) => (_bytes, _rows) = (bytes, rows);

    private const string Again =
        "'studylake cost --measure LAKE --registry FOLDER > aws/Cost/lake-bytes.csv' measures a lake with a snapshot again";

    /// <summary>What was measured; see the first line of the file.</summary>
    public static LakeBytes Measured { get; } = Load();

    /// <summary>Whether the table was measured.</summary>
    public bool Knows(string table) => _rows.ContainsKey(table);

    /// <summary>Whether the table was measured and has the column.</summary>
    public bool Knows(string table, string column) => _bytes.ContainsKey((table, column));

    /// <summary>Rows of a table for each event of the lake.</summary>
    /// <exception cref="KeyNotFoundException">The table was not measured: it is newer than the file.</exception>
    public double RowsPerEvent(string table) =>
        _rows.TryGetValue(table, out var rows)
            ? rows
            : throw new KeyNotFoundException($"Expected the rows of {table} in {File}, found none: {Again}.");

    /// <summary>Bytes of a column for one row; 0 for a partition, which no file holds.</summary>
    /// <exception cref="KeyNotFoundException">The column was not measured: it is newer than the file.</exception>
    public double PerRow(string table, string column) =>
        column == LakeTable.Partition ? 0
        : _bytes.TryGetValue((table, column), out var bytes) ? bytes
        : throw new KeyNotFoundException($"Expected the bytes of {table}.{column} in {File}, found none: {Again}.");

    /// <summary>Reads the form of the file; lines that begin with # are words about it.</summary>
    /// <exception cref="FormatException">It has another form.</exception>
    public static LakeBytes Parse(string text)
    {
        var lines = text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Where(line => !line.StartsWith('#'))
            .ToList();
        if (lines.FirstOrDefault() != Header)
            throw new FormatException($"Expected {File} to begin with {Header}, found {lines.FirstOrDefault()}.");
        var bytes = new Dictionary<(string, string), double>();
        var rows = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach (var line in lines.Skip(1))
        {
            if (line.Split(',') is not [var table, var rowsPerEvent, var column, var perRow])
                throw new FormatException($"Expected four fields in a line of {File}, found {line}.");
            rows[table] = double.Parse(rowsPerEvent, CultureInfo.InvariantCulture);
            bytes[(table, column)] = double.Parse(perRow, CultureInfo.InvariantCulture);
        }
        return new LakeBytes(bytes.ToFrozenDictionary(), rows.ToFrozenDictionary(StringComparer.Ordinal));
    }

    /// <summary>Writes the form of the file.</summary>
    /// <param name="source">What was measured and when, in one line.</param>
    /// <param name="columns">Table, rows of it for an event, column, bytes of it for a row.</param>
    public static string Write(
        string source,
        IEnumerable<(string Table, double RowsPerEvent, string Column, double Bytes)> columns
    ) =>
        $"# {source}\n{Header}\n"
        + string.Concat(
            columns.Select(column =>
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{column.Table},{column.RowsPerEvent:0.######},{column.Column},{column.Bytes:0.###}\n"
                )
            )
        );

    private static LakeBytes Load()
    {
        using var stream =
            Assembly.GetExecutingAssembly().GetManifestResourceStream(File)
            ?? throw new InvalidOperationException($"Expected {File} within the assembly, found none.");
        using var reader = new StreamReader(stream);
        return Parse(reader.ReadToEnd());
    }
}
