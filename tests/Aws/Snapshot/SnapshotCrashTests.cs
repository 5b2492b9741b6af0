using StudyLake.Analytics;
using StudyLake.Aws.Snapshot;
using StudyLake.Tests.Support.Aws;

namespace StudyLake.Tests.Aws.Snapshot;

/// <summary>Builds of the snapshot that die or fail at any moment, and what those after them make of it.</summary>
/// <remarks><c>STUDYLAKE_SNAPSHOT_DEATHS</c> sets another number of calls between two deaths than 14; 2 is every state.</remarks>
public sealed class SnapshotCrashTests
{
    private static readonly int BetweenDeaths = int.TryParse(
        Environment.GetEnvironmentVariable("STUDYLAKE_SNAPSHOT_DEATHS"),
        out var set
    )
        ? Math.Max(2, set)
        : 14;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>One statement in turn is the last that a process sends, before or after Athena has got it.</summary>
    /// <remarks>What is there before a statement is what is there after the one before, so the two take turns.</remarks>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_process_that_dies_at_any_statement_is_gone_on_with_and_pays_nothing_twice(bool isSent)
    {
        var random = new Random(5);
        await using var bench = await SnapshotBench.StartAsync();
        await SnapshotTests.AddAsync(bench, random, 12, "first");
        await bench.BuildAsync();
        var died = 0;
        for (var last = isSent ? BetweenDeaths / 2 : 1; ; last += BetweenDeaths)
        {
            await SnapshotTests.AddAsync(bench, random, 1, $"round{last}");
            bench.Clock.Advance(TimeSpan.FromMinutes(1));
            var calls = 0;
            var failure = await Record.ExceptionAsync(() =>
                bench
                    .Builder(engine => new DyingEngine(engine, () => ++calls == last, isSent))
                    .BuildAsync(isWhole: false, Cancellation)
            );
            if (failure is null)
                break;
            Assert.IsType<ProcessDiedException>(failure);
            died++;
            // Readers have the state of before or after, never a mixture.
            await bench.Athena.RowsAsync("select count(*) from studies");
            await bench.BuildAsync();
        }
        Assert.InRange(died, 4, 600);
        await bench.AssertSameAsync($"died {died} times", SnapshotModels.Kept);
        var unloads = bench
            .Athena.Service.Executions.Where(execution =>
                execution.Statement.StartsWith("unload", StringComparison.Ordinal)
            )
            .Select(execution => execution.Statement)
            .ToList();
        Assert.Equal(unloads.Distinct().Count(), unloads.Count);
    }

    [Fact]
    public async Task A_process_that_dies_at_any_call_of_the_store_is_gone_on_with()
    {
        var random = new Random(6);
        await using var bench = await SnapshotBench.StartAsync();
        await SnapshotTests.AddAsync(bench, random, 12, "first");
        await bench.BuildAsync();
        for (var last = 1; ; last += BetweenDeaths)
        {
            await SnapshotTests.AddAsync(bench, random, 1, $"round{last}");
            bench.Clock.Advance(TimeSpan.FromMinutes(100));
            var requests = 0;
            bench.S3.FaultFor = _ =>
                ++requests == last ? S3Fault.CutAfterDone
                : requests > last ? S3Fault.CutBeforeAnswer
                : S3Fault.None;
            var failure = await Record.ExceptionAsync(() => bench.BuildAsync());
            bench.S3.FaultFor = null;
            if (failure is null)
                break;
            await bench.BuildAsync();
        }
        await bench.AssertSameAsync("died at calls", SnapshotModels.Kept);
    }

    [Fact]
    public async Task A_statement_that_fails_fails_the_build_and_the_next_begins_anew()
    {
        var random = new Random(7);
        await using var bench = await SnapshotBench.StartAsync();
        await SnapshotTests.AddAsync(bench, random, 12, "first");
        await bench.BuildAsync();
        foreach (var last in (int[])[2, 18, 40])
        {
            await SnapshotTests.AddAsync(bench, random, 1, $"round{last}");
            bench.Clock.Advance(TimeSpan.FromMinutes(1));
            var calls = 0;
            await Assert.ThrowsAsync<QueryException>(() =>
                bench
                    .Builder(engine => new DyingEngine(
                        engine,
                        () => ++calls == last,
                        isSent: true,
                        new QueryException("Query exhausted resources at this scale factor")
                    ))
                    .BuildAsync(isWhole: false, Cancellation)
            );
            Assert.Null(await SnapshotRun.ReadAsync(bench.Store, Cancellation));
            await bench.BuildAsync();
        }
        await bench.AssertSameAsync("failed", SnapshotModels.Kept);
    }
}
