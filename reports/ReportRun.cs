using StudyLake.Analytics.Reporting;
using StudyLake.Aws.Functions;

namespace StudyLake.Reports;

/// <summary>One invocation: every report that is due, oldest first.</summary>
/// <remarks>
/// A report that cannot be made holds up its own later periods and no other report. Its receivers are told once, and the
/// invocation fails when the others are made, so that its owner is told and the service repeats it.
/// </remarks>
/// <param name="settings">The environment.</param>
/// <param name="catalog">The reports.</param>
/// <param name="making">Makes one.</param>
/// <param name="archive">The bucket.</param>
/// <param name="courier">Sends mail.</param>
/// <param name="log">The log.</param>
/// <param name="time">The clock.</param>
internal sealed class ReportRun(
    ReportSettings settings,
    ReportCatalog catalog,
    ReportMaking making,
    ReportArchive archive,
    Courier courier,
    FunctionLog log,
    TimeProvider time
)
{
    /// <summary>Makes them.</summary>
    /// <param name="request">What is asked for.</param>
    /// <param name="invocation">Id of the invocation, which a repetition has too.</param>
    /// <param name="budget">The time that there is.</param>
    /// <exception cref="FunctionFailedException">There is no such report or period, or one could not be made.</exception>
    /// <exception cref="OperationCanceledException">Time is over; what was made is noted.</exception>
    public async Task<ReportAnswer> RunAsync(ReportRequestMessage request, string invocation, TimeBudget budget)
    {
        var now = request.ScheduledAt?.UtcDateTime ?? time.GetUtcNow().UtcDateTime;
        var lines = new List<string>();
        var made = 0;
        var failed = new HashSet<string>(StringComparer.Ordinal);
        Exception? first = null;
        foreach (var (due, isScheduled) in await WantedAsync(request, now, budget.ForWork).ConfigureAwait(false))
        {
            if (failed.Contains(due.Report.Report))
                continue;
            try
            {
                var (isMade, line) = await making
                    .MakeAsync(due, isScheduled, now, invocation, budget.ForWork)
                    .ConfigureAwait(false);
                lines.Add(line);
                made += isMade ? 1 : 0;
            }
            // Where time is over and something was made, the repetition carries on from there.
            catch (Exception exception) when (made == 0 || !budget.ForWork.IsCancellationRequested)
            {
                log.Error("report could not be made", exception);
                failed.Add(due.Report.Report);
                first ??= exception;
                await TellAsync(due, invocation, budget.ForEnding).ConfigureAwait(false);
            }
        }
        if (first is not null)
            throw new FunctionFailedException(
                $"Expected {string.Join(", ", failed)}, found that this could not be made",
                first
            );
        return new ReportAnswer
        {
            Make = "reports",
            News = made,
            Lines = ReportAnswer.Bounded(lines.Count == 0 ? ["no report is due"] : lines),
        };
    }

    private async Task<IReadOnlyList<(DueReport Due, bool IsScheduled)>> WantedAsync(
        ReportRequestMessage request,
        DateTime now,
        CancellationToken cancellationToken
    )
    {
        ReportDefinition[] reports = request.Report is { } name
            ? [catalog.Find(name) ?? throw Unknown("report", catalog.Reports.Select(item => item.Report))]
            : [.. catalog.Reports];
        if (request.Period is { } text)
            return reports is [var only] && ReportPeriod.Parse(text) is { } period && period.Kind == only.Period
                ? [(new DueReport(only, period, now), false)]
                : throw Unknown("period of one report", ["2026-W43", "2026-10", "2026"]);
        var due = new List<DueReport>();
        foreach (var report in reports)
        {
            var last = await archive.LastDueAsync(report.Report, cancellationToken).ConfigureAwait(false);
            due.AddRange(DueReport.Of(report, last, now));
        }
        return
        [
            .. due.OrderBy(item => item.DueAt)
                .ThenBy(item => item.Report.Report, StringComparer.Ordinal)
                .Select(item => (item, true)),
        ];
    }

    // Once for each report and period: the service repeats what failed.
    private async Task TellAsync(DueReport due, string invocation, CancellationToken cancellationToken)
    {
        var name = $"{due.Report.Report}/{due.Period.Id}-failed";
        var at = time.GetUtcNow().UtcDateTime;
        try
        {
            await courier
                .SendAsync(
                    name,
                    invocation,
                    () => ReportMail.OfFailure(due.Report.Title, due.Period.Label, at, settings, name),
                    cancellationToken
                )
                .ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            // The first cause is thrown; that its news could not be sent either is for the log.
            log.Error("failure could not be told by mail", exception);
        }
    }

    private static FunctionFailedException Unknown(string what, IEnumerable<string> known) =>
        new($"Expected a {what} ({string.Join(", ", known)}), found something else.");
}
