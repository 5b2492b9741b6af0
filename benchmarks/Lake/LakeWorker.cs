using System.Diagnostics;
using System.Globalization;
using DuckDB.NET.Data;
using StudyLake.Cli.Lake;
using StudyLake.Cli.Query;
using StudyLake.Events.Lake;
using StudyLake.Transform;

namespace StudyLake.Benchmarks.Lake;

/// <summary>
/// A child process that does one thing to a lake several times and prints medians of the last half of these times, by
/// when a compiler that compiles again what is used much has done so.
/// </summary>
internal static class LakeWorker
{
    /// <summary>
    /// Runs <c>own</c>, <c>duck</c> or <c>duck-three</c> over a segment, <c>snapshot</c> or <c>fold</c> over a lake, or
    /// a query over files, that many times; <c>query</c> counts the opening of DuckDB, <c>opened-query</c> does not.
    /// </summary>
    public static async Task<int> RunAsync(string what, string lake, string argument, int times)
    {
        using var own = Process.GetCurrentProcess();
        var runs = new List<(double Cpu, double Wall, double Read)>();
        for (var time = 0; time < times; time++)
        {
            using var database = what == "opened-query" ? Opened() : null;
            own.Refresh();
            var (before, started, bytes) = (own.TotalProcessorTime, Stopwatch.GetTimestamp(), BytesRead());
            if (what == "own")
                await TransformAsync(lake, argument);
            else if (what is "snapshot" or "fold")
                await QueryAsync(lake, argument, useSnapshot: what == "snapshot");
            else if (database is not null)
                Run(database, argument);
            else
                Duck(
                    what switch
                    {
                        "duck" => DuckTransform.Copy(lake, argument),
                        "duck-three" => DuckTransform.ThreeTables(lake, argument),
                        _ => [argument],
                    }
                );
            own.Refresh();
            runs.Add(
                (
                    (own.TotalProcessorTime - before).TotalMilliseconds,
                    Stopwatch.GetElapsedTime(started).TotalMilliseconds,
                    BytesRead() - bytes
                )
            );
        }
        var last = runs[(times / 2)..];
        var (cpu, wall, read) = (
            Statistics.Median(last.Select(run => run.Cpu)),
            Statistics.Median(last.Select(run => run.Wall)),
            Statistics.Median(last.Select(run => run.Read))
        );
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

    private static void Duck(IEnumerable<string> statements)
    {
        using var database = Opened();
        foreach (var statement in statements)
            Run(database, statement);
    }

    // A first query has been answered: its parser, planner and our binding are there.
    private static DuckDBConnection Opened()
    {
        var database = new DuckDBConnection("DataSource=:memory:");
        database.Open();
        foreach (
            var statement in (string[])
                ["set threads = 1", "set TimeZone = 'UTC'", "select range, count(*) from range(1) group by all"]
        )
            Run(database, statement);
        return database;
    }

    private static void Run(DuckDBConnection database, string statement)
    {
        using var command = database.CreateCommand();
        command.CommandText = statement;
        using var reader = command.ExecuteReader();
        while (reader.Read()) { }
    }

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
