using StudyLake.Events;
using StudyLake.Events.Lake;
using StudyLake.Transform;
using StudyLake.Transform.Compaction;

namespace StudyLake.Tests.Transform;

/// <summary>Small files joined: the same rows once, in few files, at every moment.</summary>
public sealed class CompactionTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Every_row_that_a_fold_may_need_is_there_once_and_no_other(bool small)
    {
        var lake = await TransformedAsync();
        var needed = await DayLake.RowsAsync(lake, needed: true);

        var summary = await DayLake.CompactAsync(lake, small ? DayLake.Small : DayLake.Whole);

        Assert.Equal(needed, await DayLake.RowsAsync(lake));
        var events = summary.Days.Single().Group.Tables.Single(table => table.Table == "study_events");
        // 10 + 9 + 8 lines: 8, 9 and 3 twice; 5 read by an older extractor and 6 superseded after they were stored.
        Assert.Equal((22L, 3L, 2L, small ? 3 : 1), (events.Rows, events.Duplicates, events.Outdated, events.Parts));
        Assert.Equal(
            [("ward", 27L, 5L)],
            summary.Days[0].Group.Sources.Select(source => (source.Source, source.Events, source.Dropped))
        );
        Assert.DoesNotContain(
            lake.Files.Keys,
            name =>
                DayLake.Tables.Any(table => name.StartsWith(table.Name + "/", StringComparison.Ordinal))
                && !name.Contains("/compacted-000001-", StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task The_account_of_what_was_left_out_is_a_table()
    {
        var lake = await TransformedAsync();
        await DayLake.CompactAsync(lake);
        using var duck = new Duck();
        var files = await DayLake.ValidAsync(duck, lake, LakeTables.Compactions);
        Assert.Equal(["ward", 27L, 5L], duck.Rows($"select source, event_count, dropped_count from {files}").Single());
    }

    [Fact]
    public async Task Compacted_files_have_the_bytes_of_one_segment_that_held_all_their_lines()
    {
        var events = Enumerable.Range(0, 60).Select(SomeEvents.Full).ToArray();
        var whole = new MemoryLakeStore();
        var segment = Segments.Put(whole, 1, Segments.Lines(events));
        await DayLake.TransformAsync(whole);
        var split = new MemoryLakeStore();
        for (var i = 0; i < 6; i++)
            Segments.Put(split, i + 1, Segments.Lines(events.Where((_, n) => n * 7 % 6 == i).Reverse()));
        await DayLake.TransformAsync(split);

        await DayLake.CompactAsync(split, DayLake.Small with { RowGroupRows = 1000 });

        foreach (var table in (LakeTable[])[LakeTables.StudyEvents, LakeTables.StudyText, LakeTables.FieldIssues])
            Assert.Equal(
                whole.Files[LakeFile.Of(table, segment.ArrivalDate, segment.Name)],
                split.Files.Single(file => file.Key.StartsWith(table.Name + "/", StringComparison.Ordinal)).Value
            );
    }

    [Fact]
    public async Task Compacting_the_same_day_twice_gives_the_same_files_and_manifest()
    {
        var (first, second) = (await TransformedAsync(), await TransformedAsync());
        await DayLake.CompactAsync(first, DayLake.Small);
        await DayLake.CompactAsync(second, DayLake.Small);
        AssertSame(first, second);
        await DayLake.CompactAsync(second, DayLake.Small);
        AssertSame(first, second);
    }

    [Fact]
    public async Task Late_segments_lie_beside_the_compacted_files_until_they_are_worth_a_rewrite()
    {
        var lake = await TransformedAsync();
        await DayLake.CompactAsync(lake);
        Segments.Put(lake, 7, Segments.Lines([SomeEvents.Full(50)]));
        await DayLake.TransformAsync(lake);
        var needed = await DayLake.RowsAsync(lake, needed: true);

        // One event against 22: written again once the late ones have a quarter.
        Assert.Empty((await DayLake.CompactAsync(lake)).Days);
        Assert.Equal(needed, await DayLake.RowsAsync(lake));

        Segments.Put(lake, 6, Segments.Lines(Enumerable.Range(14, 12).Select(SomeEvents.Full)));
        await DayLake.TransformAsync(lake);
        needed = await DayLake.RowsAsync(lake, needed: true);
        var again = (await DayLake.CompactAsync(lake)).Days.Single();
        Assert.Equal(needed, await DayLake.RowsAsync(lake));
        // 27 and 13 events came in; of the 13, three were there before.
        Assert.Equal(
            [("ward", 40L, 9L)],
            again.Group.Sources.Select(source => (source.Source, source.Events, source.Dropped))
        );
        Assert.Equal(7, again.Group.Segments.Length);
    }

    [Fact]
    public async Task A_large_group_is_left_alone_by_few_late_rows_however_many_segments_they_came_in()
    {
        var lake = new MemoryLakeStore();
        for (var i = 0; i < 2; i++)
            Segments.Put(lake, i + 1, Segments.Lines(Enumerable.Range(i * 40, 40).Select(SomeEvents.Full)));
        await DayLake.TransformAsync(lake);
        await DayLake.CompactAsync(lake);
        for (var i = 0; i < 16; i++)
            Segments.Put(lake, i + 3, Segments.Lines([SomeEvents.Full(100 + i)]));
        await DayLake.TransformAsync(lake);

        var late = (await DayLake.CompactAsync(lake)).Days.Single();

        Assert.Equal(16, late.Group.Segments.Length);
        var manifest = await DayManifest.ReadAsync(lake, Segments.Date, Cancellation);
        Assert.Equal(2, manifest?.Groups.Length);
        Assert.Equal(96, (await DayLake.RowsAsync(lake))["study_events"].Count);
    }

    [Fact]
    public async Task Today_is_left_alone_unless_it_is_named()
    {
        var lake = await TransformedAsync();
        var now = new Microsoft.Extensions.Time.Testing.FakeTimeProvider(
            new DateTimeOffset(2026, 10, 1, 23, 59, 59, TimeSpan.Zero)
        );
        var compactor = new Compactor(lake, DayLake.Whole, now);
        Assert.Empty((await compactor.RunAsync(null, null, Cancellation)).Days);
        Assert.Single((await compactor.RunAsync(Segments.Date, null, Cancellation)).Days);
    }

    [Fact]
    public async Task Replaced_files_stay_for_their_grace_and_no_reader_uses_them()
    {
        var lake = await TransformedAsync();
        var before = lake.Files.Keys.ToHashSet();
        var needed = await DayLake.RowsAsync(lake, needed: true);
        var clock = new Microsoft.Extensions.Time.Testing.FakeTimeProvider(DayLake.Clock.GetUtcNow());
        var options = DayLake.Whole with { Grace = TimeSpan.FromMinutes(30) };

        var first = await new Compactor(lake, options, clock).RunAsync(null, null, Cancellation);
        Assert.Superset(before, lake.Files.Keys.ToHashSet());
        Assert.Equal(needed, await DayLake.RowsAsync(lake));
        clock.Advance(TimeSpan.FromMinutes(29));
        Assert.Equal(
            first.WaitingFiles,
            (await new Compactor(lake, options, clock).RunAsync(null, null, Cancellation)).WaitingFiles
        );
        clock.Advance(TimeSpan.FromMinutes(1));
        var last = await new Compactor(lake, options, clock).RunAsync(null, null, Cancellation);

        Assert.Equal((first.WaitingFiles, 0), (last.DeletedFiles, last.WaitingFiles));
        Assert.True(last.DeletedFiles > 15);
        Assert.Equal(needed, await DayLake.RowsAsync(lake));
    }

    [Fact]
    public async Task A_segment_of_a_compacted_day_is_not_taken_in_again()
    {
        var lake = await TransformedAsync();
        await DayLake.CompactAsync(lake);
        var summary = await DayLake.TransformAsync(lake);
        Assert.Equal((0, 0), (summary.Batches.Length, summary.IngestRuns));
        DayLake.PutLate(lake);
        Assert.Equal([6L, 7L], (await DayLake.TransformAsync(lake)).Batches.Select(batch => batch.Segment.Sequence));
    }

    [Fact]
    public async Task Files_of_a_transform_that_ran_once_more_after_compaction_are_passed_over_and_deleted()
    {
        var lake = await TransformedAsync();
        await DayLake.CompactAsync(lake);
        var expected = lake.Files.ToDictionary();
        var rows = await DayLake.RowsAsync(lake);
        var first = Segments.Name(1, Segments.Lines(Enumerable.Range(0, 10).Select(SomeEvents.Full)));
        await new Transformer(lake, new TransformOptions()).TransformAsync(first, Cancellation);
        Assert.True(lake.Files.Count > expected.Count);

        Assert.Equal(rows, await DayLake.RowsAsync(lake));
        await DayLake.CompactAsync(lake);
        Assert.Equal(expected.Keys.Order(StringComparer.Ordinal), lake.Files.Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Of_two_compactors_at_work_on_one_day_one_commits_and_nothing_is_lost()
    {
        var lake = await TransformedAsync();
        DayLake.PutLate(lake);
        await DayLake.TransformAsync(lake);
        var needed = await DayLake.RowsAsync(lake, needed: true);
        CompactionSummary? other = null;
        // The other runs from beginning to end just before this one would commit.
        var store = new InterruptedStore(
            lake,
            async () => other ??= await DayLake.CompactAsync(lake, DayLake.Small with { Grace = TimeSpan.FromHours(1) })
        );

        var slower = await new Compactor(store, DayLake.Whole, DayLake.Clock).RunAsync(null, null, Cancellation);

        Assert.Equal((true, false), (other?.Days.Single().IsCommitted, slower.Days.Single().IsCommitted));
        Assert.Equal(needed, await DayLake.RowsAsync(lake));
        await DayLake.CompactAsync(lake);
        Assert.Equal(needed, await DayLake.RowsAsync(lake));
        Assert.Single(lake.Files.Keys, name => name.StartsWith("compaction/", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_segment_taken_in_between_two_listings_of_a_compaction_loses_no_row()
    {
        var listings = 0;
        var counted = new InterruptedStore(
            await TransformedAsync(),
            null,
            () =>
            {
                listings++;
                return Task.CompletedTask;
            }
        );
        await new Compactor(counted, DayLake.Whole, DayLake.Clock).RunAsync(null, null, Cancellation);
        Assert.True(listings > LakeTables.All.Length, $"{listings} listings");
        var whole = await TransformedAsync();
        DayLake.PutLate(whole);
        await DayLake.TransformAsync(whole);
        var needed = await DayLake.RowsAsync(whole, needed: true);
        for (var listing = 1; listing <= listings; listing++)
        {
            var lake = await TransformedAsync();
            var left = listing;
            var store = new InterruptedStore(
                lake,
                null,
                async () =>
                {
                    if (--left != 0)
                        return;
                    DayLake.PutLate(lake);
                    await DayLake.TransformAsync(lake);
                }
            );

            await new Compactor(store, DayLake.Whole, DayLake.Clock).RunAsync(null, null, Cancellation);

            // What no fold can take goes once the late segments are compacted too.
            await new Compactor(lake, DayLake.Whole, DayLake.Clock).RunAsync(Segments.Date, null, Cancellation);
            Assert.Equal(needed, await DayLake.RowsAsync(lake, needed: true));
        }
    }

    private static async Task<MemoryLakeStore> TransformedAsync()
    {
        var lake = new MemoryLakeStore();
        DayLake.Put(lake);
        await DayLake.TransformAsync(lake);
        return lake;
    }

    private static void AssertSame(MemoryLakeStore expected, MemoryLakeStore lake)
    {
        Assert.Equal(expected.Files.Keys.Order(StringComparer.Ordinal), lake.Files.Keys.Order(StringComparer.Ordinal));
        foreach (var (name, content) in expected.Files)
            Assert.True(content.AsSpan().SequenceEqual(lake.Files[name]), name);
    }
}
