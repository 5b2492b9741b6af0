using static StudyLake.Tests.Analytics.Row;

namespace StudyLake.Tests.Analytics.Reports;

/// <summary>The dose part of the volume reports over studies made for it.</summary>
public sealed class DoseTableTests
{
    [Fact]
    public async Task Median_and_third_quartile_are_nearest_rank_over_the_studies_of_the_month()
    {
        await using var lake = new HandmadeLake();
        // Of 100, 200 and 400 the second and the third. A study of August and one without an image are not in it.
        Add(lake, "1", "2026-09-01", 100);
        Add(lake, "2", "2026-09-15", 400);
        Add(lake, "3", "2026-09-30", 200);
        Add(lake, "4", "2026-08-31", 5000);
        Add(lake, "5", "2026-09-10", 7000, hasImage: false);
        var document = await MadeReport.OfAsync(lake, MadeReport.September);
        Assert.Empty(document.Failures);
        Assert.Equal(["CT|Dose length product|3|200.0|400.0|mGy·cm"], document.Rows("dose"));
    }

    [Fact]
    public async Task Without_a_dose_report_the_part_says_that_dose_is_not_available()
    {
        var document = await MadeReport.TenStudiesAsync();
        Assert.Empty(document.Table("dose").Rows);
        Assert.StartsWith("Not available.", document.Table("dose").EmptyText, StringComparison.Ordinal);
    }

    private static void Add(HandmadeLake lake, string study, string day, double dose, bool hasImage = true)
    {
        if (hasImage)
            lake.Add(Stored($"image{study}", "1", $"{study}.1.1").With(("study_date", day)));
        lake.Add(
            Stored($"report{study}", "1", $"{study}.2.2")
                .With(
                    ("study_date", day),
                    ("modality", "SR"),
                    ("sop_class_uid", "1.2.840.10008.5.1.4.1.1.88.67"),
                    ("irradiation_event_uids", $"9.{study}"),
                    ("irradiation_event_count", 1),
                    ("dose_dlp_total_mgy_cm", dose)
                )
        );
    }
}
