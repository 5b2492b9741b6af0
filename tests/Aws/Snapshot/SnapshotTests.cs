using StudyLake.Analytics;
using StudyLake.Aws.Snapshot;
using StudyLake.Tests.Analytics;
using StudyLake.Tests.Support;
using StudyLake.Transform;

namespace StudyLake.Tests.Aws.Snapshot;

/// <summary>Marts over the snapshot against marts over all events, while a small store changes in every way it can.</summary>
/// <remarks>
/// Few objects, studies and UIDs, so that most events meet an older one: objects move between studies, share UIDs across
/// them, are withdrawn by notes of another study, are rejected, vanish, return and are read again, and what happened
/// arrives in any order and partition. DuckDB stands in for Athena's engine, so what is proven is the text of the
/// statements and their order, not that Athena takes them. <c>STUDYLAKE_SNAPSHOT_SEEDS</c> sets another number of stores
/// than 1.
/// </remarks>
public sealed class SnapshotTests(ITestOutputHelper output)
{
    private const int Rounds = 5;

    private static readonly int Stores = int.TryParse(
        Environment.GetEnvironmentVariable("STUDYLAKE_SNAPSHOT_SEEDS"),
        out var set
    )
        ? set
        : 1;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Kept_models_are_those_of_all_events_after_every_build()
    {
        var kinds = new List<SnapshotBuildKind>();
        for (var seed = 1; seed <= Stores; seed++)
        {
            var random = new Random(seed);
            await using var bench = await SnapshotBench.StartAsync();
            for (var round = 0; round < Rounds; round++)
            {
                await AddAsync(bench, random, random.Next(1, 12), $"round{round}");
                kinds.Add((await bench.BuildAsync()).Kind);
                await bench.AssertSameAsync($"seed {seed}, round {round}", SnapshotModels.Kept);
            }
            Assert.Equal(SnapshotBuildKind.UpToDate, (await bench.BuildAsync()).Kind);
        }
        output.WriteLine(string.Join(", ", kinds.CountBy(kind => kind)));
        // Both ways of building were taken, or the test proves less than it says.
        Assert.Contains(SnapshotBuildKind.Added, kinds);
        Assert.Contains(SnapshotBuildKind.Whole, kinds.Skip(1));
    }

    [Fact]
    public async Task Every_mart_is_the_same_with_the_snapshot_on_and_off()
    {
        var marts = HandmadeLake
            .Catalog.Models.Where(model => model.Layer == ModelLayer.Marts)
            .Select(model => model.Name)
            .ToList();
        Assert.True(marts.Count > 20);
        var random = new Random(99);
        await using var bench = await SnapshotBench.StartAsync();
        await AddAsync(bench, random, 30, "first");
        await bench.BuildAsync();
        await AddAsync(bench, random, 10, "second");
        Assert.Equal(SnapshotBuildKind.Added, (await bench.BuildAsync()).Kind);
        await bench.InstallOthersAsync();
        await bench.AssertSameAsync("on", marts);

        await bench.SwitchOffAsync();
        await bench.AssertSameAsync("off", marts);
        // The next build finds nothing new and switches it on again.
        Assert.Equal(SnapshotBuildKind.UpToDate, (await bench.BuildAsync()).Kind);
        await bench.AssertSameAsync("on again", SnapshotModels.Kept);
    }

    [Fact]
    public async Task A_whole_build_folds_in_sixteen_buckets_of_studies_and_an_addition_in_one()
    {
        await using var bench = await SnapshotBench.StartAsync();
        for (var study = 1; study <= 40; study++)
            bench.Lake.Add(Row.Stored($"object-{study:D4}", "0001", $"{study}.1.1"));
        await bench.WriteAsync("first");
        await bench.BuildAsync();
        Assert.Equal(16, Folds(bench));
        var touched = await bench.Athena.RowsAsync(
            $"select count(distinct bucket), count(*) from {SnapshotSql.TableOf((await RunsAsync(bench))[0], "touched")}"
        );
        // Numbers from 1 to 40 have every rest of 16.
        Assert.Equal([16L, 40L], touched[0]);

        bench.Lake.Add(Row.Stored("object-0041", "0001", "41.1.1"));
        await bench.WriteAsync("second");
        await bench.BuildAsync();
        Assert.Equal(17, Folds(bench));
        await bench.AssertSameAsync("added", SnapshotModels.Kept);

        static int Folds(SnapshotBench bench) =>
            bench.Athena.Service.Executions.Count(execution =>
                execution.Statement.StartsWith("unload", StringComparison.Ordinal)
                && execution.Statement.Contains("_raw_study_events/all/'", StringComparison.Ordinal)
            );
    }

    [Fact]
    public async Task An_addition_reads_the_partitions_that_changed_and_those_of_what_they_touch()
    {
        await using var bench = await SnapshotBench.StartAsync();
        for (var day = 1; day <= 9; day++)
            bench.Lake.Add(Stored(day, day, $"2026-10-0{day}"));
        await bench.WriteAsync("first");
        await bench.BuildAsync();
        var before = bench.Athena.Service.Executions.Count;
        // The object of the third study is removed, six days later: the removal names no study.
        bench.Lake.Add(Row.Removed("0003-object", "0009").With(("recorded_at", "2026-10-09 09:00:00+00")));
        await bench.WriteAsync("second");
        await bench.BuildAsync();

        var fold = bench
            .Athena.Service.Executions.Skip(before)
            .Single(execution =>
                execution.Statement.StartsWith("unload", StringComparison.Ordinal)
                && execution.Statement.Contains("_raw_study_events/all/'", StringComparison.Ordinal)
            );
        // Of the day that changed everything counts as new; of the other days only the third is touched.
        Assert.Contains("dt in ('2026-10-03')", fold.Statement, StringComparison.Ordinal);
        Assert.Equal(8, (await bench.Athena.RowsAsync("select study_instance_uid from studies")).Length);
        await bench.AssertSameAsync("removed", SnapshotModels.Kept);
    }

