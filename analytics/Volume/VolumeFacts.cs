using System.Collections.Immutable;
using StudyLake.Analytics.Rendering;

namespace StudyLake.Analytics.Volume;

/// <summary>What stands at the head of the report, and what to warn of.</summary>
/// <param name="queries">The month's queries.</param>
internal sealed class VolumeFacts(VolumeQueries queries)
{
    /// <summary>Facts and warnings; what cannot be known is said to be not available.</summary>
    public async Task<(ImmutableArray<ReportFact> Facts, ImmutableArray<string> Warnings)> MakeAsync(
        DateTime asOf,
        CancellationToken cancellationToken
    )
    {
        var facts = ImmutableArray.CreateBuilder<ReportFact>();
        var warnings = ImmutableArray.CreateBuilder<string>();
        var end = queries.Month.AddMonths(1);
        facts.Add(new("Period", $"1 to {end.AddDays(-1).Day} {Display.Month(queries.Month)}, by study date"));
        facts.Add(new("As of", Display.Moment(asOf)));
        facts.Add(new("Data complete to", await FactAsync("volume_scope", Complete).ConfigureAwait(false)));
        facts.Add(new("Coverage", await FactAsync("volume_coverage", Coverage).ConfigureAwait(false)));
        facts.Add(new("Time zones", await FactAsync("volume_coverage", Zones).ConfigureAwait(false)));
        facts.Add(new("Counting rule", "study: a study with an acquired image is one exam"));
        facts.Add(
            new("Reconciliation", await FactAsync("volume_checks", VolumeWords.Reconciled).ConfigureAwait(false))
        );
        return (facts.ToImmutable(), warnings.ToImmutable());

        async Task<string> FactAsync(string query, Func<ImmutableArray<ReportRecord>, string> say)
        {
            try
            {
                return say(await queries.RowsAsync(query, cancellationToken).ConfigureAwait(false));
            }
            catch (QueryException)
            {
                return "not available";
            }
        }

        string Complete(ImmutableArray<ReportRecord> rows)
        {
            if (rows.FirstOrDefault()?.Moment("data_complete_to") is not { } moment)
            {
                warnings.Add("The lake is empty.");
                return "no data";
            }
            if (DateOnly.FromDateTime(moment) < end)
                warnings.Add($"Data end on {Display.Moment(moment)}: the month is not complete.");
            return Display.Moment(moment);
        }

        string Coverage(ImmutableArray<ReportRecord> rows)
        {
            if (rows.IsEmpty)
            {
                warnings.Add("The registry names no site, so every exam counts under Not mapped.");
                return "no site expected: the registry is empty";
            }
            var silent = rows.Where(row => row.Count("exam_count") == 0).Select(row => row.Name("site_name")).ToList();
            var sent = rows.Where(row => row.Count("exam_count") > 0).Select(row => row.Name("site_name")).ToList();
            if (silent.Count > 0)
                warnings.Add($"No exam of this month from {string.Join(", ", silent.Select(SafeText.Of))}.");
            return sent.Count == 0
                ? $"0 of {rows.Length} sites"
                : $"{sent.Count} of {rows.Length} sites: {string.Join(", ", sent)}";
        }
    }

    private static string Zones(ImmutableArray<ReportRecord> rows) =>
        rows.IsEmpty
            ? "as headers state them; storage and arrivals in UTC"
            : "each site's own ("
                + string.Join(", ", rows.Select(row => row.Name("time_zone")).Distinct().Order(StringComparer.Ordinal))
                + "); storage and arrivals in UTC";
}
