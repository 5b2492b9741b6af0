using StudyLake.Analytics.Reporting;

namespace StudyLake.Cli.Reports;

/// <summary>Makes every report that has fallen due in a folder since the last run, each once.</summary>
/// <param name="maker">Makes them.</param>
/// <param name="folder">Where the files and the ledger are.</param>
/// <param name="time">The clock.</param>
internal sealed class DueRun(ReportMaker maker, string folder, TimeProvider time)
{
    /// <summary>What happened to one report that was due.</summary>
    /// <param name="Due">The report and its period.</param>
    /// <param name="Files">What was written; null for a period whose data are not complete, which stays due.</param>
    public sealed record Outcome(DueReport Due, MadeFiles? Files);

    /// <summary>Makes them, oldest first; the ledger says which are there when it is interrupted.</summary>
    /// <param name="names">The reports; empty for all.</param>
    /// <param name="now">Up to when, UTC.</param>
    /// <param name="rule">The counting rule, or null for each report's usual one.</param>
    /// <param name="formats">What to write of each.</param>
    /// <param name="isForced">Make them also where the data of the period are not complete.</param>
    /// <param name="cancellationToken">Stops between two reports.</param>
    public async Task<IReadOnlyList<Outcome>> RunAsync(
        IReadOnlyCollection<string> names,
        DateTime now,
        CountingRule? rule,
        IReadOnlyCollection<string> formats,
        bool isForced,
        CancellationToken cancellationToken
    )
    {
        var ledger = await ReportLedger.OpenAsync(folder, cancellationToken);
        var reports = names.Count > 0 ? names.Select(maker.Find) : maker.Catalog.Reports;
        var due = reports
            .SelectMany(report =>
            {
                var usual = Rule(report, rule);
                return DueReport.Of(report, ledger.LastDue(report.Report, usual?.Name(), null), now);
            })
            .OrderBy(item => item.DueAt)
            .ThenBy(item => item.Report.Report, StringComparer.Ordinal)
            .ToList();
        if (due.Count == 0)
            return [];
        var scope = await maker.ScopeAsync(cancellationToken);
        var input = await maker.InputAsync(scope, cancellationToken);
        var outcomes = new List<Outcome>();
        foreach (var item in due)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (!isForced && !scope.Covers(item.Period))
            {
                outcomes.Add(new(item, null));
                continue;
            }
            var used = Rule(item.Report, rule);
            var files = await maker.WriteAsync(
                item.Report,
                new ReportRequest(item.Period, used),
                formats,
                folder,
                cancellationToken
            );
            await ledger.AddAsync(
                new LedgerEntry
                {
                    Report = item.Report.Report,
                    Period = item.Period.Id,
                    Rule = used?.Name(),
                    Input = input,
                    DueAt = item.DueAt,
                    MadeAt = time.GetUtcNow().UtcDateTime,
                    IsIncomplete = files.Document.IsIncomplete || !scope.Covers(item.Period),
                    Files = [.. files.Paths.Select(path => Path.GetRelativePath(folder, path))],
                },
                cancellationToken
            );
            outcomes.Add(new(item, files));
        }
        return outcomes;
    }

    private static CountingRule? Rule(ReportDefinition report, CountingRule? rule) =>
        report.CountingRules is not [var usual, ..] ? null
        : rule is { } wanted && report.CountingRules.Contains(wanted) ? wanted
        : usual;
}
