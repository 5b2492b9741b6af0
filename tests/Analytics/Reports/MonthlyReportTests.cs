using System.Text;
using System.Text.Json;
using StudyLake.Analytics;
using StudyLake.Analytics.Rendering;
using StudyLake.Analytics.Reporting;
using static StudyLake.Tests.Analytics.Row;

namespace StudyLake.Tests.Analytics.Reports;

/// <summary>The report of September 2026 over <see cref="TenStudies"/>, every number counted by hand.</summary>
public sealed class MonthlyReportTests
{
    [Fact]
    public async Task The_key_numbers_are_those_counted_by_hand()
    {
        // Six of the seven exams are of September: the seventh has no date. Patients p1, p2, p5, p6; 16 of 17 instances
        // have a date; 22 working days at each of three sites; the three CT images of 1000 bytes were stored in
        // September, in kilobytes, all else in October.
        var document = await MadeReport.TenStudiesAsync();
        Assert.Equal(
            ["exams 6", "patients 4", "instances 16", "stored_bytes_added 3.00", "exams_per_working_day 0.3"],
            document.KeyNumbers.Select(number => $"{number.Name} {Display.Text(number.Value, number.Format)}")
        );
        Assert.All(
            document.KeyNumbers.SelectMany(number => number.Comparisons),
            comparison => Assert.Equal((null, null), (comparison.Value, comparison.Change))
        );
    }

    [Fact]
    public async Task Modality_by_site_adds_up_to_six_exams()
    {
        var document = await MadeReport.TenStudiesAsync();
        Assert.Equal(
            ["Modality", "Hill", "Riverside", "Not mapped", "Total"],
            document.Table("modality-by-site").Columns.Select(column => column.Title)
        );
        Assert.Equal(
            ["RTIMAGE|0|2|0|2", "CT|0|1|0|1", "MG|0|0|1|1", "MR|1|0|0|1", "PT|0|1|0|1", "Total|1|4|1|6"],
            document.Rows("modality-by-site")
        );
        Assert.Equal(
            [
                "Hill|1|16.7 %|n/a|n/a|n/a|n/a",
                "Riverside|4|66.7 %|n/a|n/a|n/a|n/a",
                "Not mapped|1|16.7 %|n/a|n/a|n/a|n/a",
                "Total|6|100.0 %|n/a|n/a|n/a|n/a",
            ],
            document.Rows("by-site")
        );
    }

    [Fact]
    public async Task Working_days_types_devices_and_hours_are_those_counted_by_hand()
    {
        var document = await MadeReport.TenStudiesAsync();
        Assert.Equal(
            [
                "Hill|1|22|0|0.0|n/a|n/a|n/a|n/a",
                "Riverside|4|22|0|0.2|n/a|n/a|n/a|n/a",
                "Not mapped|1|22|0|0.0|n/a|n/a|n/a|n/a",
                "Total|6|||0.3|n/a|n/a|n/a|n/a",
            ],
            document.Rows("working-days")
        );
        Assert.Equal(
            [
                @"LN:1\LN:2|1|16.7 %|n/a|n/a|0|0.0 %",
                "No type known|5|83.3 %|n/a|n/a|0|0.0 %",
                "Total|6|100.0 %|n/a|n/a|0|0.0 %",
            ],
            document.Rows("exam-types")
        );
        // CT 1 is in service since January: 27 days before its exam on the 28th, two after. The rest is one unknown
        // device, first seen on the 28th, with exams on three days.
        Assert.Equal(
            ["5|3|0", "1|1|27", "6||"],
            document.Table("devices").Rows.Select(row => $"{row.Cells[3]}|{row.Cells[4]}|{row.Cells[7]}")
        );
        Assert.Equal(
            ["unknown device (not mapped)", "CT 1", ""],
            document.Table("devices").Rows.Select(row => row.Cells[1])
        );
        // Local starts: Monday 08, 09 and 10; Tuesday 14:00 UTC is 10 in New York; the breast study and the second day
        // of therapy have no start.
        var hours = document.Table("hours").Rows;
        Assert.Equal(
            ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday", "Start not known", "Total"],
            hours.Select(row => row.Cells[0])
        );
        Assert.Equal([3L, 1L, 0L, 0L, 0L, 0L, 0L, 2L, 6L], hours.Select(row => row.Cells[^1]));
        Assert.Equal([1L, 1L, 1L], hours[0].Cells[9..12]);
        Assert.Equal(2L, hours[^1].Cells[11]);
    }

