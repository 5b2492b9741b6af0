using System.Collections.Immutable;
using StudyLake.Analytics.Rendering;

namespace StudyLake.Analytics.Reporting;

/// <summary>Makes reports over an open lake, on any engine.</summary>
/// <param name="query">Runs a query over the lake.</param>
/// <param name="catalog">The reports.</param>
/// <param name="time">The clock that says as of when.</param>
/// <remarks>
/// A part whose query fails or whose numbers do not add up is named as failed; the others are still made. What the
/// engine said goes to <see cref="ReportDocument.FailureDetails"/> and not on the page. Not for several threads.
/// </remarks>
public sealed class ReportRunner(ReportQuery query, ReportCatalog catalog, TimeProvider time)
{
    private const string Privacy =
        "For use within the organisation. It holds counts only, no name, birth date, patient number or image; patients are counted by keyed pseudonyms. Small counts are not suppressed: do not publish it.";

    /// <summary>The reports.</summary>
    public ReportCatalog Catalog => catalog;

    /// <summary>Makes a report.</summary>
    /// <exception cref="ArgumentException">The report has periods of another length, or does not count by the rule.</exception>
    public async Task<ReportDocument> MakeAsync(
        ReportDefinition report,
        ReportRequest request,
        CancellationToken cancellationToken
    )
    {
        request = Suited(report, request);
        var asOf = time.GetUtcNow().UtcDateTime;
        var queries = new ReportQueries(query, catalog.Models, request, asOf, report.Parameters);
        var numbers = new KeyNumberBuilder(queries);
        var keys = ImmutableArray.CreateBuilder<KeyNumber>(report.KeyNumbers.Count);
        foreach (var layout in report.KeyNumbers)
            keys.Add(await numbers.MakeAsync(layout, cancellationToken).ConfigureAwait(false));
        var (facts, warnings, missing) = await new ReportFacts(report, queries)
            .MakeAsync(asOf, cancellationToken)
            .ConfigureAwait(false);
        var parts = ImmutableArray.CreateBuilder<ReportPart>(report.Parts.Count);
        foreach (var layout in report.Parts)
            parts.Add(await PartAsync(layout, queries, cancellationToken).ConfigureAwait(false));
        return new ReportDocument
        {
            Name = Name(report, request),
            Title = report.Title,
            Period = request.Period.Label,
            AsOf = asOf,
            Facts = facts,
            Warnings = warnings,
            MissingFacts = missing,
            FailureDetails = queries.Failures,
            KeyNumbers = keys.MoveToImmutable(),
            Parts = parts.MoveToImmutable(),
            Definitions = [.. report.Definitions.Select(name => catalog.Definitions[name])],
            PrivacyNote = Privacy,
        };
    }

    /// <summary>How far the data reach.</summary>
    /// <exception cref="QueryException">The engine refused or failed the query; the message is the engine's.</exception>
    public async Task<ReportScope> ScopeAsync(CancellationToken cancellationToken)
    {
        var request = new ReportRequest(ReportPeriod.Containing(PeriodKind.Month, default(DateOnly).AddYears(1999)));
        var queries = new ReportQueries(
            query,
            catalog.Models,
            request,
            default,
            ImmutableDictionary<string, string>.Empty
        );
        try
        {
            var rows = await queries.RowsAsync(ReportFacts.Scope, cancellationToken).ConfigureAwait(false);
            var row = rows.FirstOrDefault();
            return new ReportScope(
                row?.Moment("data_complete_to"),
                row?.Date("last_exam_date"),
                row?.Count("event_count") ?? 0
            );
        }
        catch (QueryException exception) when (queries.Failures is [var failure, ..])
        {
            // No page is made here, so the caller may read what the engine said.
            throw new QueryException($"{failure.Term}: {failure.Text}", exception);
        }
    }

    /// <summary>The request with the report's usual rule where it names none.</summary>
    /// <exception cref="ArgumentException">The report has periods of another length, or does not count by the rule.</exception>
    public static ReportRequest Suited(ReportDefinition report, ReportRequest request)
    {
        if (request.Period.Kind != report.Period)
            throw new ArgumentException(
                $"Expected a {Unit(report.Period)} for {report.Report}, found the {request.Period.Unit} {request.Period.Id}."
            );
        if (request.Rule is { } rule && !report.CountingRules.Contains(rule))
            throw new ArgumentException(
                $"Expected a counting rule of {report.Report} ({Rules(report)}), found {rule.Name()}."
            );
        if (request.Site is not null && !report.Filters.Contains("site"))
            throw new ArgumentException(
                $"Expected no site for {report.Report}, found one: it always counts all sites."
            );
        return report.CountingRules is [var usual, ..] && request.Rule is null
            ? request with
            {
                Rule = usual,
            }
            : request;
    }

    private async Task<ReportPart> PartAsync(
        PartLayout layout,
        ReportQueries queries,
        CancellationToken cancellationToken
    )
    {
        try
        {
            await Reconciled.EnsureAsync(layout.Reconciles, queries, cancellationToken).ConfigureAwait(false);
            var lead = new List<string>();
            foreach (var sentence in layout.Lead)
            {
                if (await ReportText.FillAsync(sentence, queries, cancellationToken).ConfigureAwait(false) is { } text)
                    lead.Add(text);
            }
            var charts = ImmutableArray.CreateBuilder<ReportChart>();
            foreach (var chart in layout.Charts)
            {
                if (
                    await new ChartBuilder(queries).MakeAsync(chart, cancellationToken).ConfigureAwait(false) is
                    { } drawn
                )
                    charts.Add(drawn);
            }
            var tables = ImmutableArray.CreateBuilder<ReportTable>(layout.Tables.Count);
            foreach (var table in layout.Tables)
                tables.Add(
                    await new TableBuilder(queries, catalog).MakeAsync(table, cancellationToken).ConfigureAwait(false)
                );
            return new ReportPart
            {
                Name = layout.Name,
                Title = layout.Title,
                Lead = lead.Count == 0 ? null : string.Join(' ', lead),
                Charts = charts.ToImmutable(),
                Tables = tables.MoveToImmutable(),
                Notes = [.. layout.Notes],
                IsInternal = layout.IsInternal,
            };
        }
        catch (Exception exception) when (exception is QueryException or ReportException)
        {
            return new ReportPart
            {
                Name = layout.Name,
                Title = layout.Title,
                IsInternal = layout.IsInternal,
                Failure = exception.Message,
            };
        }
    }

    // Whoever makes the same report by another rule or of one site gets another file.
    private static string Name(ReportDefinition report, ReportRequest request)
    {
        var name = $"{report.Report}-{request.Period.Id}";
        if (request.Rule is { } rule && rule != report.CountingRules[0])
            name += "-" + rule.Name();
        if (request.Site is { } site)
            name += "-" + FileNames.Of(site);
        return name;
    }

    private static string Unit(PeriodKind kind) => kind.ToString().ToLowerInvariant();

    private static string Rules(ReportDefinition report) =>
        report.CountingRules.Count == 0 ? "none" : string.Join(", ", report.CountingRules.Select(rule => rule.Name()));
}
