using System.Collections.Immutable;
using StudyLake.Analytics;
using StudyLake.Analytics.Reporting;
using StudyLake.Aws.Cost;
using StudyLake.Aws.Snapshot;
using StudyLake.Cli.DuckDb;

namespace StudyLake.Cli.Cost;

/// <summary>What the making of each report reads on Athena, with the snapshot on and no other report in the same run.</summary>
/// <remarks>
/// The queries read the tables that the snapshot has made. A table that it does not make is computed by the run, from whole
/// rows, and counted like a query, as <see cref="StudyLake.Aws.Athena.RunTables"/> does it.
/// </remarks>
internal static class ReportScans
{
    /// <summary>Makes every report over an empty lake and plans each query that it asks.</summary>
    /// <param name="model">How many bytes a reading has.</param>
    /// <param name="time">The clock, whose last whole period each report is of.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public static async Task<ImmutableArray<ReportScan>> OfAsync(
        ScanModel model,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        var models = ModelCatalog.Embedded();
        var catalog = ReportCatalog.Embedded(models);
        var stored = models
            .Views.Where(item => item.Description.IsTable)
            .Select(item => item.Name)
            .ToHashSet(StringComparer.Ordinal);
        await using var planner = await ScanPlanner.OpenAsync(models, stored, cancellationToken).ConfigureAwait(false);
        var folder = Directory.CreateTempSubdirectory("studylake-cost-");
        try
        {
            await using var empty = await DuckDbEngine
                .OpenAsync(new DuckDbOptions { Lake = folder.FullName }, cancellationToken)
                .ConfigureAwait(false);
            return await OfAsync(model, catalog, planner, empty, time, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<ImmutableArray<ReportScan>> OfAsync(
        ScanModel model,
        ReportCatalog catalog,
        ScanPlanner planner,
        IQueryEngine empty,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        var known = new Dictionary<string, ImmutableArray<TableRead>>(StringComparer.Ordinal);
        var made = ReportModels.Of(catalog.Models).Select(table => table.Name);
        var computed = new ComputedModels(catalog.Models, ModelSource.OfOwnNames(SnapshotModels.Kept.Concat(made)), "");
        var scans = ImmutableArray.CreateBuilder<ReportScan>();
        foreach (var report in catalog.Reports)
        {
            var names = await AskedAsync(catalog, report, empty, time, cancellationToken).ConfigureAwait(false);
            var queries = new List<(string, ImmutableArray<TableRead>)>();
            var tables = names
                .SelectMany(asked => computed.Behind(asked.Sql))
                .DistinctBy(table => table.Name)
                .Select(table => ($"table {table.Name}", $"select * from (\n{table.Sql}\n) as computed", NoParameters));
            foreach (var (name, sql, parameters) in names.Concat(tables))
            {
                if (!known.TryGetValue(sql, out var reads))
                    known[sql] = reads = await planner
                        .ReadsAsync(sql, parameters, cancellationToken)
                        .ConfigureAwait(false);
                queries.Add((name, reads));
            }
            scans.Add(model.Report(report.Report, queries));
        }
        return scans.ToImmutable();
    }

    /// <summary>The queries of a report in the order in which it asks them, found by making it over an empty lake.</summary>
    private static async Task<List<(string Name, string Sql, IReadOnlyList<object?> Parameters)>> AskedAsync(
        ReportCatalog catalog,
        ReportDefinition report,
        IQueryEngine empty,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        var views = new ViewInstaller(empty, catalog.Models, Registry.Empty);
        var names = catalog
            .Models.Models.Where(model => model.Layer == ModelLayer.Reports)
            .ToLookup(model => CountingRules.Resolve(model.Sql, Rule(report)), model => model.Name);
        var asked = new List<(string, string, IReadOnlyList<object?>)>();
        var today = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);
        var period = ReportPeriod.Containing(report.Period, today).Previous;
        var document = await new ReportRunner(AskAsync, catalog, time)
            .MakeAsync(report, new ReportRequest(period), cancellationToken)
            .ConfigureAwait(false);
        return document.FailureDetails.IsEmpty
            ? asked
            : throw new QueryException(
                $"Expected {report.Report} to be made over an empty lake, found that {document.FailureDetails[0].Term} failed: {document.FailureDetails[0].Text}"
            );

        async Task<QueryResult> AskAsync(string sql, IReadOnlyList<object?> parameters, CancellationToken cancel)
        {
            asked.Add((names[sql].FirstOrDefault() ?? "unnamed", sql, parameters));
            await views.PrepareAsync(sql, cancel).ConfigureAwait(false);
            return await empty.QueryAsync(sql, parameters, cancel).ConfigureAwait(false);
        }
    }

    private static IReadOnlyList<object?> NoParameters => [];

    private static CountingRule Rule(ReportDefinition report) =>
        report.CountingRules is [var usual, ..] ? usual : CountingRule.Study;
}
