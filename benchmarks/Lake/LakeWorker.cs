using System.Diagnostics;
using System.Globalization;
using DuckDB.NET.Data;
using StudyLake.Analytics;
using StudyLake.Cli.Lake;
using StudyLake.Cli.Query;
using StudyLake.Events;
using StudyLake.Events.Lake;
using StudyLake.Transform;

namespace StudyLake.Benchmarks.Lake;

/// <summary>A child process that does one thing to a lake several times and prints what the last time took.</summary>
internal static class LakeWorker
{
    /// <summary>Runs <c>own</c> or <c>duck</c> over a segment, <c>snapshot</c> or <c>fold</c> over a lake, or a query over files, that many times.</summary>
    public static async Task<int> RunAsync(string what, string lake, string argument, int times)
    {
        using var own = Process.GetCurrentProcess();
        var (cpu, wall, read) = (0.0, 0.0, 0L);
        for (var time = 0; time < times; time++)
        {
            own.Refresh();
            var (before, started, bytes) = (own.TotalProcessorTime, Stopwatch.GetTimestamp(), BytesRead());
            if (what == "own")
                await TransformAsync(lake, argument);
            else if (what is "snapshot" or "fold")
                await QueryAsync(lake, argument, useSnapshot: what == "snapshot");
            else
                Duck(what == "duck" ? Copy(lake, argument) : argument);
            own.Refresh();
            cpu = (own.TotalProcessorTime - before).TotalMilliseconds;
            wall = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
            read = BytesRead() - bytes;
        }
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"measured: {cpu} {Peak()} {wall} {read}"));
        return 0;
    }

    private static async Task TransformAsync(string lake, string segment)
    {
        if (!LogSegment.TryParse("dt=2026-10-01", segment, out var parsed))
            throw new ArgumentException("Expected the name of a segment.");
        _ = await new Transformer(new FolderLakeStore(lake), new TransformOptions()).TransformAsync(parsed, default);
    }

    private static async Task QueryAsync(string lake, string sql, bool useSnapshot)
    {
        await using var session = await LakeSession.OpenAsync(lake, null, default, useSnapshot: useSnapshot);
        if (session.UsesSnapshot != useSnapshot)
            throw new InvalidOperationException("Expected a usable snapshot, found none.");
        await using var result = await session.QueryAsync(sql, [], default);
        _ = await result.ToArrayAsync(default);
    }

    private static void Duck(string sql)
    {
        using var database = new DuckDBConnection("DataSource=:memory:");
        database.Open();
        foreach (var statement in (string[])["set threads = 1", "set TimeZone = 'UTC'", sql])
        {
            using var command = database.CreateCommand();
            command.CommandText = statement;
            using var reader = command.ExecuteReader();
            while (reader.Read()) { }
        }
    }

    // study_events alone, in the order of the log: what DuckDB is spared are the two other tables and the sort.
    private static string Copy(string lake, string segment)
    {
        var columns = LakeTables.StudyEvents.Columns;
        var attributes = columns.Where(column => column.Attribute is not null).ToList();
        var renamed = new Dictionary<string, string> { ["rejection_reason"] = "reason", ["removal_cause"] = "cause" };
        var plain = columns.Where(column => column.Attribute is null && column.Name != "field_error_count").ToList();
        var types = plain
            .Select(column => $"'{renamed.GetValueOrDefault(column.Name, column.Name)}': '{Type(column.Type)}'")
            .Append(
                $"'attributes': 'struct({string.Join(", ", attributes.Select(column => $"{column.Name} {Type(column.Type)}"))})'"
            )
            .Append("'field_errors': 'json'");
        var selected = plain
            .Select(column => $"{renamed.GetValueOrDefault(column.Name, column.Name)} as {column.Name}")
            .Append("coalesce(json_array_length(field_errors), 0) as field_error_count")
            .Concat(attributes.Select(column => $"attributes.{column.Name}"));
        return $"copy (select {string.Join(", ", selected)} from read_json('{lake}/log/dt=2026-10-01/{segment}', "
            + $"format = 'newline_delimited', columns = {{{string.Join(", ", types)}}})) to '{lake}/duck.parquet' "
            + "(format parquet, compression zstd, compression_level 1, row_group_size 122880)";
    }

    private static string Type(ColumnType type) => type == ColumnType.Timestamp ? "timestamptz" : SqlTypes.Name(type);

    private static double Peak() => Status("/proc/self/status", "VmHWM:") / 1024.0;

    // What the process has asked the system to read, page cache or not.
    private static long BytesRead() => (long)Status("/proc/self/io", "rchar:");

    private static double Status(string file, string name) =>
        double.Parse(
            File.ReadLines(file)
                .First(line => line.StartsWith(name, StringComparison.Ordinal))
                .Split((char[])[' ', '\t'], StringSplitOptions.RemoveEmptyEntries)[1],
            CultureInfo.InvariantCulture
        );
}