    [Fact]
    public async Task What_is_not_counted_is_said()
    {
        var document = await MadeReport.TenStudiesAsync();
        Assert.Equal([1L, 0L, 1L, 1L, 1L, 1L, 0L, 1L], document.Table("notes").Rows.Select(row => row.Cells[1]));
        Assert.Contains(document.Facts, fact => fact is { Term: "Coverage", Text: "2 of 2 sites: Hill, Riverside" });
        Assert.Contains(document.Facts, fact => fact is { Term: "Data complete to", Text: "2026-10-01 08:00 UTC" });
        Assert.Contains(document.Facts, fact => fact is { Term: "As of", Text: "2026-10-03 09:30 UTC" });
        Assert.Empty(document.Failures);
    }

    [Fact]
    public async Task Every_total_is_the_sum_of_its_rows()
    {
        var document = await MadeReport.TenStudiesAsync();
        var checkedColumns = 0;
        foreach (var table in CsvTables.Of(document).Where(table => table.Rows.Any(row => row.IsTotal)))
            for (var i = 1; i < table.Columns.Length; i++)
            {
                if (table.Columns[i].Format != ColumnFormat.Count || table.Rows[^1].Cells[i] is not long total)
                    continue;
                Assert.Equal(total, table.Rows.Where(row => !row.IsTotal).Sum(row => row.Cells[i] as long? ?? 0));
                checkedColumns++;
            }
        Assert.InRange(checkedColumns, 40, int.MaxValue);
    }

    [Fact]
    public async Task Change_is_against_the_month_and_the_year_before()
    {
        await using var lake = new HandmadeLake();
        string[] days =
        [
            "2026-09-01",
            "2026-09-02",
            "2026-09-30",
            "2026-08-31",
            "2026-08-01",
            "2025-09-15",
            "2025-08-31",
            "2026-10-01",
        ];
        foreach (var day in days)
            lake.Add(Stored(day, "1", $"{day}.1.1").With(("study_date", day), ("patient_pseudonym", "p" + day[^1])));
        var document = await MadeReport.OfAsync(lake, MadeReport.September);
        Assert.Equal(
            ["CT|3|100.0 %|2|+50.0 %|1|+200.0 %", "Total|3|100.0 %|2|+50.0 %|1|+200.0 %"],
            document.Rows("by-modality")
        );
        var exams = document.KeyNumbers[0];
        Assert.Equal(
            [("Aug 2026", (object)2L, 0.5), ("Sep 2025", 1L, 2.0)],
            exams.Comparisons.Select(x => (x.Label, x.Value ?? "", x.Change ?? 0))
        );
        Assert.Equal(1, exams.History[0]);
        Assert.Null(exams.History[1]);
    }

