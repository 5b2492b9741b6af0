using StudyLake.Analytics.Rendering;
using static StudyLake.Tests.Analytics.Row;

namespace StudyLake.Tests.Analytics.Reports;

/// <summary>The other reports over <see cref="TenStudies"/> and over days made for them, every number counted by hand.</summary>
public sealed class WeeklyAnnualQualityTests
{
    [Fact]
    public async Task The_week_of_ten_studies_has_six_exams()
    {
        // 28 to 30 September 2026 are Monday to Wednesday of week 40; one device of the registry did one exam.
        await using var lake = TenStudies.Lake();
        var document = await MadeReport.OfAsync(lake, MadeReport.Period("2026-W40"), report: "volume-weekly");
        Assert.Equal("volume-weekly-2026-W40", document.Name);
        Assert.Equal(
            ["exams 6", "patients 4", "instances 16", "exams_per_working_day 1.2"],
            document.KeyNumbers.Select(number => $"{number.Name} {Display.Text(number.Value, number.Format)}")
        );
        Assert.Equal(
            ["RTIMAGE|0|2|0|2", "CT|0|1|0|1", "MG|0|0|1|1", "MR|1|0|0|1", "PT|0|1|0|1", "Total|1|4|1|6"],
            document.Rows("modality-by-site")
        );
        Assert.Equal("2026-W40|2|1|1|1|1|6", document.Rows("weeks-by-modality")[^2]);
        Assert.Contains("Data end on 2026-10-01 08:00 UTC: the week is not complete.", document.Warnings);
        Assert.Contains(
            document.Facts,
            fact => fact is { Term: "Period", Text: "28 September to 4 October 2026, by study date" }
        );
        Assert.Empty(document.Failures);
    }

    [Fact]
    public async Task A_week_is_compared_with_the_week_before_and_the_one_of_the_same_number()
    {
        await using var lake = new HandmadeLake();
        // Week 43 is 19 to 25 October 2026, in 2025 it is 20 to 26 October.
        string[] days =
        [
            "2026-10-19",
            "2026-10-25",
            "2026-10-25",
            "2026-10-26",
            "2026-10-18",
            "2026-10-12",
            "2025-10-20",
            "2025-10-19",
            "2025-10-27",
        ];
        for (var i = 0; i < days.Length; i++)
            lake.Add(Stored($"{i}", "1", $"{i}.1.1").With(("study_date", days[i]), ("patient_pseudonym", "p")));
        var document = await MadeReport.OfAsync(lake, MadeReport.Period("2026-W43"), report: "volume-weekly");
        Assert.Equal(
            ["CT|3|100.0 %|2|+50.0 %|1|+200.0 %", "Total|3|100.0 %|2|+50.0 %|1|+200.0 %"],
            document.Rows("by-modality")
        );
        Assert.Equal(
            [("W42 2026", (object)2L), ("W43 2025", 1L)],
            document.KeyNumbers[0].Comparisons.Select(item => (item.Label, item.Value ?? ""))
        );
        // One patient in every week, who is one patient in each.
        Assert.Equal(1L, document.KeyNumbers[1].Value);
        // Weeks without data are not nought.
        Assert.Equal("2026-W41|n/a|n/a", document.Rows("weeks-by-modality")[^4]);
    }

    [Fact]
    public async Task A_year_is_compared_with_the_year_before_only()
    {
        await using var lake = new HandmadeLake();
        string[] days =
        [
            "2026-01-01",
            "2026-12-31",
            "2026-06-01",
            "2025-12-31",
            "2025-01-01",
            "2027-01-01",
            "2022-05-05",
        ];
        for (var i = 0; i < days.Length; i++)
            lake.Add(
                Stored($"{i}", "1", $"{i}.1.1")
                    .With(
                        ("study_date", days[i]),
                        (
                            "station_name",
                            i < 2 ? "A"
                            : i < 5 ? "B"
                            : "C"
                        ),
                        ("institution_name", "X")
                    )
            );
        var document = await MadeReport.OfAsync(lake, MadeReport.Period("2026"), report: "volume-annual");
        Assert.Equal(["CT|3|100.0 %|2|+50.0 %", "Total|3|100.0 %|2|+50.0 %"], document.Rows("by-modality"));
        Assert.Equal(
            ["2022|1|1", "2023|n/a|n/a", "2024|n/a|n/a", "2025|2|2", "2026|3|3", "Total|6|6"],
            document.Rows("years-by-modality")
        );
        Assert.Equal(["previous_year"], document.KeyNumbers[0].Comparisons.Select(item => item.Name));
        // A was first seen in 2026 and did two, B did one and two the year before, C did none in either.
        Assert.Equal(["CT|Not mapped|2|1|0|3|1.5", "Total||2|1|0|3|1.5"], document.Rows("fleet"));
        Assert.Empty(document.Failures);
    }

