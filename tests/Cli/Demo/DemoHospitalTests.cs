using System.Security.Cryptography;
using StudyLake.Cli.Demo;

namespace StudyLake.Tests.Cli.Demo;

public sealed class DemoHospitalTests
{
    [Fact]
    public async Task Equal_options_give_equal_files_times_and_truth()
    {
        var (first, hospital) = await DemoFolder.Written(220);
        var (second, again) = await DemoFolder.Written(220);
        using (first)
        using (second)
        {
            Assert.Equal(first.Files, second.Files);
            Assert.Equal(
                first.Files.Select(file => Fingerprint(first, file)),
                second.Files.Select(file => Fingerprint(second, file))
            );
            Assert.Equal(
                hospital.CountTruth(TestContext.Current.CancellationToken).ToJson(),
                again.CountTruth(TestContext.Current.CancellationToken).ToJson()
            );
        }
    }

    [Fact]
    public void Another_seed_gives_another_hospital_with_the_same_special_cases()
    {
        var one = Truth(200, 1);
        var two = Truth(200, 2);
        Assert.NotEqual(one.ToJson(), two.ToJson());
        Assert.Equal(one.RejectedEvents, two.RejectedEvents);
        Assert.Equal(
            one.Changes.Select(row => row.Kind).Distinct().Order(),
            two.Changes.Select(row => row.Kind).Distinct().Order()
        );
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(77)]
    public async Task The_files_in_the_folder_are_those_of_the_truth(int seed)
    {
        var (folder, hospital) = await DemoFolder.Written(250, seed);
        using (folder)
        {
            var truth = hospital.CountTruth(TestContext.Current.CancellationToken);
            Assert.Equal(truth.FilesPresent, folder.Files.Count);
            Assert.Equal(
                truth.BytesPresent,
                folder.Files.Sum(file => new FileInfo(Path.Combine(folder.Path, file)).Length)
            );
            Assert.Equal(truth.FilesPresent, truth.Totals.Objects + truth.RejectedObjects.Values.Sum());
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Two_hundred_studies_hold_every_behaviour_for_any_seed(int seed)
    {
        var truth = Truth(200, seed);
        Assert.Equal(
            [
                RejectionNames.Dicomdir,
                RejectionNames.Empty,
                RejectionNames.MissingIdentity,
                RejectionNames.NotDicom,
                RejectionNames.Truncated,
            ],
            truth.RejectedEvents.Keys
        );
        Assert.Equal(
            ["arrived", "arrived_late", "corrected", "duplicated", "removed", "repaired", "resent", "restored"],
            truth.Changes.Select(row => row.Kind).Distinct().Order()
        );
        string[] modalities =
        [
            "CR",
            "CT",
            "DOC",
            "DX",
            "KO",
            "MG",
            "MR",
            "NM",
            "OT",
            "PR",
            "PT",
            "RTSTRUCT",
            "SR",
            "US",
            "XA",
        ];
        Assert.Equal(modalities, truth.BySeriesModality.Select(row => row.Modality));
        Assert.Equal(
            [
                .. DemoSites
                    .All.Select(site => site.DisplayName)
                    .Append(DemoTruth.Unmapped)
                    .Order(StringComparer.Ordinal),
            ],
            truth.ByInstitution.Select(row => row.Key.Split(" | ")[0]).Distinct()
        );
        Assert.Contains(truth.ByStudyDate, row => row.Key == DemoTruth.Unknown);
        Assert.True(truth.Totals.Objects > truth.Totals.Instances + truth.WithdrawnInstances);
        Assert.Equal(
            ["derived_only", "document_only", "exam", "phantom", "secondary_capture_only", "withdrawn"],
            truth.StudiesByClass.Keys
        );
        Assert.NotEmpty(truth.UidConflicts);
    }

    [Fact]
    public void Margins_of_the_truth_add_up()
    {
        var truth = Truth(600, 5);
        var totals = truth.Totals;
        Assert.Equal(totals.Studies, truth.StudiesByClass.Values.Sum());
        Assert.Equal(totals.Exams, truth.StudiesByClass["exam"]);
        foreach (var rows in new[] { truth.ByStudyDate, truth.ByPrimaryModality, truth.ByInstitution, truth.Volume })
            Assert.Equal(
                (totals.Studies, totals.Exams, totals.Series, totals.Instances, totals.Frames, totals.Bytes),
                (
                    rows.Sum(row => row.Studies),
                    rows.Sum(row => row.Exams),
                    rows.Sum(row => row.Series),
                    rows.Sum(row => row.Instances),
                    rows.Sum(row => row.Frames),
                    rows.Sum(row => row.Bytes)
                )
            );
        Assert.Equal(totals.Exams, truth.Hourly.Values.Sum());
        Assert.Equal(totals.Exams, truth.ExamMix.Values.Sum());
        Assert.Equal(totals.Exams, truth.ExamsByAge.Values.Sum());
        Assert.Equal(totals.Exams, truth.Devices.Sum(row => row.Exams));
        Assert.Equal(totals.Exams, truth.DeviceDays.Sum(row => row.Exams));
        Assert.Equal(totals.Series, truth.BySeriesModality.Sum(row => row.Series));
        Assert.Equal(totals.Instances, truth.BySeriesModality.Sum(row => row.Instances));
        var events = truth.EventsByWave.Sum(wave => wave.Stored + wave.Rejected + wave.Removed);
        Assert.Equal(events, truth.Changes.Sum(row => row.Objects));
    }

    [Fact]
    public void A_wave_changes_a_path_at_most_once_and_always_later()
    {
        var planner = new StudyPlanner(new(new(2026, 10, 31)), 3, 1100);
        var year = new DemoYear(new(2026, 10, 31));
        for (var index = 0; index < 1100; index++)
        {
            foreach (var path in planner.Plan(index).GroupBy(change => change.Path))
            {
                var history = path.OrderBy(change => change.Wave).ToList();
                Assert.Equal(history.Count, history.Select(change => change.Wave).Distinct().Count());
                Assert.Equal(
                    history.Select(change => change.At),
                    history.Select(change => change.At).Distinct().Order()
                );
                Assert.All(
                    history,
                    change =>
                    {
                        Assert.True(change.At <= year.WaveEnds[change.Wave], path.Key);
                        Assert.True(change.Wave == 0 || change.At >= year.WaveEnds[change.Wave - 1], path.Key);
                        Assert.Equal(0, change.At.Ticks % TimeSpan.TicksPerSecond);
                    }
                );
            }
        }
    }

    [Fact]
    public void Every_identifier_can_be_searched_for_and_fits_its_value_representation()
    {
        var planner = new StudyPlanner(new(new(2026, 10, 31)), 1, 400);
        foreach (var change in Enumerable.Range(0, 400).SelectMany(planner.Plan))
        {
            Assert.Contains(DemoSentinels.PathPrefix, change.Path);
            if (change.Stored is not { Study: { Patient.IsPhantom: false } study })
                continue;
            Assert.Contains(DemoSentinels.All, sentinel => study.Patient.Name.StartsWith(sentinel));
            Assert.Contains(DemoSentinels.All, sentinel => (study.Patient.Id ?? sentinel).StartsWith(sentinel));
            Assert.Contains(DemoSentinels.All, sentinel => (study.Accession ?? sentinel).StartsWith(sentinel));
            // SH has at most 16 characters, LO 64 (PS3.5 6.2).
            Assert.InRange(study.Accession?.Length ?? 0, 0, 16);
            Assert.All(study.Requests, request => Assert.InRange(request.Length, 12, 16));
            Assert.InRange(study.Description?.Length ?? 0, 0, 64);
        }
        Assert.All(DemoSentinels.All, sentinel => Assert.InRange(sentinel.Length, 12, 64));
    }

    private static DemoTruth Truth(int studies, int seed) =>
        new DemoHospital(
            new()
            {
                Folder = "unused",
                Studies = studies,
                Seed = seed,
            }
        ).CountTruth(TestContext.Current.CancellationToken);

    private static string Fingerprint(DemoFolder folder, string file)
    {
        var path = Path.Combine(folder.Path, file);
        return $"{File.GetLastWriteTimeUtc(path):O} {Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(path)))}";
    }
}
