using StudyLake.Cli.Lake;
using StudyLake.Cli.Query;
using StudyLake.Cli.Snapshot;
using StudyLake.Tests.Analytics;
using StudyLake.Transform;

namespace StudyLake.Tests.Cli.Snapshot;

/// <summary>
/// What reports are summed from, over the snapshot against over all events, while dose reports, devices and dates of a
/// small store are corrected, moved, removed, withdrawn and sent again, before and after months are reported.
/// </summary>
/// <remarks><c>STUDYLAKE_SNAPSHOT_SEEDS</c> sets another number of stores than 2.</remarks>
public sealed class SnapshotReportModelsTests(ITestOutputHelper output)
{
    private const int Rounds = 3;

    private static readonly string[] Compared =
    [
        .. SnapshotModels.Kept,
        "devices",
        "device_utilisation",
        "quality",
        "stg_restated_studies",
        "restated_exams",
        "restatement",
        "reject_days",
        "exam_mix",
    ];

    private static readonly string[] Days =
    [
        "2026-08-30",
        "2026-09-01",
        "2026-09-10",
        "2026-09-20",
        "2026-10-01",
        "2026-10-03",
        "2026-10-05",
        "2026-10-10",
    ];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_reports_are_summed_from_is_the_same_with_and_without_a_snapshot()
    {
        var seeds = int.TryParse(Environment.GetEnvironmentVariable("STUDYLAKE_SNAPSHOT_SEEDS"), out var set) ? set : 2;
        var (rows, kinds) = (new Dictionary<string, long>(), new List<SnapshotBuildKind>());
        for (var seed = 1; seed <= seeds; seed++)
            await RunAsync(seed, rows, kinds);
        output.WriteLine(string.Join(", ", rows.Select(model => $"{model.Key} {model.Value}")));
        output.WriteLine(string.Join(", ", kinds.CountBy(kind => kind)));
        // What has no row, or no tail, proves nothing.
        Assert.All(Compared, model => Assert.True(rows[model] > 0, $"Expected rows of {model}, found none."));
        Assert.Contains(SnapshotBuildKind.Added, kinds);
    }

    [Fact]
    public void A_kept_model_has_a_study_in_every_row() =>
        Assert.All(
            SnapshotModels.Kept,
            model =>
                Assert.True(
                    HandmadeLake
                        .Catalog[model]
                        .Description.Columns.Single(column => column.Name == SnapshotModels.Study)
                        .NotNull,
                    $"Expected {SnapshotModels.Study} of {model} never to be null."
                )
        );

    private static async Task RunAsync(int seed, Dictionary<string, long> rows, List<SnapshotBuildKind> kinds)
    {
        var random = new Random(seed);
        await using var lake = new HandmadeLake();
        await LakeManifest.OpenOrCreateAsync(new FolderLakeStore(lake.Folder), TimeProvider.System, Cancellation);
        foreach (var day in Days)
            Add(lake, random, 8, day);
        lake.Write("first");
        for (var round = 0; round < Rounds; round++)
        {
            await using (var session = await OpenAsync(lake.Folder, useSnapshot: false))
                kinds.Add((await session.BuildSnapshotAsync(null, TimeProvider.System, Cancellation)).Kind);
            foreach (var day in random.GetItems(Days, 3).Distinct())
                Add(lake, random, random.Next(1, 3), day);
            lake.Write($"round{round}");
            await using var with = await OpenAsync(lake.Folder, useSnapshot: true);
            await using var without = await OpenAsync(lake.Folder, useSnapshot: false);
            Assert.True(with.UsesSnapshot, $"Expected seed {seed}, round {round} to use the snapshot.");
            foreach (var model in Compared)
            {
                var (count, differing) = await SnapshotComparison.CompareAsync(with, without, model, Cancellation);
                Assert.True(differing == 0, $"seed {seed}, round {round}: {differing} rows of {model} differ.");
                rows[model] = rows.GetValueOrDefault(model) + count;
            }
        }
    }

    private static Task<LakeSession> OpenAsync(string folder, bool useSnapshot) =>
        LakeSession.OpenAsync(folder, null, Cancellation, useSnapshot: useSnapshot);

    private static void Add(HandmadeLake lake, Random random, int count, string day)
    {
        for (; count > 0; count--)
            lake.Add(Event(random, day));
    }

    private static Row Event(Random random, string day)
    {
        var id = $"object-{random.Next(24)}";
        var key = $"{random.Next(1, 30):D4}";
        var times = new (string, object)[]
        {
            ("recorded_at", $"{day} {random.Next(24):D2}:00:{random.Next(60):D2}+00"),
            ("occurred_at", $"{day} 00:00:00+00"),
            ("extractor_version", random.Next(1, 3)),
        };
        if (random.Next(6) == 0)
            return Row.Removed(id, key).With(times);
        if (random.Next(12) == 0)
            return Row.Event("object_rejected", id, key).With(("rejection_reason", "archived")).With(times);
        var study = random.Next(1, 9);
        var stored = Row.Stored(id, key, $"{study}.{random.Next(1, 3)}.1")
            .With(times)
            .With(
                ("sop_instance_uid", $"9.{random.Next(1, 30)}"),
                ("instance_number", random.Next(1, 50)),
                ("study_date", Of(random, "2026-08-31", "2026-09-15", "2026-09-30")),
                ("series_date", Of(random, "2026-09-15", "2026-10-01")),
                ("accession_pseudonym", Of(random, "a", "b")),
                ("manufacturer", "Maker"),
                ("device_serial_number", Of(random, "1", "2", "3")),
                ("institution_name", Of(random, "North", "South"))
            );
        if (random.Next(2) == 0)
            stored = stored.With(("software_versions", Of(random, "v1", "v2")), ("patient_sex", "F"));
        return random.Next(8) switch
        {
            0 => stored.With(
                ("modality", "KO"),
                ("sop_class_uid", "1.2.840.10008.5.1.4.1.1.88.59"),
                ("concept_name_code", "DCM:113037"),
                ("referenced_sop_instance_uids", $@"9.{random.Next(1, 30)}\9.{random.Next(1, 30)}")
            ),
            1 or 2 => stored.With(
                ("modality", "SR"),
                ("sop_class_uid", "1.2.840.10008.5.1.4.1.1.88.67"),
                ("irradiation_event_count", 2),
                ("irradiation_event_uids", $@"7.{random.Next(1, 4)}\7.{random.Next(4, 7)}"),
                ("dose_dlp_total_mgy_cm", 10.0 * random.Next(1, 9))
            ),
            _ => stored,
        };
    }

    private static string Of(Random random, params string[] texts) => texts[random.Next(texts.Length)];
}
