using System.Collections.Immutable;
using StudyLake.Analytics.Rendering;

namespace StudyLake.Analytics.Reporting;

/// <summary>What stands at the head of every report, and what to warn of.</summary>
/// <param name="report">The report.</param>
/// <param name="queries">Its queries.</param>
internal sealed class ReportFacts(ReportDefinition report, ReportQueries queries)
{
    /// <summary>The query that says how far the data reach.</summary>
    public const string Scope = "report_scope";

    /// <summary>The query that says which sites the registry expects, and which sent something.</summary>
    public const string Sites = "report_coverage";

    private readonly ImmutableArray<ReportFact>.Builder _facts = ImmutableArray.CreateBuilder<ReportFact>();
    private readonly ImmutableArray<string>.Builder _warnings = ImmutableArray.CreateBuilder<string>();
    private readonly ImmutableArray<ReportFact>.Builder _missing = ImmutableArray.CreateBuilder<ReportFact>();

    /// <summary>Facts, warnings, and what could not be found out and why.</summary>
    public async Task<(
        ImmutableArray<ReportFact> Facts,
        ImmutableArray<string> Warnings,
        ImmutableArray<ReportFact> Missing
    )> MakeAsync(DateTime asOf, CancellationToken cancellationToken)
    {
        var request = queries.Request;
        _facts.Add(new("Period", $"{request.Period.Days}, {report.PeriodBy}"));
        _facts.Add(new("As of", Display.Moment(asOf)));
        await AddAsync("Data complete to", Scope, Complete, cancellationToken).ConfigureAwait(false);
        await AddAsync("Coverage", Sites, Coverage, cancellationToken).ConfigureAwait(false);
        await AddAsync("Time zones", Sites, Zones, cancellationToken).ConfigureAwait(false);
        if (request.Rule is { } rule && report.CountingRules.Count > 0)
            _facts.Add(new("Counting rule", rule.Text()));
        if (report.Filters.Count > 0)
            _facts.Add(new("Filters", request.Site is { } site ? $"Site: {site}" : "none: all sites"));
        if (report.IsEstimate)
            _facts.Add(new("Estimate", "Numbers called estimate rest on times in headers and are no measurement."));
        foreach (var fact in report.Facts)
            await AddAsync(fact, cancellationToken).ConfigureAwait(false);
        foreach (var warning in report.Warnings)
            await WarnAsync(warning, cancellationToken).ConfigureAwait(false);
        return (_facts.ToImmutable(), _warnings.ToImmutable(), _missing.ToImmutable());
    }

    private async Task AddAsync(
        string term,
        string query,
        Func<ImmutableArray<ReportRecord>, string> say,
        CancellationToken cancellationToken
    )
    {
        try
        {
            _facts.Add(new(term, say(await queries.RowsAsync(query, cancellationToken).ConfigureAwait(false))));
        }
        catch (QueryException exception)
        {
            Missing(term, exception);
        }
    }

    private async Task AddAsync(FactLayout fact, CancellationToken cancellationToken)
    {
        try
        {
            var text = await ReportText.FillAsync(fact.Text, queries, cancellationToken).ConfigureAwait(false);
            _facts.Add(new(fact.Term, text ?? "not available") { IsInternal = fact.IsInternal });
        }
        catch (QueryException exception)
        {
            Missing(fact.Term, exception);
        }
    }

    private async Task WarnAsync(WarningLayout warning, CancellationToken cancellationToken)
    {
        try
        {
            var rows = await queries.RowsAsync(warning.Query, cancellationToken).ConfigureAwait(false);
            foreach (var row in rows.Where(row => row.Are(warning.Where)))
            {
                if (
                    await ReportText.FillAsync(warning.Text, queries, cancellationToken, row).ConfigureAwait(false) is
                    { } text
                )
                    _warnings.Add(text);
            }
        }
        catch (QueryException exception)
        {
            _missing.Add(new("Warnings", exception.Message));
        }
    }

    private void Missing(string term, QueryException exception)
    {
        _missing.Add(new(term, exception.Message));
        _facts.Add(new(term, "not available"));
    }

    private string Complete(ImmutableArray<ReportRecord> rows)
    {
        if (rows.FirstOrDefault()?.Moment("data_complete_to") is not { } moment)
        {
            _warnings.Add("The lake is empty.");
            return "no data";
        }
        if (DateOnly.FromDateTime(moment) < queries.Request.Period.End)
            _warnings.Add($"Data end on {Display.Moment(moment)}: the {queries.Request.Period.Unit} is not complete.");
        return Display.Moment(moment);
    }

    private string Coverage(ImmutableArray<ReportRecord> rows)
    {
        if (rows.IsEmpty)
        {
            _warnings.Add(
                queries.Request.Site is { } site
                    ? $"The registry names no site {SafeText.Of(site)}, so that this report is empty."
                    : "The registry names no site, so every exam counts under Not mapped."
            );
            return "no site expected by the registry";
        }
        var silent = rows.Where(row => row.Count("exam_count") == 0).Select(row => row.Name("site_name")).ToList();
        var sent = rows.Where(row => row.Count("exam_count") > 0).Select(row => row.Name("site_name")).ToList();
        if (silent.Count > 0)
            _warnings.Add(
                $"No exam of this {queries.Request.Period.Unit} from {string.Join(", ", silent.Select(SafeText.Of))}."
            );
        return sent.Count == 0
            ? $"0 of {rows.Length} sites"
            : $"{sent.Count} of {rows.Length} sites: {string.Join(", ", sent)}";
    }

    private static string Zones(ImmutableArray<ReportRecord> rows) =>
        rows.IsEmpty
            ? "as headers state them; storage and arrivals in UTC"
            : "each site's own ("
                + string.Join(", ", rows.Select(row => row.Name("time_zone")).Distinct().Order(StringComparer.Ordinal))
                + "); storage and arrivals in UTC";
}
