using System.Globalization;
using Microsoft.Extensions.Time.Testing;
using StudyLake.Aws.Functions;
using StudyLake.Events.Lake;
using StudyLake.Tests.Aws.Functions;
using StudyLake.Tests.Support;
using StudyLake.Tests.Support.Aws;
using StudyLake.Tests.Transform;
using StudyLake.Transform.Compaction;

namespace StudyLake.Tests.Aws.Compaction;

/// <summary>Compaction as a function over S3: the same rows, whatever fails and whenever it stops.</summary>
public sealed class CompactFunctionTests
{
    private static readonly (string, string?) NoGrace = ("STUDYLAKE_GRACE_MINUTES", "0");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_day_becomes_few_files_with_the_same_rows()
    {
        await using var bench = await FunctionBench.StartAsync();
        var needed = await PutDayAsync(bench);

        var answer = await (await bench.CompactAsync(DayLake.Clock, more: NoGrace)).InvokeAsync();

        var lake = bench.Get();
        Assert.Equal(needed, await DayLake.RowsAsync(lake));
        Assert.Matches("""^\{"steps":1,"deleted_files":\d\d,"waiting_files":0,"left_dates":\[\]\}$""", answer);
        Assert.DoesNotContain(
            lake.Files.Keys,
            name =>
                DayLake.Tables.Any(table => name.StartsWith(table.Name + "/", StringComparison.Ordinal))
                && !name.Contains("/compacted-000001-", StringComparison.Ordinal)
        );
        Assert.Contains("\"CompactionSteps\":1", bench.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Asking_again_changes_nothing_and_deletes_only_when_the_grace_is_over()
    {
        await using var bench = await FunctionBench.StartAsync();
        var needed = await PutDayAsync(bench);
        var clock = new FakeTimeProvider(DayLake.Clock.GetUtcNow());
        var before = bench.Lake.Live().Select(file => file.Key).ToHashSet();

        await (await bench.CompactAsync(clock)).InvokeAsync();
        clock.Advance(TimeSpan.FromMinutes(59));
        await (await bench.CompactAsync(clock)).InvokeAsync();
        Assert.Superset(before, bench.Lake.Live().Select(file => file.Key).ToHashSet());
        Assert.Equal(needed, await DayLake.RowsAsync(bench.Get()));

        clock.Advance(TimeSpan.FromMinutes(1));
        await (await bench.CompactAsync(clock)).InvokeAsync();
        Assert.Equal(needed, await DayLake.RowsAsync(bench.Get()));
        Assert.DoesNotContain(
            bench.Lake.Live(),
            file => before.Contains(file.Key) && file.Key.EndsWith(".parquet", StringComparison.Ordinal)
        );
        var last = bench.Lake.Live().Select(file => file.VersionId + file.Key).ToList();
        Assert.StartsWith(
            "{\"steps\":0,",
            await (await bench.CompactAsync(clock)).InvokeAsync(),
            StringComparison.Ordinal
        );
        Assert.Equal(last, bench.Lake.Live().Select(file => file.VersionId + file.Key));
    }

    [Fact]
    public async Task Days_that_are_well_cost_three_listings_together()
    {
        await using var bench = await FunctionBench.StartAsync();
        var lake = new MemoryLakeStore();
        for (var day = 0; day < 40; day++)
        for (var file = 0; file < 3; file++)
            PutSegment(lake, Segments.Date.AddDays(-day), file, 2);
        await DayLake.TransformAsync(lake);
        await DayLake.CompactAsync(lake);
        bench.Put(lake);
        // One segment alone is not worth it, and costs no look either.
        PutSegment(lake, Segments.Date.AddDays(-100), 1, 1);
        var function = await bench.CompactAsync(DayLake.Clock, more: NoGrace);
        var (lists, others) = (0, 0);
        bench.S3.OnRequest = request =>
        {
            if (request.Query.ContainsKey("list-type"))
                lists++;
            else
                others++;
        };

        await function.InvokeAsync();

        // The other is lake.json.
        Assert.Equal((3, 1), (lists, others));
    }

    [Fact]
    public async Task A_day_that_is_too_large_is_done_in_steps_of_which_each_stays_done()
    {
        await using var bench = await FunctionBench.StartAsync();
        var lake = new MemoryLakeStore();
        for (var file = 0; file < 9; file++)
            PutSegment(lake, Segments.Date, file, 300);
        await DayLake.TransformAsync(lake);
        bench.Put(lake);
        var needed = await DayLake.RowsAsync(lake, needed: true);
        (string, string?)[] settings = [NoGrace, ("STUDYLAKE_COMPACT_EVENTS", "1000")];

        var answer = await (await bench.CompactAsync(DayLake.Clock, more: settings)).InvokeAsync();

        // Three segments of 300 fit into a step of 1,000.
        Assert.StartsWith("{\"steps\":3,", answer, StringComparison.Ordinal);
        var manifest = await DayManifest.ReadAsync(bench.Get(), Segments.Date, Cancellation);
        Assert.Equal([900L, 900L, 900L], manifest?.Groups.Select(group => group.Tables[0].Rows) ?? []);
        Assert.Equal(needed, await DayLake.RowsAsync(bench.Get()));
    }

    [Fact]
    public async Task When_time_is_up_the_days_that_are_left_are_told_and_done_next_time()
    {
        await using var bench = await FunctionBench.StartAsync();
        var lake = new MemoryLakeStore();
        for (var day = 0; day < 3; day++)
        for (var file = 0; file < 2; file++)
            PutSegment(lake, Segments.Date.AddDays(-day), file, 2);
        await DayLake.TransformAsync(lake);
        bench.Put(lake);
        var clock = new FakeTimeProvider(DayLake.Clock.GetUtcNow());
        // Three fifths of the quarter of an hour are over with the first commit.
        bench.S3.OnRequest = request =>
        {
            if (
                request.Method == "PUT"
                && request.Path.Value?.Contains("/compaction/", StringComparison.Ordinal) == true
            )
                clock.Advance(TimeSpan.FromMinutes(10));
        };
        var function = await bench.CompactAsync(clock, more: NoGrace);

        var first = await function.InvokeAsync();
        Assert.Contains("\"steps\":1,", first, StringComparison.Ordinal);
        Assert.EndsWith("\"left_dates\":[\"2026-09-30\",\"2026-10-01\"]}", first, StringComparison.Ordinal);
        Assert.Contains("\"SegmentsLeft\":4", bench.Output, StringComparison.Ordinal);
        var second = await function.InvokeAsync();
        Assert.EndsWith("\"left_dates\":[\"2026-10-01\"]}", second, StringComparison.Ordinal);
        await function.InvokeAsync();
        bench.S3.OnRequest = null;
        await function.InvokeAsync();
        Assert.EndsWith("\"left_dates\":[]}", await function.InvokeAsync(), StringComparison.Ordinal);
        Assert.Equal(
            3,
            bench.Lake.Live().Count(file => file.Key.StartsWith("study_events/", StringComparison.Ordinal))
        );
    }

    [Fact]
    public async Task A_step_that_does_not_end_in_time_changes_nothing_and_fails_the_invocation()
    {
        await using var bench = await FunctionBench.StartAsync();
        var needed = await PutDayAsync(bench);
        var clock = new FakeTimeProvider(DayLake.Clock.GetUtcNow());
        bench.S3.OnRequest = request =>
        {
            if (request.Method == "PUT")
                clock.Advance(TimeSpan.FromMinutes(15));
        };
        var function = await bench.CompactAsync(clock, more: NoGrace);

        await Assert.ThrowsAsync<FunctionFailedException>(() => function.InvokeAsync());

        Assert.Equal(needed, await DayLake.RowsAsync(bench.Get(), needed: true));
        Assert.DoesNotContain(bench.Lake.Live(), file => file.Key.StartsWith("compaction/", StringComparison.Ordinal));
        bench.S3.OnRequest = null;
        await function.InvokeAsync();
        Assert.Equal(needed, await DayLake.RowsAsync(bench.Get()));
    }

    [Fact]
    public async Task Dates_that_are_named_are_compacted_with_whatever_is_new_in_them()
    {
        await using var bench = await FunctionBench.StartAsync();
        var lake = new MemoryLakeStore();
        PutSegment(lake, Segments.Date, 1, 2);
        PutSegment(lake, Segments.Date.AddDays(-1), 1, 2);
        await DayLake.TransformAsync(lake);
        bench.Put(lake);
        var function = await bench.CompactAsync(DayLake.Clock);

        Assert.StartsWith("{\"steps\":0,", await function.InvokeAsync(), StringComparison.Ordinal);
        Assert.StartsWith(
            "{\"steps\":1,",
            await function.InvokeAsync("""{"dates":["2026-10-01"]}"""),
            StringComparison.Ordinal
        );
        Assert.StartsWith(
            "compaction/dt=2026-10-01/",
            Assert.Single(bench.Lake.Live(), file => file.Key.StartsWith("compaction/", StringComparison.Ordinal)).Key,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Without_a_lake_there_is_nothing_to_do()
    {
        await using var bench = await FunctionBench.StartAsync();
        Assert.StartsWith(
            "{\"steps\":0,",
            await (await bench.CompactAsync(DayLake.Clock)).InvokeAsync(),
            StringComparison.Ordinal
        );
    }

    /// <summary>Each request in turn is the last that the function sends: refused, or done and never answered.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_crash_at_any_request_is_mended_by_the_next_invocation(bool isDone)
    {
        var total = int.MaxValue;
        Dictionary<string, List<string>>? needed = null;
        // What is there before a request is what is there after the one before, so the two take turns.
        var step = Needs.Everything ? 6 : 18;
        for (var last = isDone ? step / 2 : 1; last <= total; last += step)
        {
            await using var bench = await FunctionBench.StartAsync();
            needed ??= await PutDayAsync(bench);
            if (bench.Lake.Live().Count == 0)
                await PutDayAsync(bench);
            var requests = 0;
            bench.S3.FaultFor = _ =>
                Interlocked.Increment(ref requests) switch
                {
                    var number when number == last => isDone ? S3Fault.CutAfterDone : S3Fault.CutBeforeAnswer,
                    var number when number > last => S3Fault.CutBeforeAnswer,
                    _ => S3Fault.None,
                };
            var failure = await Record.ExceptionAsync(async () =>
                await (await bench.CompactAsync(DayLake.Clock, retries: 0, more: NoGrace)).InvokeAsync()
            );
            bench.S3.FaultFor = null;
            if (failure is null)
                total = 0;
            Assert.Equal(needed, await DayLake.RowsAsync(bench.Get(), needed: true));
            await (await bench.CompactAsync(DayLake.Clock, more: NoGrace)).InvokeAsync();
            Assert.Equal(needed, await DayLake.RowsAsync(bench.Get()));
            Assert.Single(bench.Lake.Live(), file => file.Key.StartsWith("compaction/", StringComparison.Ordinal));
        }
        Assert.Equal(0, total);
    }

    [Fact]
    public async Task Refusals_and_broken_answers_are_overcome()
    {
        await using var bench = await FunctionBench.StartAsync();
        var needed = await PutDayAsync(bench);
        var random = new Random(7);
        bench.S3.FaultFor = request =>
        {
            lock (random)
                return random.Next(10) switch
                {
                    0 => S3Fault.SlowDown,
                    1 when request.Method == "GET" => S3Fault.CutInAnswer,
                    2 => S3Fault.CutBeforeAnswer,
                    _ => S3Fault.None,
                };
        };

        await (await bench.CompactAsync(DayLake.Clock, retries: 8, more: NoGrace)).InvokeAsync();

        bench.S3.FaultFor = null;
        Assert.Equal(needed, await DayLake.RowsAsync(bench.Get()));
    }

    private static async Task<Dictionary<string, List<string>>> PutDayAsync(FunctionBench bench)
    {
        var lake = new MemoryLakeStore();
        DayLake.Put(lake);
        await DayLake.TransformAsync(lake);
        bench.Put(lake);
        return await DayLake.RowsAsync(lake, needed: true);
    }

    private static void PutSegment(MemoryLakeStore lake, DateOnly date, int number, int events)
    {
        var content = Segments.Lines(Enumerable.Range(number * events, events).Select(SomeEvents.Full));
        var name = string.Create(
            CultureInfo.InvariantCulture,
            $"log/{LogSegment.PartitionName(date)}/{number:D10}-{number:x16}.ndjson.gz"
        );
        lake.Files[name] = Segments.Gzip(content);
    }
}
