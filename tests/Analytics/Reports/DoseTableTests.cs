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
    public async Task CTDIvol_is_shown_by_type_and_phantom_with_what_it_covers()
    {
        await using var lake = new HandmadeLake();
        // Head for the phantom of 16 cm: 40, 60 and 50, so 50 is the second and 60 the third; one of 32 cm apart.
        Ct(lake, "1", "HEAD", ("DCM:113690", 40));
        Ct(lake, "2", "HEAD", ("DCM:113690", 60));
        // Two reports: the larger counts, with its phantom.
        Ct(lake, "3", "HEAD", ("DCM:113690", 50), ("DCM:113691", 9));
        Ct(lake, "4", "HEAD", ("DCM:113691", 12));
        Ct(lake, "5", "CHEST", (null, 8));
        // A report without CTDIvol, an exam without a report, and a type of which no exam states any.
        Ct(lake, "6", "HEAD", (null, null));
        Ct(lake, "7", "CHEST");
        Ct(lake, "8", "ABDOMEN");
        var document = await MadeReport.OfAsync(lake, MadeReport.September);
        Assert.Empty(document.Failures);
        Assert.Equal(
            [
                "CT|HEAD|16 cm|5|3|60.0 %|50.0|60.0",
                "CT|CHEST|not stated|2|1|50.0 %|8.0|8.0",
                "CT|HEAD|32 cm|5|1|20.0 %|12.0|12.0",
            ],
            document.Rows("ctdivol")
        );
        Assert.Contains("5 of 8 CT exams state a CTDIvol in a dose report.", document.Part("dose").Lead);
    }

    [Fact]
    public async Task Where_no_report_states_a_CTDIvol_the_table_says_so()
    {
        await using var lake = new HandmadeLake();
        Ct(lake, "1", "HEAD");
        var document = await MadeReport.OfAsync(lake, MadeReport.September);
        Assert.Empty(document.Table("ctdivol").Rows);
        Assert.StartsWith("Not available.", document.Table("ctdivol").EmptyText, StringComparison.Ordinal);
        Assert.Contains("0 of 1 CT exams state a CTDIvol in a dose report.", document.Part("dose").Lead);
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

    private static void Ct(
        HandmadeLake lake,
        string study,
        string code,
        params (string? Phantom, double? Dose)[] reports
    )
    {
        lake.Add(
            Stored($"image{study}", "1", $"{study}.1.1").With(("study_date", "2026-09-15"), ("procedure_codes", code))
        );
        for (var i = 0; i < reports.Length; i++)
        {
            var row = Stored($"report{study}.{i}", "1", $"{study}.2.{i}")
                .With(
                    ("study_date", "2026-09-15"),
                    ("procedure_codes", code),
                    ("modality", "SR"),
                    ("sop_class_uid", "1.2.840.10008.5.1.4.1.1.88.67"),
                    ("irradiation_event_uids", $"9.{study}.{i}"),
                    ("irradiation_event_count", 1)
                );
            if (reports[i].Dose is { } dose)
                row = row.With(("dose_ctdivol_max_mgy", dose));
            if (reports[i].Phantom is { } phantom)
                row = row.With(("dose_ctdivol_phantom_code", phantom));
            lake.Add(row);
        }
    }
}
