using StudyLake.Events.Lake;
using StudyLake.Transform;
using StudyLake.Transform.Compaction;
using StudyLake.Transform.Replay;

namespace StudyLake.Tests.Transform;

/// <summary>The tables made again from the log alone, and compared with it.</summary>
public sealed class ReplayTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Replay_gives_the_rows_of_transform_and_compaction_and_the_bytes_too()
    {
        var (incremental, replayed) = (new MemoryLakeStore(), new MemoryLakeStore());
        DayLake.Put(incremental);
        await DayLake.TransformAsync(incremental);
        await DayLake.CompactAsync(incremental, DayLake.Small);
        DayLake.Put(replayed);

        await ReplayAsync(replayed, DayLake.Small);

        Assert.Equal(await DayLake.RowsAsync(incremental), await DayLake.RowsAsync(replayed));
        Assert.Equal(
            incremental.Files.Keys.Order(StringComparer.Ordinal),
            replayed.Files.Keys.Order(StringComparer.Ordinal)
        );
        foreach (var (name, content) in incremental.Files)
            Assert.True(content.AsSpan().SequenceEqual(replayed.Files[name]), name);
    }

    [Fact]
    public async Task Replay_makes_good_whatever_is_lost_or_damaged_but_the_log()
    {
        var lake = await LakeAsync();
        var rows = await DayLake.RowsAsync(lake);
        foreach (
            var name in lake.Files.Keys.Where(name =>
                name.StartsWith("study_", StringComparison.Ordinal)
                || name.StartsWith("quarantine", StringComparison.Ordinal)
            )
        )
            lake.Files[name] = "damaged"u8.ToArray();

        await ReplayAsync(lake, DayLake.Whole);

        Assert.Equal(rows, await DayLake.RowsAsync(lake));
        Assert.All(
            lake.Files.Where(file => file.Key.StartsWith("quarantine/", StringComparison.Ordinal)),
            file => Assert.NotEqual("damaged"u8.ToArray(), file.Value)
        );
    }

    [Fact]
    public async Task A_lake_that_agrees_with_its_log_has_no_difference()
    {
        var lake = await LakeAsync();
        DayLake.PutLate(lake);
        await DayLake.TransformAsync(lake);
        // Not yet taken in, so no difference.
        Segments.Put(lake, 8, Segments.Lines([SomeEvents.Full(60)]));

        var compared = await VerifyAsync(lake);

        Assert.Equal(DayLake.Tables.Select(table => table.Name), compared.Select(table => table.Table));
        Assert.All(compared, table => Assert.Equal((0L, 0L), (table.Missing, table.Extra)));
        Assert.Equal(
            (await DayLake.RowsAsync(lake, needed: true))["study_events"].Count,
            compared.Single(table => table.Table == "study_events").Rows
        );
    }

    [Fact]
    public async Task A_row_changed_a_row_lost_and_a_row_too_many_are_each_found()
    {
        var lake = await LakeAsync();
        var other = new MemoryLakeStore();
        Segments.Put(
            other,
            1,
            // 3 with another size, 4 left out, 70 from nowhere.
            Segments.Lines([
                .. Enumerable.Range(0, 10).Where(n => n is not (3 or 4)).Select(SomeEvents.Full),
                SomeEvents.Full(3) with
                {
                    ObjectBytes = 1,
                },
                SomeEvents.Full(70),
            ])
        );
        await DayLake.TransformAsync(other);
        var target = lake.Files.Keys.Single(name => name.StartsWith("study_events/", StringComparison.Ordinal));
        // The file of a day with the first segment alone, put in place of the compacted one.
        lake.Files[target] = other
            .Files.Single(file => file.Key.StartsWith("study_events/", StringComparison.Ordinal))
            .Value;

        var events = (await VerifyAsync(lake)).Single(table => table.Table == "study_events");

        // 22 needed rows of the whole lake; 8 of them are in the file, and 2 that are not in the log.
        Assert.Equal((22L, 14L, 2L), (events.Rows, events.Missing, events.Extra));
        Assert.Equal([Segments.Date], events.Days);
    }

    [Fact]
    public async Task What_is_fixed_in_the_log_leaves_the_quarantine_with_a_replay()
    {
        var lake = await LakeAsync();
        var damaged = lake.Files.Keys.Single(name =>
            name.StartsWith("quarantine/", StringComparison.Ordinal) && name.EndsWith(".gz", StringComparison.Ordinal)
        );
        lake.Files[damaged.Replace("quarantine/", "log/", StringComparison.Ordinal)] = Segments.Gzip(
            Segments.Lines([SomeEvents.Full(40)])
        );

        await ReplayAsync(lake, DayLake.Whole);

        Assert.DoesNotContain(damaged, lake.Files.Keys);
        Assert.Equal(23, (await DayLake.RowsAsync(lake))["study_events"].Count);
        Assert.Equal(2, (await DayLake.RowsAsync(lake))["quarantined_lines"].Count);
    }

    [Fact]
    public async Task A_day_of_which_the_log_has_nothing_is_left_as_it_is()
    {
        var lake = await LakeAsync();
        foreach (
            var name in lake.Files.Keys.Where(name =>
                name.StartsWith("log/", StringComparison.Ordinal) || name.StartsWith("runs/", StringComparison.Ordinal)
            )
        )
            lake.Files.TryRemove(name, out _);
        var before = lake.Files.Count;

        Assert.Equal(0, (await ReplayAsync(lake, DayLake.Whole)).Days);

        Assert.Equal(before, lake.Files.Count);
        Assert.Equal(22, (await VerifyAsync(lake)).Single(table => table.Table == "study_events").Extra);
    }

    private static async Task<MemoryLakeStore> LakeAsync()
    {
        var lake = new MemoryLakeStore();
        DayLake.Put(lake);
        await DayLake.TransformAsync(lake);
        await DayLake.CompactAsync(lake);
        return lake;
    }

    private static Task<ReplaySummary> ReplayAsync(MemoryLakeStore lake, CompactionOptions options) =>
        new LakeReplay(lake, new TransformOptions(), options, DayLake.Clock).RunAsync(null, null, Cancellation);

    private static async Task<IReadOnlyList<TableComparison>> VerifyAsync(MemoryLakeStore lake) =>
        await new LakeVerification(lake, new TransformOptions(), DayLake.Small).RunAsync(null, null, Cancellation);
}