    [Fact]
    public async Task Quality_names_what_is_rejected_not_mapped_and_missing()
    {
        // Two rejected objects are there; one institution is unknown to the registry by a name of its own.
        await using var lake = TenStudies.Lake();
        var document = await MadeReport.OfAsync(lake, MadeReport.September, report: "quality");
        Assert.Equal(["Empty object|0|1", "Not DICOM|0|1", "Total|0|2"], document.Rows("rejected"));
        Assert.Equal(
            "Elsewhere",
            document.Table("unmapped-institutions").Rows.Single(row => row.Cells[1] is 1L).Cells[0]
        );
        // Of 18 objects two lack the study date: those of the study without one.
        Assert.Contains(
            document.Rows("missing"),
            row => row.StartsWith("Study date|2|11.1 %|", StringComparison.Ordinal)
        );
        Assert.Empty(document.Failures);
    }

    [Fact]
    public async Task One_site_is_counted_alone_and_the_page_says_so()
    {
        await using var lake = TenStudies.Lake();
        var document = await MadeReport.OfAsync(lake, MadeReport.September, site: "Riverside");
        Assert.Equal(4L, document.KeyNumbers[0].Value);
        Assert.Contains(document.Facts, fact => fact is { Term: "Filters", Text: "Site: Riverside" });
        Assert.Contains(document.Facts, fact => fact is { Term: "Coverage", Text: "1 of 1 sites: Riverside" });
        Assert.Equal(
            ["Riverside|4|22|0|0.2|n/a|n/a|n/a|n/a", "Total|4|||0.2|n/a|n/a|n/a|n/a"],
            document.Rows("working-days")
        );
        Assert.StartsWith("volume-monthly-2026-09-riverside-", document.Name, StringComparison.Ordinal);
        Assert.Empty(document.Failures);
    }

    [Fact]
    public async Task Every_page_says_what_its_numbers_are()
    {
        await using var lake = TenStudies.Lake();
        foreach (
            var (name, period) in new[]
            {
                ("volume-weekly", "2026-W40"),
                ("volume-monthly", "2026-09"),
                ("volume-annual", "2026"),
            }
        )
        {
            var document = await MadeReport.OfAsync(lake, MadeReport.Period(period), report: name);
            Assert.Subset(
                document.Facts.Select(fact => fact.Term).ToHashSet(),
                new HashSet<string>
                {
                    "Period",
                    "As of",
                    "Data complete to",
                    "Coverage",
                    "Time zones",
                    "Counting rule",
                    "Filters",
                }
            );
            Assert.Contains(
                document.Facts,
                fact => fact is { Term: "Counting rule", Text: "study: a study with an acquired image is one exam" }
            );
            Assert.NotEmpty(document.Definitions);
        }
    }

    [Fact]
    public async Task A_site_that_works_on_a_holiday_has_its_own_working_days()
    {
        // September 2026 has 22 weekdays. Riverside has a holiday on Monday the 7th and works on Saturday the 12th.
        await using var lake = TenStudies.Lake();
        lake.Registry = WithCalendar(lake);
        var document = await MadeReport.OfAsync(lake, MadeReport.September);
        Assert.Equal(
            ["Hill|1|22|0", "Riverside|4|22|1"],
            document.Rows("working-days").Take(2).Select(row => string.Join('|', row.Split('|')[..4]))
        );
    }

    private static StudyLake.Analytics.Registry WithCalendar(HandmadeLake lake)
    {
        var folder = Directory.CreateDirectory(Path.Combine(lake.Folder, "other-registry")).FullName;
        foreach (var table in StudyLake.Analytics.Registry.Tables)
            File.WriteAllText(
                Path.Combine(folder, table.File),
                table.Name == "registry_calendar"
                    ? "site_name,calendar_date,day_kind,description\nRiverside,2026-09-07,holiday,\nRiverside,2026-09-12,working,\n"
                    : StudyLake.Aws.Template.RegistryFiles.Csv(lake.Registry, table)
            );
        return StudyLake.Analytics.Registry.Load(folder);
    }
}
