using System.Collections.Immutable;
using StudyLake.Analytics.Rendering;
using static StudyLake.Analytics.Rendering.ColumnFormat;

namespace StudyLake.Analytics.Volume;

/// <summary>The parts that count exams: by modality and site, over thirteen months, per working day.</summary>
/// <param name="queries">The month's queries.</param>
internal sealed class VolumeActivity(VolumeQueries queries)
{
    private const int MostSiteColumns = 6;

    /// <summary>Modality by site with totals that add up, then each with its changes.</summary>
    public async Task<ReportPart> BySiteAsync(CancellationToken cancellationToken)
    {
        var cube = await MonthCube.ReadAsync(queries, cancellationToken).ConfigureAwait(false);
        var expected = await queries.RowsAsync("volume_coverage", cancellationToken).ConfigureAwait(false);
        var modalities = cube.ModalitiesOf(queries.Month);
        var sites = cube.Sites(expected.Select(row => row.Name("site_name")));
        var isEmpty = !cube.Knows(queries.Month);
        return new ReportPart
        {
            Name = "modality-and-site",
            Title = "Modality and site",
            Lead = isEmpty ? null : Lead(cube),
            Tables =
            [
                Matrix(cube, modalities, sites, isEmpty),
                Changes(
                    "by-modality",
                    "modality",
                    "Modality",
                    Modality,
                    modalities,
                    isEmpty,
                    (month, name) => cube.Compared(month, modality: name)
                ),
                Changes(
                    "by-site",
                    "site",
                    "Site",
                    Site,
                    sites,
                    isEmpty,
                    (month, name) => cube.Compared(month, site: name)
                ),
            ],
            Notes = ["An exam counts once, under its primary modality, so that rows and columns add up."],
        };
    }

    /// <summary>Thirteen months with their totals, and by modality as a chart and a table.</summary>
    public async Task<ReportPart> TrendAsync(CancellationToken cancellationToken)
    {
        var cube = await MonthCube.ReadAsync(queries, cancellationToken).ConfigureAwait(false);
        var days = await WorkingDays.ReadAsync(queries, cancellationToken).ConfigureAwait(false);
        var patients = (
            await queries.RowsAsync("volume_patients", cancellationToken).ConfigureAwait(false)
        ).ToDictionary(row => row.Month("exam_month"), row => row.Count("patient_count"));
        var months = queries.Months;
        var known = months.Where(cube.Knows).ToList();
        return new ReportPart
        {
            Name = "trend",
            Title = "Thirteen months",
            Lead = known.Count == 0 ? null : TrendLead(cube, known),
            Charts =
                known.Count == 0
                    ? []
                    :
                    [
                        new ReportChart
                        {
                            Kind = ChartKind.StackedBars,
                            Title = "Exams by month and modality",
                            Description = TrendLead(cube, known),
                            Labels = [.. months.Select(Display.ShortMonth)],
                            Series =
                            [
                                .. cube.Modalities.Select(name => new ChartSeries(
                                    name,
                                    [.. months.Select(month => (double?)cube.Exams(month, name))]
                                )),
                            ],
                            Format = Count,
                        },
                    ],
            Tables =
            [
                new ReportTable
                {
                    Name = "months-by-modality",
                    Caption = "Exams by month and modality",
                    Columns =
                    [
                        new("month", "Month", Month),
                        .. cube.Modalities.Select(name => new ReportColumn($"exams_{name}", name, Count)),
                        new("exams_total", "Total", Count),
                    ],
                    Rows =
                    [
                        .. (known.Count == 0 ? [] : months).Select(month => new ReportRow([
                            month,
                            .. cube.Modalities.Select(name => (object?)cube.Compared(month, name)),
                            cube.Compared(month),
                        ])),
                        .. known.Count == 0
                            ? Array.Empty<ReportRow>()
                            :
                            [
                                new ReportRow(
                                    [
                                        "Total",
                                        .. cube.Modalities.Select(name =>
                                            (object?)months.Sum(m => cube.Exams(m, name))
                                        ),
                                        months.Sum(m => cube.Exams(m)),
                                    ],
                                    IsTotal: true
                                ),
                            ],
                    ],
                    EmptyText = "No exam in these thirteen months.",
                },
                new ReportTable
                {
                    Name = "months",
                    Caption = "Months compared",
                    Columns =
                    [
                        new("month", "Month", Month),
                        new("exams", "Exams", Count),
                        new("change_to_previous_month", "Change to month before", Change),
                        new("exams_per_working_day", "Per working day", ColumnFormat.Decimal),
                        new("patients", "Patients", Count),
                        new("instances", "Instances", Count),
                    ],
                    Rows =
                    [
                        .. (known.Count == 0 ? [] : months).Select(month =>
                            ReportRow.Of(
                                month,
                                cube.Compared(month),
                                month == months[0]
                                    ? null
                                    : Ratio.Change(cube.Compared(month), cube.Compared(month.AddMonths(-1))),
                                days.Rate(month),
                                patients.TryGetValue(month, out var count) ? count : null,
                                cube.Knows(month) ? cube.Instances(month) : null
                            )
                        ),
                    ],
                    EmptyText = "No exam in these thirteen months.",
                },
            ],
        };
    }

