using StudyLake.Tests.Support;
using StudyLake.Transform;
using StudyLake.Transform.Compaction;
using StudyLake.Transform.Replay;

namespace StudyLake.Tests.Transform;

/// <summary>
/// A crash at every call of the store, by transform, compaction and replay: what a reader sees then, and what is there
/// once the same has run again.
/// </summary>
public sealed class CrashTests
{
    // What is there when a call failed is what was there once the call before it was done. Every second call, failing
    // before and afterwards, therefore leaves every state there is; where things may be skipped, it is every seventh.
    private static int Step { get; } = Needs.Everything ? 2 : 7;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public Task Transform_and_compaction(bool failsAfterwards) =>
        CrashEverywhereAsync(RoundsAsync, failsAfterwards, 150);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public Task Replay_of_a_day_half_compacted(bool failsAfterwards) =>
        CrashEverywhereAsync(
            async lake =>
            {
                DayLake.Put(lake);
                await DayLake.TransformAsync(lake);
                await DayLake.CompactAsync(lake, DayLake.Small);
                DayLake.PutLate(lake);
                await DayLake.TransformAsync(lake);
                await ReplayAsync(lake);
            },
            failsAfterwards,
            150
        );

    private static async Task CrashEverywhereAsync(
        Func<MemoryLakeStore, Task> work,
        bool failsAfterwards,
        int callsAtLeast
    )
    {
        var whole = new MemoryLakeStore { FailsAfterwards = failsAfterwards };
        await work(whole);
        var calls = whole.Calls;
        var rows = await FastRows.OfAsync(whole);
        var bySegment = await RowsBySegmentAsync(whole);
        Assert.True(calls >= callsAtLeast, $"{calls} calls");
        for (var call = 1; call <= calls; call += Step)
        {
            var crashed = new MemoryLakeStore { FailsAt = call, FailsAfterwards = failsAfterwards };
            Assert.IsType<IOException>(await Record.ExceptionAsync(() => work(crashed)));
            var repaired = new MemoryLakeStore();
            foreach (var (name, content) in crashed.Files)
                repaired.Files[name] = content;
            await AssertSeenAsync(repaired, bySegment, rows["study_events"], $"call {call}");
            await work(repaired);
            Assert.Equal(rows, await FastRows.OfAsync(repaired));
        }
    }

    // A reader sees every needed row of the segments that count as taken in, and none more often than the log has it.
    private static async Task AssertSeenAsync(
        MemoryLakeStore lake,
        Dictionary<string, List<string>> bySegment,
        List<string> needed,
        string where
    )
    {
        var manifest = await DayManifest.ReadAsync(lake, Segments.Date, Cancellation);
        var seen = (await FastRows.OfAsync(lake)).GetValueOrDefault("study_events") ?? [];
        var counts = seen.CountBy(row => row).ToDictionary();
        var needs = needed.ToHashSet();
        foreach (var (segment, rows) in bySegment)
        {
            if (
                manifest?.HasSegment(segment) == true
                || lake.Files.ContainsKey($"transform_batches/dt=2026-10-01/{segment}.parquet")
            )
                Assert.True(
                    rows.Where(needs.Contains).All(counts.ContainsKey),
                    $"{where}: rows of {segment} are missing"
                );
        }
        var logged = bySegment.Values.SelectMany(rows => rows).CountBy(row => row).ToDictionary();
        foreach (var (row, count) in counts)
            Assert.True(count <= logged.GetValueOrDefault(row), $"{where}: a row is there {count} times");
    }

    // Of each segment alone, transformed in a lake of its own.
    private static async Task<Dictionary<string, List<string>>> RowsBySegmentAsync(MemoryLakeStore lake)
    {
        var all = new Dictionary<string, List<string>>();
        foreach (var name in lake.Files.Keys.Where(name => name.StartsWith("log/", StringComparison.Ordinal)))
        {
            var alone = new MemoryLakeStore();
            alone.Files[name] = lake.Files[name];
            await DayLake.TransformAsync(alone);
            all[name.Split('/')[^1][..^".ndjson.gz".Length]] = (await FastRows.OfAsync(alone))["study_events"];
        }
        return all;
    }

    // Transform, compact, then the same with late segments, as if a crash had never been noticed in between.
    private static async Task RoundsAsync(MemoryLakeStore lake)
    {
        DayLake.Put(lake);
        await DayLake.TransformAsync(lake);
        await DayLake.CompactAsync(lake, DayLake.Small);
        DayLake.PutLate(lake);
        await DayLake.TransformAsync(lake);
        await DayLake.CompactAsync(lake, DayLake.Small);
    }

    private static Task<ReplaySummary> ReplayAsync(MemoryLakeStore lake) =>
        new LakeReplay(lake, new TransformOptions(), DayLake.Small, DayLake.Clock).RunAsync(null, null, Cancellation);
}
