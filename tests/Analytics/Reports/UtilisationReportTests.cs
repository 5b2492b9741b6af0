using StudyLake.Analytics.Rendering;
using StudyLake.Analytics.Reporting;
using static StudyLake.Tests.Analytics.TimedExams;

namespace StudyLake.Tests.Analytics.Reports;

/// <summary>The report on the use of devices over a few days whose numbers were worked out by hand.</summary>
/// <remarks>
/// CT-1 on Monday 28 September 2026, open 08:00 to 18:00: 09:00-09:20, 09:30-10:10, 10:40-11:00, and one exam of a single
/// time at 12:00. Tuesday and Wednesday nothing. 80 of 1800 minutes are busy; changes are 10, 30 and 60 minutes, for the
/// single time is a start.
/// </remarks>
public sealed class UtilisationReportTests
{
    // The same lake, so the same 80 of 1800 minutes.
    [Fact]
    public async Task The_monthly_report_states_the_same_utilisation_beside_the_device()
    {
        await using var lake = Days();
        var report = await MadeReport.OfAsync(lake, MadeReport.September);

        Assert.Empty(report.Failures);
        Assert.Equal("4|0.0444", Cells(Row(report, "devices", 0), "exams", "utilisation_share_estimate"));
        Assert.Equal(80.0 / 1800, report.Table("devices").Rows[^1].Cells[6] as double? ?? 0, 6);
    }

    [Fact]
    public async Task The_report_states_what_was_worked_out_by_hand()
    {
        await using var lake = Days();
        var report = await MadeReport.OfAsync(lake, MadeReport.September, report: "utilisation");

        Assert.All(report.Parts, part => Assert.Null(part.Failure));
        Assert.Equal(
            "4|0.75|3|30|1.3333|0.0444|0.1333",
            Cells(
                Row(report, "utilisation-estimate", 0),
                "exams",
                "coverage_share",
                "operating_days",
                "operating_hours",
                "busy_hours_estimate",
                "utilisation_share_estimate",
                "exams_per_operating_hour_estimate"
            )
        );
        // Of 10, 30 and 60 the median by nearest rank is the second, the 90th percentile the third.
        Assert.Equal(
            "3|30|60|0|0",
            Cells(
                Row(report, "gaps-estimate", 0),
                "changes_estimate",
                "median_change_minutes_estimate",
                "p90_change_minutes_estimate",
                "idle_hours_estimate",
                "overlaps_estimate"
            )
        );
        // Of 20, 20 and 40 minutes: position 1, 2 and 3.
        Assert.Equal(
            "4|0.75|20|20|40|40",
            Cells(
                Row(report, "durations-estimate", 0),
                "exams",
                "coverage_share",
                "p10_minutes_estimate",
                "median_minutes_estimate",
                "p90_minutes_estimate",
                "longest_minutes_estimate"
            )
        );
    }

    // Counted by hand: a to d, and e, whose study is of the last day of September and whose images are of October.
    [Fact]
    public async Task Exams_are_counted_by_study_date_as_in_the_volume_report_and_the_page_says_what_began_elsewhere()
    {
        await using var lake = Days();
        Add("e", "2026-09-30", "2026-10-01 00:10:00", "2026-10-01 00:30:00");
        // The other way round, and one without a study date: of September by their images alone.
        Add("f", "2026-10-01", "2026-09-30 23:40:00", "2026-09-30 23:50:00");
        Add("g", null, "2026-09-29 10:00:00", "2026-09-29 10:20:00");
        var use = await MadeReport.OfAsync(lake, MadeReport.September, report: "utilisation");
        var volume = await MadeReport.OfAsync(lake, MadeReport.September);
        Assert.All(use.Parts, part => Assert.Null(part.Failure));
        Assert.Equal(5L, volume.KeyNumbers[0].Value);
        Assert.Equal(5L, use.KeyNumbers.Single(number => number.Name == "exams").Value);
        foreach (var table in new[] { "utilisation-estimate", "durations-estimate", "confidence" })
            Assert.Equal("5", Cells(Row(use, table, ^1), "exams"));
        Assert.Equal(5L, use.Table("starts-estimate").Rows[^1].Cells[^1]);
        // 20 of the 1800 minutes on Tuesday are those of g: 100 of 1800.
        Assert.Equal("0.0556", Cells(Row(use, "utilisation-estimate", 0), "utilisation_share_estimate"));
        var lead = use.Part("devices").Lead ?? "";
        Assert.Contains("begin in another month: 1.", lead, StringComparison.Ordinal);
        Assert.Contains("begin in this month: 2,", lead, StringComparison.Ordinal);

        var october = await MadeReport.OfAsync(lake, MadeReport.Period("2026-10"), report: "utilisation");
        Assert.Equal(1L, october.KeyNumbers.Single(number => number.Name == "exams").Value);

        void Add(string study, string? date, params string[] acquired)
        {
            foreach (var (at, i) in acquired.Select((at, i) => (at, i)))
            {
                var row = Image($"{study}.a.{i}", at);
                if (date is null)
                    row.Values.Remove("study_date");
                lake.Add(date is null ? row : row.With(("study_date", date)));
            }
        }
    }

    [Fact]
    public async Task Exams_of_one_month_by_date_and_clock_need_no_words_about_it()
    {
        await using var lake = Days();
        var use = await MadeReport.OfAsync(lake, MadeReport.September, report: "utilisation");
        Assert.Equal(
            "3 of 4 exams have a time that counts; the rest is missing from busy time.",
            use.Part("devices").Lead
        );
    }

