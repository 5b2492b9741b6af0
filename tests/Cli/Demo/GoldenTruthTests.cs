using StudyLake.Cli.Demo;

namespace StudyLake.Tests.Cli.Demo;

/// <summary>The truth of ten studies against numbers counted on paper from <see cref="GoldenHospital"/>.</summary>
public sealed class GoldenTruthTests
{
    private static readonly DemoTruth Truth = GoldenHospital.In("unused").CountTruth();

    [Fact]
    public void Totals_are_those_counted_by_hand()
    {
        // 3 + 3 + 4 + 4 + 1 + 1 + 1 + 3 + 1 objects; one of them is a second copy; one empty file.
        Assert.Equal(21, Truth.LiveObjects);
        Assert.Equal(20, Truth.Instances);
        Assert.Equal(22, Truth.FilesPresent);
        Assert.Equal(11, Truth.Series);
        Assert.Equal(9, Truth.Studies);
        Assert.Equal(7, Truth.Exams);
        Assert.Equal(1, Truth.PhantomStudies);
        Assert.Equal(1, Truth.StudiesWithoutExam);
        // NORDLICHT 1, HARBOR 1, 3 and QA.
        Assert.Equal(4, Truth.Patients);
    }

    [Fact]
    public void Events_follow_the_waves()
    {
        // Wave 0: 21 objects that stay and the one to be deleted; wave 1: 4 re-sent, 1 corrected, 1 removed.
        Assert.Equal(
            [new(0, 22, 1, 0), new(1, 5, 0, 1), new(2, 0, 0, 0), new(3, 0, 0, 0), new(4, 0, 0, 0)],
            Truth.EventsByWave
        );
        Assert.Equal(new() { ["empty_object"] = 1 }, Truth.RejectedObjects);
    }

    [Fact]
    public void Exams_fall_into_the_months_hours_and_ages_of_their_headers()
    {
        Assert.Equal(
            [
                new("2026-03", 12, 8, 6, 4),
                new("2026-04", 4, 1, 1, 1),
                new("2026-05", 1, 1, 1, 1),
                new("unknown", 3, 1, 1, 1),
            ],
            Truth.ByStudyMonth
        );
        // Monday 8 (CT), Monday 9 (DX), Tuesday 8 (PET), Thursday 10 (MR), Friday 17 (CR), Sunday 23 (outside); undated not.
        Assert.Equal(
            [new(1, 8, 1), new(1, 9, 1), new(2, 8, 1), new(4, 10, 1), new(5, 17, 1), new(7, 23, 1)],
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
    public void Modalities_and_sites_add_up_by_primary_modality()
    {
        Assert.Equal(
            [
                new("CR", 1, 1, 1, 1, 1, 1),
                new("CT", 7, 7, 5, 4, 3, 2),
                new("DX", 3, 2, 1, 1, 1, 1),
                new("MR", 4, 4, 1, 1, 1, 1),
                new("PT", 2, 2, 1, 1, 1, 1),
                new("SR", 1, 1, 1, 1, 1, 0),
                new("US", 3, 3, 1, 1, 1, 1),
            ],
            Truth.ByModality
        );
        Assert.Equal(
            [
                new("harbor", 2, 1, 1, 1),
                new("north", 12, 6, 4, 3),
                new("unmapped", 1, 1, 1, 1),
                new("valley", 5, 3, 3, 2),
            ],
            Truth.BySite
        );
    }

    [Fact]
    public void Devices_and_their_days_are_those_of_the_first_acquired_image()
    {
        var device = Truth.Devices.Single(row => row is { Manufacturer: "SIEMENS", Serial: "70001" });
        // Three images of the patient and one of the phantom, but one exam.
        Assert.Equal(new("SIEMENS", "70001", 4, 4, 1, "2026-03-02", "2026-03-02"), device);
        Assert.Contains(new("SIEMENS", "70020", "2026-03-03", 1, "08:00:00", "08:00:00"), Truth.DeviceDays);
        Assert.DoesNotContain(Truth.DeviceDays, row => row.Manufacturer == "HOLOGIC, Inc.");
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
    public void Lag_is_counted_in_seconds_from_acquisition_in_the_zone_of_the_site()
    {
        // Chicago is six hours behind on 2 March: acquired 15:01 UTC, arrived 15:10, three objects.
        Assert.Equal(new("harbor", 3, 540, 540, 540, 540), Truth.ArrivalLag.Single(row => row.Site == "harbor"));
        // Kolkata: US acquired 04:01 UTC, arrived 06:00 (7140 s, three times); CR acquired 11:31 UTC, first arrived 12:00.
        var valley = Truth.ArrivalLag.Single(row => row.Site == "valley");
        Assert.Equal((4, 7140, 7140), (valley.Objects, valley.MedianSeconds, valley.P95Seconds));
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
}