    [Fact]
    public async Task Another_registry_makes_a_whole_build()
    {
        await using var bench = await SnapshotBench.StartAsync();
        await AddAsync(bench, new Random(1), 9, "first");
        await bench.BuildAsync();
        bench.LakeBucket.Put("registry/institutions/institutions.csv", "\"institution_name\"\n"u8.ToArray());
        Assert.Equal(SnapshotBuildKind.Whole, (await bench.BuildAsync()).Kind);
        Assert.Equal(SnapshotBuildKind.UpToDate, (await bench.BuildAsync()).Kind);
        Assert.Equal(SnapshotBuildKind.Whole, (await bench.BuildAsync(isWhole: true)).Kind);
    }

    [Fact]
    public async Task What_a_build_replaced_goes_once_its_grace_is_over()
    {
        await using var bench = await SnapshotBench.StartAsync();
        var random = new Random(2);
        await AddAsync(bench, random, 9, "first");
        await bench.BuildAsync();
        for (var round = 0; round < 5; round++)
        {
            bench.Clock.Advance(TimeSpan.FromHours(1));
            await AddAsync(bench, random, 1, $"round{round}");
            await bench.BuildAsync();
            // Base and delta, and what was replaced within the last hour and a half.
            Assert.InRange((await RunsAsync(bench)).Count, 1, 4);
        }
        bench.Clock.Advance(TimeSpan.FromHours(2));
        await bench.BuildAsync();
        var valid = Assert.Single(await SnapshotManifest.Manifests.ReadAllAsync(bench.Store, Cancellation));
        Assert.Equal(valid.Runs.Order(), (await RunsAsync(bench)).Order());
        Assert.Contains(bench.Athena.Service.Dropped, name => name.EndsWith("_instances", StringComparison.Ordinal));
        Assert.DoesNotContain(
            bench.Athena.Service.Dropped,
            name =>
                valid.Runs.Any(run => name.Contains(run, StringComparison.Ordinal))
                && !name.Contains("_refolded_", StringComparison.Ordinal)
        );
        // Nor is a table left of which no folder is, having had no row.
        Assert.All(
            await SnapshotTables.NamesAsync(bench.Athena.Open("left"), bench.Options.Database, Cancellation),
            name => Assert.Contains(SnapshotSql.RunOf(name), valid.Runs)
        );
        await bench.AssertSameAsync("cleaned", SnapshotModels.Kept);
    }

    [Fact]
    public async Task Without_an_event_there_is_nothing_to_build()
    {
        await using var bench = await SnapshotBench.StartAsync();
        Assert.Equal(SnapshotBuildKind.Nothing, (await bench.BuildAsync()).Kind);
        Assert.DoesNotContain(
            bench.LakeBucket.Live(),
            file => file.Key.StartsWith("snapshot/", StringComparison.Ordinal)
        );
    }

    private static async Task<List<string>> RunsAsync(SnapshotBench bench) =>
        [
            .. (await bench.Store.ListFoldersAsync("snapshot", Cancellation).ToListAsync(Cancellation))
                .Select(folder => folder["snapshot/".Length..])
                .Where(run => run != "manifests"),
        ];

    private static Row Stored(int study, int key, string day) =>
        Row.Stored($"{study:D4}-object", $"{key:D4}", $"{study}.1.1")
            .With(("recorded_at", $"{day} 08:00:00+00"), ("sop_instance_uid", $"9.{study}"));

    /// <summary>Adds that many random events in a file of that name.</summary>
    internal static async Task AddAsync(SnapshotBench bench, Random random, int events, string file)
    {
        for (var count = 0; count < events; count++)
            bench.Lake.Add(Event(random));
        await bench.WriteAsync(file);
    }

    private static Row Event(Random random)
    {
        var id = $"object-{"abcdefgh"[random.Next(8)]}-{"abcdefgh"[random.Next(2)]}";
        var key = $"{random.Next(1, 30):D4}";
        var version = random.Next(4) == 0 ? "v2" : null;
        var times = new (string, object)[]
        {
            ("recorded_at", $"2026-10-{random.Next(1, 5):D2} 08:00:{random.Next(60):D2}+00"),
            ("occurred_at", $"2026-10-{random.Next(1, 5):D2} 07:00:00+00"),
            ("extractor_version", random.Next(1, 3)),
        };
        if (random.Next(5) == 0)
            return Row.Removed(id, key, random.Next(2) == 0 ? "deleted" : "delete_marker", version).With(times);
        var stored = Row.Stored(id, key, $"{random.Next(1, 7)}.{random.Next(1, 3)}.1", version)
            .With(times)
            .With(("sop_instance_uid", $"9.{random.Next(1, 20)}"), ("instance_number", random.Next(1, 50)));
        return random.Next(12) switch
        {
            // A rejection note of IHE's: it withdraws instances, here often of other studies.
            0 or 1 => stored.With(
                ("modality", "KO"),
                ("sop_class_uid", "1.2.840.10008.5.1.4.1.1.88.59"),
                ("concept_name_code", "DCM:113037"),
                ("referenced_sop_instance_uids", $@"9.{random.Next(1, 20)}\9.{random.Next(1, 20)}")
            ),
            2 => Rejected(id, key, version).With(times),
            _ => stored,
        };
    }

    private static Row Rejected(string id, string key, string? version) =>
        Row.Removed(id, key, "deleted", version)
            .With(("event_type", "object_rejected"), ("rejection_reason", "not_dicom"));
}
