using System.Collections.Immutable;
using System.Globalization;
using StudyLake.Analytics;
using StudyLake.Analytics.Rendering;
using StudyLake.Analytics.Reporting;
using StudyLake.Aws.Functions;

namespace StudyLake.Reports;

/// <summary>One report: made, kept, sent and noted, in this order.</summary>
/// <param name="settings">Forms, bucket, receivers.</param>
/// <param name="lake">Queries.</param>
/// <param name="catalog">The reports.</param>
/// <param name="archive">The bucket.</param>
/// <param name="courier">Sends mail.</param>
/// <param name="log">The log.</param>
/// <param name="time">The clock.</param>
internal sealed class ReportMaking(
    ReportSettings settings,
    IQueryEngine lake,
    ReportCatalog catalog,
    ReportArchive archive,
    Courier courier,
    FunctionLog log,
    TimeProvider time
)
{
    // A period whose data stay incomplete is reported all the same, and says so on every page.
    private static readonly TimeSpan Patience = TimeSpan.FromDays(3);

    private ReportScope? _scope;
    private string? _input;

    /// <summary>Makes one.</summary>
    /// <param name="due">The report and its period.</param>
    /// <param name="isScheduled">Whether it waits for its data and is noted as made; else it is made as asked for.</param>
    /// <param name="now">The time for which was called, UTC.</param>
    /// <param name="invocation">Id of the invocation, which a repetition has too.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>Whether it was made, and a line that says what was done.</returns>
    /// <exception cref="QueryException">The lake could not be asked.</exception>
    public async Task<(bool IsMade, string Line)> MakeAsync(
        DueReport due,
        bool isScheduled,
        DateTime now,
        string invocation,
        CancellationToken cancellationToken
    )
    {
        var watched = new WatchedLake(lake);
        var runner = new ReportRunner(watched.QueryAsync, catalog, time);
        _scope ??= await runner.ScopeAsync(cancellationToken).ConfigureAwait(false);
        if (isScheduled && !_scope.Covers(due.Period) && now - due.DueAt < Patience)
            return (false, $"{due.Report.Title}, {due.Period.Label}: waits for data of {due.Period.Days}");
        _input ??= await ReportInput
            .FingerprintAsync(watched.QueryAsync, catalog, _scope, cancellationToken)
            .ConfigureAwait(false);
        var document = await runner
            .MakeAsync(due.Report, new ReportRequest(due.Period), cancellationToken)
            .ConfigureAwait(false);
        if (document.IsIncomplete && watched.Outage is { } outage)
            throw new QueryException("The lake could not be asked.", outage);
        // What the engine said may quote a header: neither the log nor a page has it, and the query can be run by hand.
        if (document.IsIncomplete)
            log.Warning("report is incomplete", ("parts_failed", document.Failures.Count()));
        var isWhole = !document.IsIncomplete && _scope.Covers(due.Period);
        if (settings.IsPublic)
            document = Suppression.Apply(document);
        var (outcome, addresses) = await DeliverAsync(due, document, isWhole, invocation, cancellationToken)
            .ConfigureAwait(false);
        // Last: a repetition before this makes and sends what is missing. Whoever is at the mail notes it too, or dies.
        if (isScheduled && outcome != MailOutcome.Elsewhere)
            await archive.AddAsync(due, _input, !isWhole, cancellationToken).ConfigureAwait(false);
        return (true, Line(document, isWhole, addresses, outcome));
    }

    private async Task<(MailOutcome Outcome, ImmutableArray<string> Addresses)> DeliverAsync(
        DueReport due,
        ReportDocument document,
        bool isWhole,
        string invocation,
        CancellationToken cancellationToken
    )
    {
        var files = settings.Formats.Select(format => ReportFiles.Render(document, format)).ToImmutableArray();
        var addresses = ImmutableArray.CreateBuilder<string>(files.Length);
        foreach (var file in files)
            addresses.Add(
                await archive.PutAsync(due.Report.Report, due.Period, file, cancellationToken).ConfigureAwait(false)
            );
        var name = $"{due.Report.Report}/{due.Period.Id}-{_input}{(settings.IsPublic ? "-public" : "")}";
        var outcome = await courier
            .SendAsync(
                name,
                invocation,
                () => ReportMail.Of(document, isWhole, files, addresses.ToImmutable(), settings, name),
                cancellationToken
            )
            .ConfigureAwait(false);
        return (outcome, addresses.ToImmutable());
    }

    private string Line(ReportDocument document, bool isWhole, ImmutableArray<string> addresses, MailOutcome outcome)
    {
        var mail = outcome switch
        {
            MailOutcome.Sent => string.Create(CultureInfo.InvariantCulture, $", sent to {settings.Receivers.Length}"),
            MailOutcome.SentBefore => ", sent before",
            MailOutcome.Elsewhere => ", being sent by another invocation",
            _ => "",
        };
        return $"{document.Title}, {document.Period}{(isWhole ? "" : " (incomplete)")}: {string.Join(' ', addresses)}{mail}";
    }
}
