using System.Globalization;
using StudyLake.Analytics.Rendering;
using static StudyLake.Analytics.Rendering.ColumnFormat;

namespace StudyLake.Analytics.Volume;

/// <summary>The parts that say what was done where and when: exam types, devices, hours.</summary>
/// <param name="queries">The month's queries.</param>
internal sealed class VolumeWork(VolumeQueries queries)
{
    private const int MostTypes = 10;

    private static readonly string[] Weekdays =
    [
        "Monday",
        "Tuesday",
        "Wednesday",
        "Thursday",
        "Friday",
        "Saturday",
        "Sunday",
    ];

    /// <summary>The ten most frequent types of exam; the others and the ones without a type make the total.</summary>
    public async Task<ReportPart> ExamTypesAsync(CancellationToken cancellationToken)
    {
        var rows = await queries.RowsAsync("volume_exam_types", cancellationToken).ConfigureAwait(false);
        var total = rows.Sum(row => row.Count("exam_count"));
        await Totals.ExpectExamsAsync(queries, total, cancellationToken).ConfigureAwait(false);
        var named = rows.Where(row => row.Name("name_rule") != "unmapped" && row.Count("exam_count") > 0).ToList();
        var (top, others) = (named.Take(MostTypes), named.Skip(MostTypes).ToList());
        var hasBefore = rows.Any(row => row.Count("previous_exam_count") > 0);
        return new ReportPart
        {
            Name = "exam-types",
            Title = "Exam types",
            Tables =
            [
                new ReportTable
                {
                    Name = "exam-types",
                    Caption = "The ten most frequent types of exam",
                    Columns =
                    [
                        new("exam_type", "Exam type", Text),
                        new("exams", "Exams", Count, HasBar: true),
                        new("share", "Share", Share),
                        new("previous_month", Display.ShortMonth(queries.Previous), Count),
                        new("change_to_previous_month", "Change", Change),
                        new("recorded_contrast_exams", "Contrast recorded", Count),
                        new("recorded_contrast_share", "Recorded contrast share", Share),
                    ],
                    Rows =
                        total == 0
                            ? []
                            :
                            [
                                .. top.Select(row => Row(row.Name("exam_name"), [row])),
                                Row($"Other types ({others.Count:N0})", others),
                                Row("No type known", rows.Where(row => row.Name("name_rule") == "unmapped")),
                                Row("Total", rows, isTotal: true),
                            ],
                    EmptyText = "No exam in this month.",
                },
            ],
            Notes =
            [
                "A type is the registry's name for the procedure code, else the code itself, else the registry's name for the study description.",
                "Contrast is counted as recorded: headers that name an agent. Absence proves nothing.",
            ],
        };

        ReportRow Row(string name, IEnumerable<ReportRecord> of, bool isTotal = false)
        {
            var list = of.ToList();
            var exams = list.Sum(row => row.Count("exam_count"));
            long? before = hasBefore ? list.Sum(row => row.Count("previous_exam_count")) : null;
            var contrast = list.Sum(row => row.Count("contrast_exam_count"));
            return new ReportRow(
                [
                    name,
                    exams,
                    Ratio.Of(exams, total),
                    before,
                    Ratio.Change(exams, before),
                    contrast,
                    Ratio.Of(contrast, exams),
                ],
                isTotal
            );
        }
    }