    /// <summary>Exams per working day of each site.</summary>
    public async Task<ReportPart> WorkingDaysAsync(CancellationToken cancellationToken)
    {
        var days = await WorkingDays.ReadAsync(queries, cancellationToken).ConfigureAwait(false);
        var rows = days.Of(queries.Month)
            .Where(row => row.Name("site_name") != "unmapped" || row.Count("exam_count") > 0)
            .ToList();
        return new ReportPart
        {
            Name = "working-days",
            Title = "Per working day",
            Lead = "Months differ in their working days; this takes the difference out.",
            Tables =
            [
                new ReportTable
                {
                    Name = "working-days",
                    Caption = "Exams per working day by site",
                    Columns =
                    [
                        new("site", "Site", Site),
                        new("exams", "Exams", Count),
                        new("working_days", "Working days", Count),
                        new("weekday_holidays", "Holidays", Count),
                        new("exams_per_working_day", "Per working day", ColumnFormat.Decimal),
                        new("previous_month", Display.ShortMonth(queries.Previous), ColumnFormat.Decimal),
                        new("change_to_previous_month", "Change", Change),
                        new("year_before", Display.ShortMonth(queries.YearBefore), ColumnFormat.Decimal),
                        new("change_to_year_before", "Change", Change),
                    ],
                    Rows = days.Knows(queries.Month)
                        ?
                        [
                            .. rows.Select(row =>
                                Rates(row.Name("site_name"), row, month => days.Rate(month, row.Name("site_name")))
                            ),
                            Total(rows.Sum(row => row.Count("exam_count")), days),
                        ]
                        : [],
                    EmptyText = "No exam in this month.",
                },
            ],
            Notes =
            [
                "Working days are Monday to Friday, but for the days that the site's calendar in the registry names. Exams of all days count.",
                "The total is the sum of the sites' numbers: their working days differ.",
            ],
        };

        ReportRow Rates(string site, ReportRecord row, Func<DateOnly, double?> rate) =>
            ReportRow.Of(
                site,
                row.Count("exam_count"),
                row.Count("working_day_count"),
                row.Count("holiday_count"),
                rate(queries.Month),
                rate(queries.Previous),
                Ratio.Change(rate(queries.Month), rate(queries.Previous)),
                rate(queries.YearBefore),
                Ratio.Change(rate(queries.Month), rate(queries.YearBefore))
            );

        ReportRow Total(long exams, WorkingDays all) =>
            ReportRow.Total(
                "Total",
                exams,
                "",
                "",
                all.Rate(queries.Month),
                all.Rate(queries.Previous),
                Ratio.Change(all.Rate(queries.Month), all.Rate(queries.Previous)),
                all.Rate(queries.YearBefore),
                Ratio.Change(all.Rate(queries.Month), all.Rate(queries.YearBefore))
            );
    }

