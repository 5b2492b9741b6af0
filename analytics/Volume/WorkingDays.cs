using System.Collections.Immutable;

namespace StudyLake.Analytics.Volume;

/// <summary>Exams per working day of sites and of all of them together.</summary>
internal sealed class WorkingDays
{
    private readonly ImmutableArray<ReportRecord> _rows;

    private WorkingDays(ImmutableArray<ReportRecord> rows) => _rows = rows;

    /// <summary>Reads them and compares the month's exams with the marts.</summary>
    /// <exception cref="Rendering.ReportException">They differ.</exception>
    public static async Task<WorkingDays> ReadAsync(VolumeQueries queries, CancellationToken cancellationToken)
    {
        var days = new WorkingDays(
            await queries.RowsAsync("volume_working_days", cancellationToken).ConfigureAwait(false)
        );
        await Totals
            .ExpectExamsAsync(queries, days.Of(queries.Month).Sum(row => row.Count("exam_count")), cancellationToken)
            .ConfigureAwait(false);
        return days;
    }

    /// <summary>A row for each site of the month, <c>unmapped</c> last.</summary>
    public IEnumerable<ReportRecord> Of(DateOnly month) =>
        _rows.Where(row => row.Month("exam_month") == month).OrderBy(row => row.Name("site_name") == "unmapped");

    /// <summary>True when the month has an exam at all.</summary>
    public bool Knows(DateOnly month) => Of(month).Any(row => row.Count("exam_count") > 0);

    /// <summary>Exams per working day of one site; null without a working day or when the month has no data.</summary>
    public double? Rate(DateOnly month, string site) =>
        Knows(month) && Of(month).FirstOrDefault(row => row.Name("site_name") == site) is { } row
            ? Ratio.Of(row.Count("exam_count"), row.Count("working_day_count"))
            : null;

    /// <summary>The sum of every site's rate; null when the month has no data.</summary>
    public double? Rate(DateOnly month) =>
        Knows(month)
            ? Math.Round(
                Of(month).Sum(row => Ratio.Of(row.Count("exam_count"), row.Count("working_day_count")) ?? 0),
                6
            )
            : null;
}
