using StudyLake.Cli.Demo;

namespace StudyLake.Tests.Cli.Demo;

/// <summary>The truth of ten studies against numbers counted on paper from <see cref="GoldenHospital"/>.</summary>
public sealed class GoldenTruthTests
{
    private static readonly DemoTruth Truth = GoldenHospital.In("unused").CountTruth();

    private static readonly string North = DemoSites.North.DisplayName;
    private static readonly string Harbor = DemoSites.Harbor.DisplayName;
    private static readonly string Valley = DemoSites.Valley.DisplayName;

    [Fact]
    public void Totals_are_those_counted_by_hand()
    {
        // 3 + 3 + 4 + 4 + 1 + 1 + 1 + 3 + 1 objects; one of them is a second copy; one empty file; the report has no frame.
        Assert.Equal(21, Truth.Totals.Objects);
        Assert.Equal(20, Truth.Totals.Instances);
        Assert.Equal(19, Truth.Totals.Frames);
        Assert.Equal(22, Truth.FilesPresent);
        Assert.Equal(11, Truth.Totals.Series);
        Assert.Equal(9, Truth.Totals.Studies);
        Assert.Equal(7, Truth.Totals.Exams);
        Assert.Equal(
            new()
            {
                ["document_only"] = 1,
                ["exam"] = 7,
                ["phantom"] = 1,
            },
            Truth.StudiesByClass
        );
        // NORDLICHT 1, HARBOR 1, 3 and QA.
        Assert.Equal(4, Truth.Totals.Patients);
    }

    [Fact]
    public void Events_follow_the_waves()
    {
        // Wave 0: 21 objects that stay and the one to be deleted; wave 1: 4 re-sent, 1 corrected, 1 removed.
        Assert.Equal(
            [
                new("2026-05-01", 22, 1, 0),
                new("2026-09-01", 5, 0, 1),
                new("2026-10-01", 0, 0, 0),
                new("2026-11-01", 0, 0, 0),
                new("2026-11-06", 0, 0, 0),
            ],
            Truth.EventsByWave
        );
        Assert.Equal(new() { ["empty_object"] = 1 }, Truth.RejectedObjects);
    }

    [Fact]
    public void Corrections_duplicates_and_growth_are_those_counted_by_hand()
    {
        // In wave 1, seen in September: four MR images re-sent, one CR image corrected, one MG image removed.
        Assert.Equal(
            new(StringComparer.Ordinal)
            {
                [$"2026-09 | resent | MR | {North} | {DemoSites.North.Names[0]}"] = 4,
                [$"2026-09 | corrected | CR | {Valley} | {DemoSites.Valley.Names[0]}"] = 1,
                [$"2026-09 | removed | MG | {North} | {DemoSites.North.Names[0]}"] = 1,
            },
            Truth.Corrections
        );
        // The second DX image lies under two paths; nothing else shares a UID.
        Assert.Equal((1, 2), (Truth.Duplicates.Groups, Truth.Duplicates.Objects));
        Assert.True(Truth.Duplicates.RepeatedBytes > 0);
        // All nine live studies came whole with the first walk; the last event is of the second.
        Assert.Equal([new("2026-05-01", "stable", 9, 0)], Truth.Completeness);
    }

    [Fact]
    public void Exams_fall_into_the_days_hours_and_ages_of_their_headers()
    {
        Assert.Equal(
            [
                ("2026-03-02", 4, 2, 5, 7, 8),
                ("2026-03-03", 1, 1, 2, 4, 4),
                ("2026-03-08", 1, 1, 1, 1, 1),
                ("2026-04-30", 1, 1, 1, 4, 4),
                ("2026-05-01", 1, 1, 1, 1, 1),
                ("unknown", 1, 1, 1, 3, 3),
            ],
            Counts(Truth.ByStudyDate)
        );
        // Monday 8 (CT), Monday 9 (DX), Tuesday 8 (PET), Thursday 10 (MR), Friday 17 (CR), Sunday 23 (outside); one undated.
        Assert.Equal(
            new(StringComparer.Ordinal)
            {
                [$"{North} | CT | 1 | 8"] = 1,
                [$"{Harbor} | DX | 1 | 9"] = 1,
                [$"{North} | PT | 2 | 8"] = 1,
                [$"{North} | MR | 4 | 10"] = 1,
                [$"{Valley} | CR | 5 | 17"] = 1,
                ["unmapped | CT | 7 | 23"] = 1,
                [$"{Valley} | US | unknown | unknown"] = 1,
            },
            Truth.Hourly
        );
        // Anna is 45 three times; the baby is two months old; Cora has no birth date and three exams.
        Assert.Equal(
            new()
            {
                ["0-9"] = 1,
                ["40-49"] = 3,
                ["unknown"] = 3,
            },
            Truth.ExamsByAge
        );
    }

