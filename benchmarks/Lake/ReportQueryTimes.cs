using System.Diagnostics;
using StudyLake.Analytics.Reporting;
using StudyLake.Cli.Query;
using StudyLake.Cli.Snapshot;

namespace StudyLake.Benchmarks.Lake;

/// <summary>What each query of a report costs in one session: first the tables that are made for it, then the queries.</summary>
internal static class ReportQueryTimes
{
    /// <summary>Prints milliseconds by the clock and of processor time.</summary>
    /// <param name="lake">Its folder.</param>
    /// <param name="report">The report's name.</param>
    /// <param name="period">Its period, such as <c>2026-10</c>.</param>
    public static async Task<int> RunAsync(string lake, string report, string period)
    {
        await using var session = await LakeSession.OpenAsync(lake, null, default);
        Console.WriteLine($"{report} {period}, {(session.UsesSnapshot ? "with" : "without")} snapshot");
        var catalog = ReportCatalog.Embedded(session.Catalog);
        var definition = catalog.Find(report) ?? throw new ArgumentException($"Expected a report, found {report}.");
        var rule = definition.CountingRules.FirstOrDefault();
        var of = ReportPeriod.Parse(period) ?? throw new ArgumentException($"Expected a period, found {period}.");
        var done = new HashSet<string>(SnapshotModels.Kept);
        var runner = new ReportRunner(
            async (sql, parameters, cancellationToken) =>
            {
                foreach (var table in session.Catalog.Behind(sql, done).Where(model => model.Description.IsTable))
                {
                    if (done.Add(table.Name))
                        await TimeAsync($"  {table.Name}", () => DrainAsync($"select 1 from {table.Name} limit 0", []));
                }
                var name = session
                    .Catalog.Models.FirstOrDefault(model => CountingRules.Resolve(model.Sql, rule) == sql)
                    ?.Name;
                await TimeAsync(name ?? "?", () => DrainAsync(sql, parameters));
                return await session.QueryAsync(sql, parameters, cancellationToken);
            },
            catalog,
            TimeProvider.System
        );
        await TimeAsync("all", () => runner.MakeAsync(definition, new ReportRequest(of), default));
        return 0;

        async Task DrainAsync(string sql, IReadOnlyList<object?> parameters)
        {
            await using var result = await session.QueryAsync(sql, parameters, default);
            await result.ToArrayAsync(default);
        }
    }

    private static async Task TimeAsync(string name, Func<Task> run)
    {
        var (clock, processor) = (Stopwatch.GetTimestamp(), Process.GetCurrentProcess().TotalProcessorTime);
        await run();
        var used = Process.GetCurrentProcess().TotalProcessorTime - processor;
        Console.WriteLine(
            $"{name, -28}{Stopwatch.GetElapsedTime(clock).TotalMilliseconds, 8:0} ms{used.TotalMilliseconds, 8:0} ms"
        );
    }
}