    private string Lead(MonthCube cube)
    {
        var total = cube.Exams(queries.Month);
        var first = cube.Modalities.MaxBy(name => cube.Exams(queries.Month, name)) ?? "";
        var share = Display.Text(Ratio.Of(cube.Exams(queries.Month, first), total), Share);
        return $"{total:N0} exams; {first} leads with {cube.Exams(queries.Month, first):N0}, {share} of all.";
    }

    private static string TrendLead(MonthCube cube, List<DateOnly> known)
    {
        var (high, low) = (known.MaxBy(month => cube.Exams(month)), known.MinBy(month => cube.Exams(month)));
        return $"The busiest month was {Display.Month(high)} with {cube.Exams(high):N0} exams, the quietest {Display.Month(low)} with {cube.Exams(low):N0}.";
    }

    // The longer list goes down the page, so that the table fits on it.
    private ReportTable Matrix(
        MonthCube cube,
        ImmutableArray<string> modalities,
        ImmutableArray<string> sites,
        bool isEmpty
    )
    {
        var sitesDown = sites.Length > MostSiteColumns && sites.Length > modalities.Length;
        var (down, across) = sitesDown ? (sites, modalities) : (modalities, sites);
        long Cell(string? row, string? column) =>
            cube.Exams(queries.Month, sitesDown ? column : row, sitesDown ? row : column);
        return new ReportTable
        {
            Name = "modality-by-site",
            Caption = "Exams by modality and site",
            Columns =
            [
                sitesDown ? new("site", "Site", Site) : new("modality", "Modality", Modality),
                .. across.Select(name => new ReportColumn(
                    $"exams_{name}",
                    name == "unmapped" ? Display.NoSite : name,
                    Count
                )),
                new("exams_total", "Total", Count),
            ],
            Rows = isEmpty
                ? []
                :
                [
                    .. down.Select(row => new ReportRow([
                        row,
                        .. across.Select(column => (object?)Cell(row, column)),
                        Cell(row, null),
                    ])),
                    new ReportRow(
                        ["Total", .. across.Select(column => (object?)Cell(null, column)), Cell(null, null)],
                        IsTotal: true
                    ),
                ],
            EmptyText = "No exam in this month.",
        };
    }

    private ReportTable Changes(
        string name,
        string column,
        string title,
        ColumnFormat format,
        ImmutableArray<string> names,
        bool isEmpty,
        Func<DateOnly, string?, long?> exams
    )
    {
        var total = exams(queries.Month, null) ?? 0;
        return new ReportTable
        {
            Name = name,
            Caption = $"Exams by {title.ToLowerInvariant()}, with change",
            Columns =
            [
                new(column, title, format),
                new("exams", "Exams", Count, HasBar: true),
                new("share", "Share", Share),
                new("previous_month", Display.ShortMonth(queries.Previous), Count),
                new("change_to_previous_month", "Change", Change),
                new("year_before", Display.ShortMonth(queries.YearBefore), Count),
                new("change_to_year_before", "Change", Change),
            ],
            Rows = isEmpty ? [] : [.. names.Select(item => Row(item, item, false)), Row("Total", null, true)],
            EmptyText = "No exam in this month.",
        };

        ReportRow Row(string label, string? item, bool isTotal)
        {
            var (now, before, year) = (
                exams(queries.Month, item),
                exams(queries.Previous, item),
                exams(queries.YearBefore, item)
            );
            return new ReportRow(
                [
                    label,
                    now,
                    Ratio.Of(now ?? 0, total),
                    before,
                    Ratio.Change(now, before),
                    year,
                    Ratio.Change(now, year),
                ],
                isTotal
            );
        }
    }
}