    [Fact]
    public async Task A_month_without_data_shows_no_number_but_nought()
    {
        await using var lake = TenStudies.Lake();
        var document = await MadeReport.OfAsync(lake, MadeReport.Period("2019-02"));
        Assert.Empty(document.Failures);
        Assert.Contains("No exam of this month from Hill, Riverside.", document.Warnings);
        Assert.Contains("No exam of February 2019 is in the lake.", document.Warnings);
        var page = HtmlReport.Render(document);
        Assert.Contains("No exam in this month.", page, StringComparison.Ordinal);
        Assert.DoesNotContain("NaN", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Infinity", page, StringComparison.Ordinal);
        Assert.All(document.KeyNumbers.SelectMany(x => x.Comparisons), x => Assert.Null(x.Change));
    }

    [Fact]
    public async Task An_empty_lake_makes_an_empty_report()
    {
        await using var lake = new HandmadeLake();
        var document = await MadeReport.OfAsync(lake, MadeReport.September);
        Assert.Empty(document.Failures);
        Assert.Contains("The lake is empty.", document.Warnings);
        var scope = await MadeReport.Runner(await MadeReport.QueryAsync(lake)).ScopeAsync(default);
        Assert.Null(scope.LastComplete(PeriodKind.Month));
        PageReader.Parse(HtmlReport.Render(document));
    }

    [Fact]
    public async Task The_default_period_is_the_last_that_had_ended()
    {
        // The last exam is of Wednesday 30 September, the last event of Thursday 1 October.
        await using var lake = TenStudies.Lake();
        var scope = await MadeReport.Runner(await MadeReport.QueryAsync(lake)).ScopeAsync(default);
        Assert.Equal("2026-09", scope.LastComplete(PeriodKind.Month)?.Id);
        Assert.Equal("2026-W39", scope.LastComplete(PeriodKind.Week)?.Id);
        Assert.Equal("2025", scope.LastComplete(PeriodKind.Year)?.Id);
        Assert.True(scope.Covers(MadeReport.September));
        Assert.False(scope.Covers(MadeReport.Period("2026-W40")));
    }

    [Fact]
    public async Task A_part_whose_query_fails_is_named_and_the_others_stand()
    {
        await using var lake = TenStudies.Lake();
        var devices = MadeReport.Sql("volume_devices");
        var trend = MadeReport.Sql("volume_trend");
        var document = await MadeReport.OfAsync(
            lake,
            MadeReport.September,
            sql => sql == devices || sql == trend ? throw new QueryException("the <engine> is tired") : sql
        );
        Assert.Equal(
            ["Thirteen months: the query failed (volume_trend)", "Devices: the query failed (volume_devices)"],
            document.Failures.Select(failure => $"{failure.Term}: {failure.Text}")
        );
        Assert.Equal(6L, document.KeyNumbers[0].Value);
        Assert.NotEmpty(document.Part("hours").Tables);
        var page = PageReader.Parse(HtmlReport.Render(document));
        Assert.Contains("the query failed (volume_devices)", page.Value, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_fact_that_cannot_be_found_out_makes_the_report_incomplete()
    {
        await using var lake = new HandmadeLake();
        var scope = MadeReport.Sql("report_scope");
        var document = await MadeReport.OfAsync(
            lake,
            MadeReport.September,
            sql => sql == scope ? throw new QueryException("gone") : sql
        );
        Assert.Equal([new ReportFact("Data complete to", "the query failed (report_scope)")], document.Failures);
        Assert.Contains(new ReportFact("Data complete to", "not available"), document.Facts);
    }

    [Fact]
    public async Task What_the_engine_said_goes_to_the_caller_and_into_no_file()
    {
        await using var lake = TenStudies.Lake();
        const string secret = "could not cast 'JANE DOE' in part one";
        string[] failing = ["report_scope", "volume_devices", "volume_hours"];
        var texts = failing.Select(MadeReport.Sql).ToHashSet();
        string Replace(string sql) => texts.Contains(sql) ? throw new QueryException(secret) : sql;
        var document = await MadeReport.OfAsync(lake, MadeReport.September, Replace);
        Assert.Equal(
            failing.Order(StringComparer.Ordinal).Select(name => new ReportFact(name, secret)),
            document.FailureDetails.OrderBy(detail => detail.Term, StringComparer.Ordinal)
        );
        using var json = new MemoryStream();
        ReportJson.Write(document, [], json);
        Assert.DoesNotContain("JANE", HtmlReport.Render(document), StringComparison.Ordinal);
        Assert.DoesNotContain("JANE", Encoding.UTF8.GetString(json.ToArray()), StringComparison.Ordinal);
        var runner = MadeReport.Runner(await MadeReport.QueryAsync(lake, Replace));
        var exception = await Assert.ThrowsAsync<QueryException>(() => runner.ScopeAsync(default));
        Assert.Equal($"report_scope: {secret}", exception.Message);
    }

    [Fact]
    public async Task A_number_that_is_none_is_null_in_json()
    {
        var document = await MadeReport.TenStudiesAsync();
        using var output = new MemoryStream();
        ReportJson.Write(
            document with
            {
                KeyNumbers =
                [
                    document.KeyNumbers[0] with
                    {
                        Value = double.NaN,
                        Comparisons = [new("a", "A", double.PositiveInfinity, double.NegativeInfinity)],
                    },
                ],
            },
            [],
            output
        );
        using var json = JsonDocument.Parse(output.ToArray());
        var row = json.RootElement.GetProperty("tables").GetProperty("key-numbers")[0];
        foreach (var name in new[] { "value", "a", "change_to_a" })
            Assert.Equal(JsonValueKind.Null, row.GetProperty(name).ValueKind);
    }

    [Fact]
    public async Task A_part_that_does_not_add_up_is_shown_as_failed()
    {
        await using var lake = TenStudies.Lake();
        var hours = MadeReport.Sql("volume_hours");
        var fewer = hours.Replace(
            "1 as exams",
            "case when hour(exam_start_site_at) = 9 then 0 else 1 end as exams",
            StringComparison.Ordinal
        );
        var document = await MadeReport.OfAsync(lake, MadeReport.September, sql => sql == hours ? fewer : sql);
        Assert.Equal(
            "Its numbers do not add up: expected 6 exams by the marts, found 5.",
            document.Part("hours").Failure
        );
        Assert.Empty(document.Part("hours").Tables);
        Assert.True(document.IsIncomplete);
    }

    [Fact]
    public async Task The_same_lake_at_the_same_time_makes_the_same_page()
    {
        await using var one = TenStudies.Lake();
        await using var other = TenStudies.Lake();
        Assert.Equal(
            HtmlReport.Render(await MadeReport.OfAsync(one, MadeReport.September)),
            HtmlReport.Render(await MadeReport.OfAsync(other, MadeReport.September))
        );
    }
}