    /// <summary>Each device with its exams, active days and longest silence.</summary>
    public async Task<ReportPart> DevicesAsync(CancellationToken cancellationToken)
    {
        var rows = await queries.RowsAsync("volume_devices", cancellationToken).ConfigureAwait(false);
        var total = rows.Sum(row => row.Count("exam_count"));
        await Totals.ExpectExamsAsync(queries, total, cancellationToken).ConfigureAwait(false);
        var silent = rows.Count(row => row.Count("exam_count") == 0);
        return new ReportPart
        {
            Name = "devices",
            Title = "Devices",
            Lead =
                rows.Length == 0
                    ? null
                    : $"{rows.Length - silent:N0} devices did exams"
                        + (silent == 0 ? "." : $"; {silent:N0} in service did none."),
            Tables =
            [
                new ReportTable
                {
                    Name = "devices",
                    Caption = "Devices of the month",
                    Columns =
                    [
                        new("modality", "Modality", Modality),
                        new("device", "Device", Text),
                        new("site", "Site", Site),
                        new("exams", "Exams", Count, HasBar: true),
                        new("active_days", "Active days", Count),
                        new("exams_per_active_day", "Exams per active day", ColumnFormat.Decimal),
                        new("longest_silence_days", "Longest silence (days)", Count),
                        new("last_received_at", "Last received", Timestamp),
                    ],
                    Rows =
                        rows.Length == 0
                            ? []
                            :
                            [
                                .. rows.Select(row =>
                                    ReportRow.Of(
                                        row.Name("modality"),
                                        Label(row),
                                        row.Name("site_name"),
                                        row.Count("exam_count"),
                                        row.Count("active_day_count"),
                                        Ratio.Of(row.Count("exam_count"), row.Count("active_day_count")),
                                        row.Count("longest_silence_days"),
                                        row.Moment("last_arrived_at")
                                    )
                                ),
                                ReportRow.Total("Total", "", "", total, "", "", "", ""),
                            ],
                    EmptyText = "No device did an exam in this month or the year before it.",
                },
            ],
            Notes =
            [
                "Longest silence is the longest run of days without an exam, weekends included, while the device was in service.",
                "Listed are devices with an exam in the month, and those in service with one in the year before.",
            ],
        };
    }

    /// <summary>Weekday by hour as a heat map, in each site's local time.</summary>
    public async Task<ReportPart> HoursAsync(CancellationToken cancellationToken)
    {
        var rows = await queries.RowsAsync("volume_hours", cancellationToken).ConfigureAwait(false);
        var total = rows.Sum(row => row.Count("exam_count"));
        await Totals.ExpectExamsAsync(queries, total, cancellationToken).ConfigureAwait(false);
        var unknown = rows.Where(row => row.Integer("weekday") is null).Sum(row => row.Count("exam_count"));
        var hours = Enumerable.Range(0, 24).ToList();
        return new ReportPart
        {
            Name = "hours",
            Title = "Hours",
            Lead = total == unknown ? null : Lead(),
            Tables =
            [
                new ReportTable
                {
                    Name = "hours",
                    Caption = "Exams by weekday and hour of their start",
                    Columns =
                    [
                        new("weekday", "Weekday", Text),
                        .. hours.Select(hour => new ReportColumn($"hour_{hour:00}", $"{hour:00}", Count)),
                        new("exams_total", "Total", Count),
                    ],
                    Rows =
                        total == 0
                            ? []
                            :
                            [
                                .. Weekdays.Select(
                                    (name, day) =>
                                        new ReportRow([
                                            name,
                                            .. hours.Select(hour => (object?)Exams(day + 1, hour)),
                                            hours.Sum(hour => Exams(day + 1, hour)),
                                        ])
                                ),
                                .. unknown == 0
                                    ? Array.Empty<ReportRow>()
                                    : [new(["Start not known", .. hours.Select(_ => (object?)""), unknown])],
                                new ReportRow(
                                    [
                                        "Total",
                                        .. hours.Select(hour =>
                                            (object?)Enumerable.Range(1, 7).Sum(day => Exams(day, hour))
                                        ),
                                        total,
                                    ],
                                    IsTotal: true
                                ),
                            ],
                    EmptyText = "No exam in this month.",
                    IsHeatMap = true,
                },
            ],
            Notes = ["Hours are local to each site. An exam counts in the hour in which it starts."],
        };

        long Exams(int weekday, int hour) =>
            rows.FirstOrDefault(row => row.Integer("weekday") == weekday && row.Integer("start_hour") == hour)
                ?.Count("exam_count")
            ?? 0;

        string Lead()
        {
            var busiest = rows.Where(row => row.Integer("weekday") is not null).MaxBy(row => row.Count("exam_count"));
            return busiest is null
                ? ""
                : string.Create(
                    CultureInfo.InvariantCulture,
                    $"The busiest hour is {Weekdays[(busiest.Integer("weekday") ?? 1) - 1]} from {busiest.Integer("start_hour"):00}:00, with {busiest.Count("exam_count"):N0} exams in the month."
                );
        }
    }

    private static string Label(ReportRecord row)
    {
        if (row.Is("is_mapped") && row.Text("device_name") is { } name)
            return name;
        var parts = new[] { row.Text("manufacturer_model_name"), row.Text("station_name") }.OfType<string>().ToList();
        return $"{(parts.Count == 0 ? row.Name("device_key") : string.Join(" · ", parts))} (not mapped)";
    }
}
