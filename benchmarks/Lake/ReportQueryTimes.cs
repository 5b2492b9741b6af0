using System.Diagnostics;
using StudyLake.Analytics;
using StudyLake.Analytics.Reporting;
using StudyLake.Cli.Query;
using StudyLake.Cli.Snapshot;

namespace StudyLake.Benchmarks.Lake;

/// <summary>What each query of a report costs in one session: first the tables that are made for it, then the queries.</summary>
/// <remarks>Each query runs once, as in a report. What one of them failed of stands beside its name.</remarks>
internal sealed class ReportQueryTimes(LakeSession session, CountingRule rule)
{
    private readonly HashSet<string> _made = [];

    /// <summary>Prints milliseconds by the clock and of processor time.</summary>
    /// <param name="lake">Its folder.</param>
    /// <param name="report">The report's name.</param>
    /// <param name="period">Its period, such as <c>2026-10</c>.</param>
    public static async Task<int> RunAsync(string lake, string report, string period)
    {
        LakeSession? opened = null;
        await TimeAsync("opening", async () => opened = await LakeSession.OpenAsync(lake, null, default));
        await using var session = opened ?? throw new InvalidOperationException("Expected a session, found none.");
        Console.WriteLine($"{report} {period}, {(session.UsesSnapshot ? "with" : "without")} snapshot");
        var catalog = ReportCatalog.Embedded(session.Catalog);
        var definition = catalog.Find(report) ?? throw new ArgumentException($"Expected a report, found {report}.");
        var of = ReportPeriod.Parse(period) ?? throw new ArgumentException($"Expected a period, found {period}.");
        var times = new ReportQueryTimes(session, definition.CountingRules.FirstOrDefault());
        var runner = new ReportRunner(times.QueryAsync, catalog, TimeProvider.System);
        await TimeAsync("all", () => runner.MakeAsync(definition, new ReportRequest(of), default));
        return 0;
    }

    private async Task<QueryResult> QueryAsync(
        string sql,
        IReadOnlyList<object?> parameters,
        CancellationToken cancellationToken
    )
    {
        if (session.UsesSnapshot && _made.Count == 0 && session.Catalog.Behind(sql).Any(IsKept))
        {
            _made.UnionWith(SnapshotModels.Kept.Add(SnapshotStorage.Model));
            await TimeAsync("  snapshot", () => MakeAsync(SnapshotModels.Kept[0]));
        }
        var tables = session.Catalog.Behind(sql, _made).Where(model => model.Description.IsTable);
        foreach (var table in tables.Where(table => _made.Add(table.Name)))
            await TimeAsync($"  {table.Name}", () => MakeAsync(table.Name));
        var name = session.Catalog.Models.FirstOrDefault(model => CountingRules.Resolve(model.Sql, rule) == sql)?.Name;
        var answer = QueryResult.Of([], []);
        await TimeAsync(
            name ?? "?",
            async () =>
            {
                await using var result = await session.QueryAsync(sql, parameters, cancellationToken);
                answer = QueryResult.Of(result.Columns, await result.ToArrayAsync(cancellationToken));
            }
        );
        return answer;
    }

    private static bool IsKept(SqlModel model) => SnapshotModels.Kept.Contains(model.Name);

    private async Task MakeAsync(string model)
    {
        await using var result = await session.QueryAsync($"select 1 as one from {model} limit 0", [], default);
        await result.ToArrayAsync(default);
    }

    private static async Task TimeAsync(string name, Func<Task> run)
    {
        var (clock, processor) = (Stopwatch.GetTimestamp(), Process.GetCurrentProcess().TotalProcessorTime);
        var failure = "";
        try
        {
            await run();
        }
        catch (QueryException exception)
        {
            failure = $"  failed: {exception.Message.Split('\n')[0]}";
            throw;
        }
        finally
        {
            var used = Process.GetCurrentProcess().TotalProcessorTime - processor;
            Console.WriteLine(
                $"{name, -28}{Stopwatch.GetElapsedTime(clock).TotalMilliseconds, 8:0} ms{used.TotalMilliseconds, 8:0} ms{failure}"
            );
        }
    }
}