    [Fact]
    public void People_have_the_sex_and_age_of_their_latest_study()
    {
        // Anna in 1, 3 and 4; the baby in 2; Cora in 5, 7, 8 and 9, and the phantom in 6, both without sex and age.
        Assert.Equal(
            [("F | 40-49", 1, 3, 3, 11), ("M | 0-9", 1, 1, 1, 2), ("unknown | unknown", 2, 5, 3, 7)],
            Truth.PatientsBySexAndAge.Select(row => (row.Key, row.Patients, row.Studies, row.Exams, row.Instances))
        );
    }

    [Fact]
    public void Modalities_and_sites_add_up_by_primary_modality()
    {
        Assert.Equal(
            [
                ("CR", 1, 1, 1, 1, 1),
                ("CT", 3, 2, 4, 5, 5),
                ("DX", 1, 1, 1, 2, 3),
                ("MR", 1, 1, 1, 4, 4),
                ("PT", 1, 1, 2, 4, 4),
                ("SR", 1, 0, 1, 1, 1),
                ("US", 1, 1, 1, 3, 3),
            ],
            Counts(Truth.ByPrimaryModality)
        );
        // Of the CT series of the PET/CT too.
        Assert.Contains(
            Truth.BySeriesModality,
            row => row is { Modality: "CT", Studies: 4, Series: 5, Instances: 7, Objects: 7 }
        );
        Assert.Equal(
            [
                ($"{Harbor} | {Harbor}", 1, 1, 1, 2, 3),
                ($"{North} | {North}", 4, 3, 6, 12, 12),
                ($"{Valley} | {Valley}", 3, 2, 3, 5, 5),
                ("unmapped | Outside", 1, 1, 1, 1, 1),
            ],
            Counts(Truth.ByInstitution)
        );
    }

    [Fact]
    public void Devices_and_their_days_are_those_of_the_first_acquired_image()
    {
        var device = Truth.Devices.Single(row => row.Key == "north-ct1");
        // Three images of the patient and one of the phantom, but one exam.
        Assert.Equal(new("north-ct1", 2, 1, 4, device.Bytes, 0, "2026-03-02", "2026-03-02"), device);
        Assert.Contains(new("north-pt1 | 2026-03-03", 1, 1, 4, "08:00:00", "08:00:00"), Truth.DeviceDays);
        Assert.Contains(new("valley-us1 | unknown", 1, 1, 3, "unknown", "unknown"), Truth.DeviceDays);
        Assert.Contains(Truth.Devices, row => row.Key == "serial|ge medical systems|ex-90001");
        Assert.DoesNotContain(Truth.Devices, row => row.Key.Contains("mg", StringComparison.Ordinal));
    }

    [Fact]
    public void Storage_follows_arrivals_replacements_and_removals()
    {
        long FilesOn(string day) => Truth.Storage.Single(row => row.Day == day).Files;
        // CT 3 and the empty file, DX 3, report 1, phantom 1.
        Assert.Equal(9, FilesOn("2026-03-02"));
        Assert.Equal(23, FilesOn("2026-08-31"));
        Assert.Equal(22, FilesOn("2026-09-01"));
        Assert.Equal("2026-03-02", Truth.Storage[0].Day);
        Assert.Equal("2026-09-01", Truth.Storage[^1].Day);
    }

    [Fact]
    public void Lag_runs_from_acquisition_in_the_zone_of_the_site_to_the_first_arrival()
    {
        // Chicago is six hours behind on 2 March: acquired 15:01 UTC, arrived 15:10.
        Assert.Contains(Lag($"{Harbor} | DX | 2026-03", 540), Truth.ArrivalLag);
        // Kolkata: US acquired 04:01 UTC, arrived 06:00; CR acquired 11:31 UTC, arrived 12:00, corrected in May.
        Assert.Contains(Lag($"{Valley} | US | 2026-03", 7140), Truth.ArrivalLag);
        Assert.Contains(Lag($"{Valley} | CR | 2026-04", 1740), Truth.ArrivalLag);
        // No zone without a site.
        Assert.Contains(new("unmapped | CT | 2026-03", 1, 0, 0, null, null, null, null), Truth.ArrivalLag);
    }

    [Fact]
    public async Task The_written_files_have_the_bytes_of_the_truth()
    {
        using var folder = new DemoFolder();
        foreach (var wave in GoldenHospital.In(folder.Path).Waves)
            await wave.ApplyAsync(null, TestContext.Current.CancellationToken);
        Assert.Equal(22, folder.Files.Count);
        Assert.Equal(
            Truth.BytesPresent,
            folder.Files.Sum(file => new FileInfo(Path.Combine(folder.Path, file)).Length)
        );
        Assert.Equal(
            new DateTime(2026, 5, 2, 8, 0, 0),
            File.GetLastWriteTimeUtc(Path.Combine(folder.Path, "3/2.25.3.1.1"))
        );
    }

    private static TruthLag Lag(string key, long seconds) =>
        new(key, 1, 1, 0, seconds * 1000, seconds * 1000, seconds * 1000, seconds * 1000);

    private static IEnumerable<(string, long, long, long, long, long)> Counts(IEnumerable<TruthCount> rows) =>
        rows.Select(row => (row.Key, row.Studies, row.Exams, row.Series, row.Instances, row.Objects));
}
