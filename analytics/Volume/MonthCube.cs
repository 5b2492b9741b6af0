using System.Collections.Immutable;
using StudyLake.Analytics.Rendering;

namespace StudyLake.Analytics.Volume;

/// <summary>Exams and instances of thirteen months by modality and site, held against the marts' totals.</summary>
internal sealed class MonthCube
{
    private readonly ImmutableArray<ReportRecord> _rows;
    private readonly HashSet<DateOnly> _known;

    private MonthCube(ImmutableArray<ReportRecord> rows)
    {
        _rows = rows;
        _known = [.. rows.Where(row => row.Count("exam_count") > 0).Select(row => row.Month("exam_month"))];
        Modalities =
        [
            .. rows.GroupBy(row => row.Name("modality"), StringComparer.Ordinal)
                .Select(group => (Name: group.Key, Exams: group.Sum(row => row.Count("exam_count"))))
                .Where(group => group.Exams > 0)
                .OrderByDescending(group => group.Exams)
                .ThenBy(group => group.Name, StringComparer.Ordinal)
                .Select(group => group.Name),
        ];
    }

    /// <summary>Modalities with an exam, the most frequent of the thirteen months first.</summary>
    public ImmutableArray<string> Modalities { get; }

    /// <summary>The same modalities, the most frequent of the month first.</summary>
    public ImmutableArray<string> ModalitiesOf(DateOnly month) =>
        [.. Modalities.OrderByDescending(name => Exams(month, name))];

    /// <summary>Sites that have any row, <c>unmapped</c> last.</summary>
    public ImmutableArray<string> Sites(IEnumerable<string> expected) =>
        [
            .. _rows
                .Where(row => row.Count("exam_count") > 0)
                .Select(row => row.Name("site_name"))
                .Concat(expected)
                .Distinct(StringComparer.Ordinal)
                .OrderBy(site => site == "unmapped")
                .ThenBy(site => site, StringComparer.Ordinal),
        ];

    /// <summary>Reads it and compares its totals with those of exams and studies.</summary>
    /// <exception cref="ReportException">They differ.</exception>
    public static async Task<MonthCube> ReadAsync(VolumeQueries queries, CancellationToken cancellationToken)
    {
        var cube = new MonthCube(await queries.RowsAsync("volume_months", cancellationToken).ConfigureAwait(false));
        var totals = (await queries.RowsAsync("volume_totals", cancellationToken).ConfigureAwait(false))[0];
        Totals.Expect("exams", totals.Count("exam_count"), cube.Exams(queries.Month));
        Totals.Expect("instances", totals.Count("instance_count"), cube.Instances(queries.Month));
        Totals.Expect(
            "exams of thirteen months",
            totals.Count("trend_exam_count"),
            queries.Months.Sum(m => cube.Exams(m))
        );
        return cube;
    }

    /// <summary>True when the month has an exam at all; one without is not compared with.</summary>
    public bool Knows(DateOnly month) => _known.Contains(month);

    /// <summary>Exams of a month, of one modality or site or of all.</summary>
    public long Exams(DateOnly month, string? modality = null, string? site = null) =>
        Sum("exam_count", month, modality, site);

    /// <summary>Instances of a month.</summary>
    public long Instances(DateOnly month) => Sum("instance_count", month, null, null);

    /// <summary>Exams of a month to compare with; null when the month has no data.</summary>
    public long? Compared(DateOnly month, string? modality = null, string? site = null) =>
        Knows(month) ? Exams(month, modality, site) : null;

    private long Sum(string column, DateOnly month, string? modality, string? site) =>
        _rows
            .Where(row =>
                row.Month("exam_month") == month
                && (modality is null || row.Name("modality") == modality)
                && (site is null || row.Name("site_name") == site)
            )
            .Sum(row => row.Count(column));
}
