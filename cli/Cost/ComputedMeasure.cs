using DuckDB.NET.Data;
using StudyLake.Analytics;
using StudyLake.Aws.Cost;
using StudyLake.Aws.Snapshot;
using StudyLake.Cli.DuckDb;
using StudyLake.Events.Lake;

namespace StudyLake.Cli.Cost;

/// <summary>Writes the tables that Athena is to make as Parquet, to see what they weigh.</summary>
internal static class ComputedMeasure
{
    /// <summary>A file for each model that is stored but for those of the snapshot, and for the index of a build.</summary>
    /// <param name="lake">Folder of the lake.</param>
    /// <param name="registry">The registry of the hospital, on which the rows of devices depend.</param>
    /// <param name="folder">Where the files are written.</param>
    public static IReadOnlyList<(string Model, string File)> Write(string lake, Registry registry, string folder)
    {
        using var duck = new DuckDBConnection("DataSource=:memory:");
        duck.Open();
        Execute(duck, "set TimeZone = 'UTC'");
        Execute(duck, "set integer_division = true");
        foreach (var macro in DuckDbMacros.Statements)
            Execute(duck, macro);
        var files = LakeFiles.Open(lake);
        foreach (var table in LakeTables.All)
            Execute(duck, RawViews.Statement(table, [.. files.Of(table)]));
        foreach (var table in Registry.Tables)
            Execute(duck, $"create view {table.Name} as\n{registry.Sql(table)}");
        var written = new List<(string, string)>();
        foreach (var model in ModelCatalog.Embedded().Views)
        {
            var isTable = model.Description.IsTable;
            Execute(duck, $"create {(isTable ? "table" : "view")} {model.Name} as\n{model.Sql}");
            if (!isTable || SnapshotModels.Kept.Contains(model.Name))
                continue;
            var file = Path.Combine(folder, $"{model.Name}.parquet");
            Execute(duck, $"copy {model.Name} to {SqlTypes.Literal(file)} (format parquet, compression zstd)");
            written.Add((model.Name, file));
        }
        var index = Path.Combine(folder, $"{UpkeepTable.Index}.parquet");
        var build = new SnapshotRun
        {
            Number = 1,
            StartedAt = default,
            Fingerprint = "",
            IsWhole = true,
            Files = [],
            Partitions = [],
        };
        var entries = new SnapshotSql(ModelCatalog.Embedded(), build, null).New;
        Execute(duck, $"copy ({entries}) to {SqlTypes.Literal(index)} (format parquet, compression zstd)");
        written.Add((UpkeepTable.Index, index));
        return written;
    }

    private static void Execute(DuckDBConnection duck, string statement)
    {
        using var command = duck.CreateCommand();
        command.CommandText = statement;
        command.ExecuteNonQuery();
    }
}
