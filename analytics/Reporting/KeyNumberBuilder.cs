using StudyLake.Analytics.Rendering;

namespace StudyLake.Analytics.Reporting;

/// <summary>Makes the numbers at the head; one that fails leaves the others.</summary>
/// <param name="queries">The queries of the report.</param>
internal sealed class KeyNumberBuilder(ReportQueries queries)
{
    /// <summary>Makes one number with its comparisons and history.</summary>
    public async Task<KeyNumber> MakeAsync(KeyNumberLayout layout, CancellationToken cancellationToken)
    {
        try
        {
            await Reconciled.EnsureAsync(layout.Reconciles, queries, cancellationToken).ConfigureAwait(false);
            var rows = await queries.RowsAsync(layout.Query, cancellationToken).ConfigureAwait(false);
            var values = new Dictionary<DateOnly, object?>();
            foreach (var row in rows.Where(row => row.Are(layout.Where)))
            {
                if (row.Date(layout.PeriodColumn) is { } day)
                    values[day] = row[layout.Value] is double number ? Math.Round(number, 6) : row[layout.Value];
            }
            var period = queries.Request.Period;
            var now = values.GetValueOrDefault(period.Start);
            var previous = Compare("previous_" + period.Unit, period.Previous, values, now);
            return new KeyNumber
            {
                Name = layout.Name,
                Label = layout.Label,
                Format = layout.Format,
                Measure = Formats.Measure(layout.IsPeople),
                DerivedFrom = layout.DerivedFrom,
                Value = now ?? (layout.IsZeroWithoutRow ? 0L : null),
                Comparisons =
                    period.Kind == PeriodKind.Year
                        ? [previous]
                        : [previous, Compare("year_before", period.YearBefore, values, now)],
                History = [.. period.Trend.Select(item => Number(values.GetValueOrDefault(item.Start)))],
            };
        }
        catch (Exception exception) when (exception is QueryException or ReportException)
        {
            return new KeyNumber
            {
                Name = layout.Name,
                Label = layout.Label,
                Format = layout.Format,
                Value = null,
                Failure = exception.Message,
            };
        }
    }

    private static KeyComparison Compare(
        string name,
        ReportPeriod period,
        Dictionary<DateOnly, object?> values,
        object? now
    )
    {
        var before = values.GetValueOrDefault(period.Start);
        return new KeyComparison(name, period.ShortLabel, before, Ratio.Change(Number(now), Number(before)));
    }

    private static double? Number(object? value) =>
        value switch
        {
            long number => number,
            double number => number,
            _ => null,
        };
}
