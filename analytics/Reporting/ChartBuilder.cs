using System.Collections.Immutable;
using StudyLake.Analytics.Rendering;

namespace StudyLake.Analytics.Reporting;

/// <summary>Makes the charts of a report from the rows of its queries, as the layout says.</summary>
/// <param name="queries">The queries of the report.</param>
internal sealed class ChartBuilder(ReportQueries queries)
{
    /// <summary>Makes one chart; null when there is nothing to draw.</summary>
    /// <exception cref="QueryException">Its query failed.</exception>
    public async Task<ReportChart?> MakeAsync(ChartLayout layout, CancellationToken cancellationToken)
    {
        var all = await queries.RowsAsync(layout.Query, cancellationToken).ConfigureAwait(false);
        List<ReportRecord> rows = [.. all.Where(row => row.Are(layout.Where))];
        var labels = Labels(layout, rows);
        // Where one series has a value, one without a row is nought, as in the table; a label without any is not known.
        HashSet<object> known =
        [
            .. rows.Where(row => layout.Series is not null && row[layout.Value] is not null)
                .Select(row => row[layout.Label])
                .OfType<object>(),
        ];
        ImmutableArray<ChartSeries> series =
        [
            .. rows.GroupBy(row => Series(layout, row), StringComparer.Ordinal)
                .Select(group => new ChartSeries(group.Key, Values(layout, group, labels, known)))
                .OrderByDescending(item => item.Values.Sum() ?? 0)
                .ThenBy(item => item.Name, StringComparer.Ordinal),
        ];
        if (!series.Any(item => item.Values.Any(value => value is > 0)))
            return null;
        var description = await ReportText
            .FillAsync(layout.Description, queries, cancellationToken)
            .ConfigureAwait(false);
        return new ReportChart
        {
            Kind = layout.Kind,
            Title = await ReportText.FillAsync(layout.Title, queries, cancellationToken).ConfigureAwait(false) ?? "",
            Description = description ?? "",
            Labels = [.. labels.Select(Label)],
            Series = series,
            Format = layout.Format,
            Measure = Formats.Measure(layout.IsPeople),
        };
    }

    private List<object> Labels(ChartLayout layout, List<ReportRecord> rows)
    {
        var found = rows.Select(row => row[layout.Label]).OfType<object>().Distinct().ToList();
        if (!found.TrueForAll(label => label is DateOnly))
            return found;
        var trend = queries.Request.Period.Trend.Select(period => (object)period.Start).ToList();
        return found.TrueForAll(trend.Contains) ? trend : found;
    }

    private string Label(object label) =>
        label is DateOnly day
            ? ReportPeriod.Containing(queries.Request.Period.Kind, day).ShortLabel
            : Display.Text(label, ColumnFormat.Text);

    private static string Series(ChartLayout layout, ReportRecord row) =>
        layout.Series is { } column ? row.Text(column) ?? "" : layout.Value;

    private static ImmutableArray<double?> Values(
        ChartLayout layout,
        IEnumerable<ReportRecord> rows,
        IEnumerable<object> labels,
        HashSet<object> known
    )
    {
        var byLabel = rows.Where(row => row[layout.Label] is not null)
            .ToLookup(row => row[layout.Label], row => row.Number(layout.Value));
        return [.. labels.Select(label => byLabel[label].FirstOrDefault() ?? (known.Contains(label) ? 0 : null))];
    }
}
