using System.Collections.Immutable;
using System.Globalization;
using MimeKit;
using StudyLake.Analytics;
using StudyLake.Analytics.Rendering;
using StudyLake.Analytics.Reporting;
using StudyLake.Aws.Functions;

namespace StudyLake.Reports;

/// <summary>One invocation: what is due is made, kept, sent and noted, in this order, oldest first.</summary>
internal sealed class ReportRun(
    ReportSettings settings,
    IQueryEngine lake,
    ReportArchive archive,
    IMailer? mailer,
    FunctionLog log,
    TimeProvider time
)
{
    // A period whose data stay incomplete is reported all the same, and says so on every page.
    private static readonly TimeSpan Patience = TimeSpan.FromDays(3);

    private readonly ReportRunner _runner = new(lake.QueryAsync, ReportCatalog.Embedded(ModelCatalog.Embedded()), time);

    /// <summary>Makes them.</summary>
    /// <exception cref="FunctionFailedException">There is no such report or period, or one could not be made.</exception>
    public async Task<ReportAnswer> RunAsync(
        ReportRequestMessage request,
        string invocation,
        CancellationToken cancellationToken
    )
    {
        var now = request.ScheduledAt?.UtcDateTime ?? time.GetUtcNow().UtcDateTime;
        var wanted = await WantedAsync(request, now, cancellationToken).ConfigureAwait(false);
        if (wanted.Count == 0)
            return Answer(0, ["no report is due"]);
        var lines = new List<string>();
        var made = 0;
        ReportScope? scope = null;
        string? input = null;
        foreach (var (due, isScheduled) in wanted)
        {
            try
            {
                scope ??= await _runner.ScopeAsync(cancellationToken).ConfigureAwait(false);
                if (isScheduled && !scope.Covers(due.Period) && now - due.DueAt < Patience)
                {
                    lines.Add($"{due.Report.Report} {due.Period.Id}: waits for data of {due.Period.Days}");
                    continue;
                }
                input ??= await ReportInput
                    .FingerprintAsync(lake.QueryAsync, _runner.Catalog, scope, cancellationToken)
                    .ConfigureAwait(false);
                lines.Add(
                    await MakeAsync(due, isScheduled, input, invocation, cancellationToken).ConfigureAwait(false)
                );
                made++;
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                await TellAsync(due, invocation, cancellationToken).ConfigureAwait(false);
                throw new FunctionFailedException(
                    $"Expected the report {due.Report.Report} of {due.Period.Id}, found that it could not be made",
                    exception
                );
            }
        }
        return Answer(made, [.. lines]);
    }

    private async Task<IReadOnlyList<(DueReport Due, bool IsScheduled)>> WantedAsync(
        ReportRequestMessage request,
        DateTime now,
        CancellationToken cancellationToken
    )
    {
        ReportDefinition[] reports = request.Report is { } name
            ?
            [
                _runner.Catalog.Find(name)
                    ?? throw Unknown("report", _runner.Catalog.Reports.Select(item => item.Report)),
            ]
            : [.. _runner.Catalog.Reports];
        if (request.Period is { } text)
            return reports is [var only] && ReportPeriod.Parse(text) is { } period && period.Kind == only.Period
                ? [(new DueReport(only, period, now), false)]
                : throw Unknown("period of one report", ["2026-W43", "2026-10", "2026"]);
        var due = new List<DueReport>();
        foreach (var report in reports)
            due.AddRange(
                DueReport.Of(
                    report,
                    await archive.LastDueAsync(report.Report, cancellationToken).ConfigureAwait(false),
                    now
                )
            );
        return
        [
            .. due.OrderBy(item => item.DueAt)
                .ThenBy(item => item.Report.Report, StringComparer.Ordinal)
                .Select(item => (item, true)),
        ];
    }

    private async Task<string> MakeAsync(
        DueReport due,
        bool isScheduled,
        string input,
        string invocation,
        CancellationToken cancellationToken
    )
    {
        var document = await _runner
            .MakeAsync(due.Report, new ReportRequest(due.Period), cancellationToken)
            .ConfigureAwait(false);
        // What the engine said may quote a header: neither the log nor a page has it, and the query can be run by hand.
        if (document.IsIncomplete)
            log.Warning("report is incomplete", ("parts_failed", document.Failures.Count()));
        if (settings.IsPublic)
            document = Suppression.Apply(document);
        var files = settings.Formats.Select(format => ReportFiles.Render(document, format)).ToImmutableArray();
        var addresses = ImmutableArray.CreateBuilder<string>(files.Length);
        foreach (var file in files)
            addresses.Add(
                await archive.PutAsync(due.Report.Report, due.Period, file, cancellationToken).ConfigureAwait(false)
            );
        var name = $"{due.Report.Report}/{due.Period.Id}-{input}";
        var isSent = await SendAsync(
                name,
                invocation,
                () => ReportMail.Of(document, files, addresses.ToImmutable(), settings, name),
                cancellationToken
            )
            .ConfigureAwait(false);
        // Last: a repetition before this makes and sends what is missing.
        if (isScheduled)
            await archive.AddAsync(due, input, document.IsIncomplete, cancellationToken).ConfigureAwait(false);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{document.Title}, {document.Period}{(document.IsIncomplete ? " (incomplete)" : "")}: {string.Join(' ', addresses)}{(isSent ? $", sent to {settings.Receivers.Length}" : "")}"
        );
    }

    // Once for each report and period: the service repeats what failed.
    private async Task TellAsync(DueReport due, string invocation, CancellationToken cancellationToken)
    {
        var name = $"{due.Report.Report}/{due.Period.Id}-failed";
        try
        {
            await SendAsync(
                    name,
                    invocation,
                    () =>
                        ReportMail.OfFailure(
                            due.Report.Title,
                            due.Period.Label,
                            time.GetUtcNow().UtcDateTime,
                            settings,
                            name
                        ),
                    cancellationToken
                )
                .ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // The first cause is thrown; that its news could not be sent either is for the log.
            log.Error("failure could not be told by mail", exception);
        }
    }

    private async Task<bool> SendAsync(
        string name,
        string invocation,
        Func<MimeMessage> message,
        CancellationToken cancellationToken
    )
    {
        if (mailer is null || !await archive.ClaimMailAsync(name, invocation, cancellationToken).ConfigureAwait(false))
            return false;
        using var mail = message();
        await mailer.SendAsync(mail, cancellationToken).ConfigureAwait(false);
        await archive.SentAsync(name, invocation, cancellationToken).ConfigureAwait(false);
        return true;
    }

    private static ReportAnswer Answer(int made, ImmutableArray<string> lines) =>
        new()
        {
            Make = "reports",
            News = made,
            Lines = lines,
        };

    private static FunctionFailedException Unknown(string what, IEnumerable<string> known) =>
        new($"Expected a {what} ({string.Join(", ", known)}), found something else.");
}