    // CT-1 is not in the registry: its maker and serial number are all that its images state.
    [Fact]
    public async Task A_device_that_is_not_mapped_is_named_by_its_images_in_every_part()
    {
        await using var lake = Days();
        var use = await MadeReport.OfAsync(lake, MadeReport.September, report: "utilisation");
        foreach (var table in new[] { "utilisation-estimate", "day-line-estimate", "gaps-estimate" })
            Assert.Equal("Acme · serial ct-1 (not mapped)", use.Table(table).Rows[0].Cells[0]);
        var devices = await MadeReport.OfAsync(lake, MadeReport.Period("2026-10"), report: "devices");
        foreach (var table in new[] { "last-received", "fleet" })
            Assert.Equal("Acme · serial ct-1 (not mapped)", devices.Table(table).Rows[0].Cells[0]);
        var volume = await MadeReport.OfAsync(lake, MadeReport.September);
        Assert.Equal("Acme · serial ct-1 (not mapped)", volume.Table("devices").Rows[0].Cells[1]);
    }

    [Fact]
    public async Task Hours_of_the_day_are_busy_as_the_clock_says()
    {
        await using var lake = Days();
        // 09: 20 and 30 minutes; 10: 10 and 20 minutes; of three working days of 60 minutes each.
        Assert.Equal(
            ["09|0.2778", "10|0.1667"],
            await lake.QueryAsync(
                $"select hour_name, round(busy_share, 4) from ({Sql("utilisation_day_line")}) as line where is_shown order by 1",
                new DateOnly(2026, 9, 1),
                new DateOnly(2026, 10, 1),
                null
            )
        );
        // Two exams began in the hour from 09, one each in those from 10 and 12; all of them on a Monday.
        Assert.Equal(
            ["Monday|09|2", "Monday|10|1", "Monday|12|1"],
            await lake.QueryAsync(
                $"select weekday_name, hour_name, exam_count from ({Sql("utilisation_hours")}) as hours where is_cell and exam_count > 0 order by 2",
                new DateOnly(2026, 9, 1),
                new DateOnly(2026, 10, 1),
                null
            )
        );
    }

    [Fact]
    public async Task Every_part_says_that_it_is_an_estimate()
    {
        await using var lake = Days();
        var report = await MadeReport.OfAsync(lake, MadeReport.September, report: "utilisation");
        Assert.Contains("estimate", report.Title, StringComparison.OrdinalIgnoreCase);
        Assert.Contains(report.Facts, fact => fact.Term == "Estimate");
        foreach (var table in report.Parts.SelectMany(part => part.Tables))
        {
            Assert.Contains("estimate", table.Caption, StringComparison.OrdinalIgnoreCase);
            foreach (
                var column in table.Columns.Where(column =>
                    column.Name.Contains("minutes", StringComparison.Ordinal)
                    || column.Name.Contains("busy", StringComparison.Ordinal)
                    || column.Name.Contains("utilisation", StringComparison.Ordinal)
                )
            )
                Assert.Contains("estimate", column.Name, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_site_alone_and_a_month_without_exams_are_reports_too()
    {
        await using var lake = Days();
        var elsewhere = await MadeReport.OfAsync(lake, MadeReport.September, report: "utilisation", site: "Lake");
        Assert.All(elsewhere.Parts, part => Assert.Null(part.Failure));
        Assert.Contains(elsewhere.Warnings, warning => warning.Contains("No exam", StringComparison.Ordinal));
        var before = await MadeReport.OfAsync(lake, MadeReport.Period("2026-08"), report: "utilisation");
        Assert.All(before.Parts, part => Assert.Null(part.Failure));
    }

    [Fact]
    public async Task Few_usable_times_are_warned_of()
    {
        await using var lake = Lake();
        lake.Add(Image("a.a.1", "2026-09-28 10:00:00"));
        var report = await MadeReport.OfAsync(lake, MadeReport.September, report: "utilisation");
        Assert.Contains(report.Warnings, warning => warning.Contains("0 of 1", StringComparison.Ordinal));
    }

    private static string Sql(string query) =>
        CountingRules.Resolve(HandmadeLake.Catalog[query].Sql, CountingRule.Study);

    private static HandmadeLake Days()
    {
        var lake = Lake();
        Add("a", "09:00:00", "09:20:00");
        Add("b", "09:30:00", "10:10:00");
        Add("c", "10:40:00", "11:00:00");
        Add("d", "12:00:00", null);
        return lake;

        void Add(string study, string start, string? end)
        {
            lake.Add(Image($"{study}.a.1", $"2026-09-28 {start}"));
            if (end is not null)
                lake.Add(Image($"{study}.a.2", $"2026-09-28 {end}"));
        }
    }

    private static (ReportTable Table, ReportRow Row) Row(ReportDocument report, string name, Index index)
    {
        var table = report.Parts.SelectMany(part => part.Tables).Single(table => table.Name == name);
        return (table, table.Rows[index]);
    }

    private static string Cells((ReportTable Table, ReportRow Row) found, params string[] columns) =>
        string.Join(
            '|',
            columns.Select(name =>
                found.Row.Cells[found.Table.Columns.ToList().FindIndex(column => column.Name == name)] switch
                {
                    double number => Math.Round(number, 4).ToString(System.Globalization.CultureInfo.InvariantCulture),
                    var value => Convert.ToString(value, System.Globalization.CultureInfo.InvariantCulture) ?? "-",
                }
            )
        );
}
