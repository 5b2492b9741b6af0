using StudyLake.Analytics;
using StudyLake.Cli.DuckDb;
using StudyLake.Cli.Snapshot;
using StudyLake.Tests.Analytics;

namespace StudyLake.Tests.Cli.Snapshot;

/// <summary>Marts over the snapshot against marts over all events, while a small store changes in every way it can.</summary>
/// <remarks>
/// Few objects, studies and UIDs, so that most events meet an older one: objects move between studies, share UIDs across
/// them, are withdrawn by notes of another study, vanish, return and are read again, and what happened arrives in any
/// order and partition. <c>STUDYLAKE_SNAPSHOT_SEEDS</c> sets another number of stores than 2; 25 were run.
/// </remarks>
public sealed class SnapshotPropertyTests(ITestOutputHelper output)
{
    private const int Rounds = 7;
    private static readonly SnapshotOptions Options = new()
    {
        EventsPerBucket = 6,
        EventsPerStorageTurn = 7,
        KeysPerTurn = 5,
        FilesPerTurn = 3,
        MostGenerations = 3,
        LargestTail = 1,
    };

    [Fact]
    public async Task A_snapshot_and_what_came_after_it_are_the_whole_lake()
    {
        var kinds = new Dictionary<SnapshotBuildKind, int>();
        var compared = 0;
        var seeds = int.TryParse(Environment.GetEnvironmentVariable("STUDYLAKE_SNAPSHOT_SEEDS"), out var set) ? set : 2;
        for (var seed = 1; seed <= seeds; seed++)
            compared += await RunAsync(seed, kinds);
        output.WriteLine(
            $"{compared} comparisons; {string.Join(", ", kinds.Select(kind => $"{kind.Key} {kind.Value}"))}"
        );
        // Each way of building was taken, or the test proves less than it says.
        Assert.Equal(
            [SnapshotBuildKind.Whole, SnapshotBuildKind.Added, SnapshotBuildKind.Merged],
            kinds.Keys.Where(kind => kind != SnapshotBuildKind.UpToDate).Order()
        );
    }

    private static async Task<int> RunAsync(int seed, Dictionary<SnapshotBuildKind, int> kinds)
    {
        var token = TestContext.Current.CancellationToken;
        var random = new Random(seed);
        await using var lake = new HandmadeLake();
        var compared = 0;
        for (var round = 0; round < Rounds; round++)
        {
            for (var count = random.Next(1, 12); count > 0; count--)
                lake.Add(Event(random));
            lake.Write($"round{round}");
            var expected = await RowsAsync(lake.Folder, useSnapshot: false);
            var found = await RowsAsync(lake.Folder, useSnapshot: true);
            Assert.True(
                expected.SequenceEqual(found),
                $"seed {seed}, round {round}: expected\n{string.Join('\n', expected.Except(found))}\nfound\n{string.Join('\n', found.Except(expected))}"
            );
            compared++;
            if (random.Next(3) == 0)
                continue;
            await using var engine = await OpenAsync(lake.Folder);
            var summary = await Builder(engine, lake.Folder)
                .BuildAsync(engine.StudyEventFiles, Views(engine), null, token);
            kinds[summary.Kind] = kinds.GetValueOrDefault(summary.Kind) + 1;
        }
        return compared;
    }

    private static Row Event(Random random)
    {
        var id = $"object-{"abcdefgh"[random.Next(8)]}-{"abcdefgh"[random.Next(2)]}";
        var key = $"{random.Next(1, 30):D4}";
        var version = random.Next(4) == 0 ? "v2" : null;
        var day = random.Next(1, 5);
        var times = new (string, object)[]
        {
            ("recorded_at", $"2026-10-{day:D2} 08:00:{random.Next(60):D2}+00"),
            ("occurred_at", $"2026-10-{random.Next(1, 5):D2} 07:00:00+00"),
            ("extractor_version", random.Next(1, 3)),
        };
        if (random.Next(5) == 0)
            return Row.Removed(id, key, random.Next(2) == 0 ? "deleted" : "delete_marker", version).With(times);
        var study = random.Next(1, 7);
        var stored = Row.Stored(id, key, $"{study}.{random.Next(1, 3)}.1", version)
            .With(times)
            .With(("sop_instance_uid", $"9.{random.Next(1, 20)}"), ("instance_number", random.Next(1, 50)));
        // A rejection note of IHE's: it withdraws instances, here often of other studies.
        return random.Next(6) == 0
            ? stored.With(
                ("modality", "KO"),
                ("sop_class_uid", "1.2.840.10008.5.1.4.1.1.88.59"),
                ("concept_name_code", "DCM:113037"),
                ("referenced_sop_instance_uids", $@"9.{random.Next(1, 20)}\9.{random.Next(1, 20)}")
            )
            : stored;
    }

    private static async Task<List<string>> RowsAsync(string folder, bool useSnapshot)
    {
        var token = TestContext.Current.CancellationToken;
        await using var engine = await OpenAsync(folder);
        var views = Views(engine);
        var reader = new SnapshotReader(engine, HandmadeLake.Catalog, folder, Options);
        if (useSnapshot && reader.Usable(Registry.Empty, engine.StudyEventFiles) is { } manifest)
        {
            await views.PrepareAsync(SnapshotModels.Others(HandmadeLake.Catalog), token);
            var kept = new SnapshotViews(engine, HandmadeLake.Catalog, reader, manifest, engine.StudyEventFiles);
            // One after the other, as questions would ask for them.
            foreach (var model in SnapshotModels.Kept)
            {
                await kept.InstallAsync([model], token);
                views.Provide(model);
            }
            Assert.True(await reader.InstallStorageAsync(manifest, engine.StudyEventFiles, token));
            views.Provide(SnapshotStorage.Model);
        }
        string[] models = [.. SnapshotModels.Kept, SnapshotStorage.Model, "storage_daily"];
        await views.PrepareAsync(string.Join(' ', models), token);
        var rows = new List<string>();
        foreach (var model in models)
        {
            var columns = HandmadeLake.Catalog[model].Description.Columns.Select(column => column.Name);
            await using var result = await engine.QueryAsync(
                $"select cast(row({string.Join(", ", columns)}) as varchar) as x from {model} order by 1",
                [],
                token
            );
            rows.AddRange((await result.ToArrayAsync(token)).Select(row => $"{model} {row[0]}"));
        }
        return rows;
    }

    private static Task<DuckDbEngine> OpenAsync(string folder) =>
        DuckDbEngine.OpenAsync(new DuckDbOptions { Lake = folder, Threads = 1 }, TestContext.Current.CancellationToken);

    private static ViewInstaller Views(DuckDbEngine engine) => new(engine, HandmadeLake.Catalog, Registry.Empty);

    private static SnapshotBuilder Builder(DuckDbEngine engine, string folder) =>
        new(engine, HandmadeLake.Catalog, Registry.Empty, folder, Options, TimeProvider.System);
}
