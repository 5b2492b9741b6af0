using System.Collections.Immutable;
using System.Globalization;
using DuckDB.NET.Data;
using StudyLake.Analytics;
using StudyLake.Aws.Cost;
using StudyLake.Cli.Snapshot;
using StudyLake.Events.Lake;

namespace StudyLake.Cli.Cost;

/// <summary>
/// Measures what a row of each column weighs, by the footers of a lake's Parquet files, its snapshot's, and those of the
/// other tables that Athena makes and of a build's index.
/// </summary>
internal static class LakeMeasure
{
    private static readonly ImmutableArray<string> Kept = SnapshotModels.Kept;

    /// <summary>The text of <c>aws/Cost/lake-bytes.csv</c>.</summary>
    /// <param name="lake">Folder of the lake, with a snapshot.</param>
    /// <param name="registry">The registry of the hospital.</param>
    /// <param name="day">The day of the measurement.</param>
    /// <exception cref="QueryException">There is no event or no snapshot.</exception>
    public static string Run(string lake, Registry registry, DateOnly day)
    {
        using var duck = new DuckDBConnection("DataSource=:memory:");
        duck.Open();
        var snapshot = new SnapshotFolder(lake);
        var kept =
            snapshot.Read()
            ?? throw new QueryException("Expected a lake with a snapshot, found none: run 'studylake snapshot'.");
        var folder = Directory.CreateTempSubdirectory("studylake-measure-");
        try
        {
            return Run(lake, registry, day, kept, snapshot, duck, folder.FullName);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static string Run(
        string lake,
        Registry registry,
        DateOnly day,
        SnapshotManifest kept,
        SnapshotFolder snapshot,
        DuckDBConnection duck,
        string folder
    )
    {
        var measured = LakeTables
            .All.Select(table => (Name: RawTables.Name(table), Files: Files(Path.Combine(lake, table.Name))))
            .Concat(
                kept.Generations.SelectMany(generation => generation.Rows)
                    .Where(rows => Kept.Contains(rows.Key))
                    .GroupBy(rows => rows.Key, rows => rows.Value)
                    .Select(table =>
                        (Name: table.Key, Files: table.SelectMany(files => files).Select(snapshot.PathOf).ToArray())
                    )
            )
            .Concat(
                ComputedMeasure
                    .Write(lake, registry, folder)
                    .Select(computed => (Name: computed.Model, Files: new[] { computed.File }))
            )
            .Select(table => (table.Name, Table: table.Files.Length == 0 ? (0, []) : Measure(duck, table.Files)))
            .Select(table => table.Table.Columns.Count == 0 ? (table.Name, (0, Empty(table.Name))) : table)
            .ToList();
        var events = measured.FirstOrDefault(table => table.Name == RawTables.Name(LakeTables.StudyEvents)).Table.Rows;
        if (events == 0)
            throw new QueryException("Expected events in the lake, found none.");
        var source = string.Create(
            CultureInfo.InvariantCulture,
            $"Parquet footers of a lake of {events:0} events, {day:yyyy-MM-dd}, by 'studylake cost --measure'."
        );
        return LakeBytes.Write(
            source,
            measured.SelectMany(table =>
                table.Table.Columns.Select(column =>
                    (table.Name, table.Table.Rows / (double)events, column.Name, column.Bytes)
                )
            )
        );
    }

    // A file without a row weighs nothing, and its table none the less was measured.
    private static List<(string Name, double Bytes)> Empty(string table) =>
        LakeTables.All.FirstOrDefault(one => RawTables.Name(one) == table) is { } raw
            ? [.. raw.Columns.Select(column => (column.Name, 0.0))]
            : [.. ModelCatalog.Embedded()[table].Description.Columns.Select(column => (column.Name, 0.0))];

    private static string[] Files(string folder) =>
        Directory.Exists(folder)
            ?
            [
                .. Directory
                    .EnumerateFiles(folder, "*.parquet", SearchOption.AllDirectories)
                    .Order(StringComparer.Ordinal),
            ]
            : [];

    private static (long Rows, List<(string Name, double Bytes)> Columns) Measure(DuckDBConnection duck, string[] files)
    {
        using var command = duck.CreateCommand();
        command.CommandText = $"""
            select
                path_in_schema,
                cast(sum(row_group_num_rows) as bigint),
                cast(sum(total_compressed_size) as double) / nullif(sum(row_group_num_rows), 0)
            from parquet_metadata([{string.Join(", ", files.Select(SqlTypes.Literal))}])
            group by path_in_schema
            order by min(column_id)
            """;
        using var reader = command.ExecuteReader();
        var rows = 0L;
        var columns = new List<(string, double)>();
        while (reader.Read())
        {
            rows = reader.GetInt64(1);
            if (!reader.IsDBNull(2))
                columns.Add((reader.GetString(0), reader.GetDouble(2)));
        }
        return (rows, columns);
    }
}
