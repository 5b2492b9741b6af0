using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using StudyLake.Events;
using StudyLake.Events.Lake;
using StudyLake.Transform;

namespace StudyLake.Tests.Transform;

/// <summary>One segment, and all of them, good and bad, run once, twice and with crashes between.</summary>
public sealed class TransformerTests
{
    private static readonly byte[] Mixed =
    [
        .. Segments.Lines(Enumerable.Range(0, 9).Select(SomeEvents.Full)),
        .. "\n{\"cut\":\n"u8,
        .. Segments.Lines([SomeEvents.Rejected(20), SomeEvents.Removed(21), SomeEvents.Superseded(22)]),
        .. (byte[])[0xEF, 0xBB, 0xBF, .. "{}\n"u8],
        .. (byte[])[0xFF, 0xFE, (byte)'\n'],
        .. "{\"schema_version\":99,\"event_type\":\"instance_stored\"}\n"u8,
        .. "{\"schema_version\":1,"u8,
    ];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_batch_counts_its_lines_events_texts_issues_and_bad_lines()
    {
        var lake = new MemoryLakeStore();
        var segment = Segments.Put(lake, 1, Mixed);
        var result = await new Transformer(lake, new TransformOptions()).TransformAsync(segment, Cancellation);
        Assert.Equal(
            (18, 12, 9, 18, 6),
            (result.Lines, result.Events, result.Texts, result.Issues, result.QuarantinedLines)
        );
        Assert.Equal(Mixed.Length, result.InflatedBytes);
        Assert.Null(result.Defect);

        using var duck = new Duck();
        var row = duck.Rows($"select * from {Put(duck, lake, LakeTables.TransformBatches, segment)}").Single();
        Assert.Equal(
            [segment.Name, "transformed", (long)lake.Files[segment.Path].Length, 18L, 12L, 9L, 18L, 6L],
            row[..8]
        );
        Assert.Equal(
            duck.Rows(
                $"select min(recorded_at), max(recorded_at) from {Put(duck, lake, LakeTables.StudyEvents, segment)}"
            )[0],
            row[8..]
        );
    }

    [Fact]
    public async Task A_bad_line_is_kept_with_offset_length_reason_and_its_bytes()
    {
        var lake = new MemoryLakeStore();
        var segment = Segments.Put(lake, 1, Mixed);
        await new Transformer(lake, new TransformOptions()).TransformAsync(segment, Cancellation);

        var kept = Encoding
            .UTF8.GetString(lake.Files[$"quarantine/dt=2026-10-01/{segment.Name}.ndjson"])
            .Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => JsonNode.Parse(line) ?? throw new InvalidOperationException())
            .ToList();
        Assert.Equal(
            ["empty_line", "invalid_json", "byte_order_mark", "invalid_utf8", "newer_schema_version", "truncated_line"],
            kept.Select(line => (string?)line["reason"])
        );
        foreach (var line in kept)
        {
            var bytes = Convert.FromBase64String((string?)line["line"] ?? "");
            Assert.Equal((int?)line["bytes"], bytes.Length);
            Assert.Equal(bytes, Mixed.AsSpan((int?)line["offset"] ?? -1, bytes.Length).ToArray());
        }
        using var duck = new Duck();
        Assert.Equal(
            kept.Select(line => $"{segment.Name} {line["offset"]} {line["bytes"]} {line["reason"]}"),
            duck.Rows($"select * from {Put(duck, lake, LakeTables.QuarantinedLines, segment)} order by line_offset")
                .Select(row => $"{row[0]} {row[1]} {row[2]} {row[3]}")
        );
    }

    [Fact]
    public async Task A_damaged_segment_is_kept_whole_and_counted_with_its_reason()
    {
        var lake = new MemoryLakeStore();
        var segment = Segments.Put(lake, 1, Mixed);
        var damaged = lake.Files[segment.Path][..^8];
        lake.Files[segment.Path] = damaged;
        var result = await new Transformer(lake, new TransformOptions()).TransformAsync(segment, Cancellation);

        Assert.Equal((QuarantineReason.Truncated, 0), (result.Defect, result.Events));
        Assert.Equal(damaged, lake.Files[$"quarantine/dt=2026-10-01/{segment.Name}.ndjson.gz"]);
        Assert.DoesNotContain(lake.Files.Keys, name => name.StartsWith("study_", StringComparison.Ordinal));
        using var duck = new Duck();
        Assert.Equal(
            [segment.Name, "truncated", (long)damaged.Length, null, 0L],
            duck.Rows($"select * from {Put(duck, lake, LakeTables.TransformBatches, segment)}").Single()[..5]
        );
        Assert.Equal(
            [segment.Name, null, (long)damaged.Length, "truncated"],
            duck.Rows($"select * from {Put(duck, lake, LakeTables.QuarantinedLines, segment)}").Single()
        );
    }

    [Fact]
    public async Task A_segment_of_no_lines_is_taken_in_with_its_batch_alone()
    {
        var lake = new MemoryLakeStore();
        var segment = Segments.Put(lake, 1, Segments.Lines([SomeEvents.Bare(1)]));
        lake.Files[segment.Path] = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 255, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0];
        await new Transformer(lake, new TransformOptions()).TransformAsync(segment, Cancellation);
        Assert.Equal(
            [segment.Path, $"transform_batches/dt=2026-10-01/{segment.Name}.parquet"],
            lake.Files.Keys.Order(StringComparer.Ordinal)
        );
    }

    [Fact]
    public async Task A_line_longer_than_allowed_is_quarantined_and_the_batch_goes_on()
    {
        var lake = new MemoryLakeStore();
        var content = Segments.Lines([SomeEvents.Bare(1), SomeEvents.Full(2), SomeEvents.Bare(3)]);
        var segment = Segments.Put(lake, 1, content);
        var result = await new Transformer(lake, new TransformOptions { MaxLineBytes = 1000 }).TransformAsync(
            segment,
            Cancellation
        );
        Assert.Equal((2, 1), (result.Events, result.QuarantinedLines));
    }

    [Fact]
    public async Task Running_a_batch_twice_or_its_lines_in_another_order_gives_the_same_bytes()
    {
        var events = Enumerable.Range(0, 60).Select(SomeEvents.Full).Cast<StudyEvent>().ToArray();
        var lake = new MemoryLakeStore();
        var segment = Segments.Put(lake, 1, Segments.Lines(events));
        await new Transformer(lake, new TransformOptions()).TransformAsync(segment, Cancellation);
        var first = lake.Files.ToDictionary();
        await new Transformer(lake, new TransformOptions()).TransformAsync(segment, Cancellation);
        AssertSame(first, lake);

        Array.Reverse(events);
        lake.Files[segment.Path] = Segments.Gzip(Segments.Lines(events));
        await new Transformer(lake, new TransformOptions()).TransformAsync(segment, Cancellation);
        foreach (var table in (string[])["study_events", "study_text", "field_issues"])
        {
            var name = $"{table}/dt=2026-10-01/{segment.Name}.parquet";
            Assert.Equal(first[name], lake.Files[name]);
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_crash_at_any_call_of_the_store_is_made_good_by_running_again(bool failsAfterwards)
    {
        var whole = Lake(failsAt: 0, failsAfterwards);
        await RunAsync(whole);
        Assert.True(whole.Calls > 20);
        for (var call = 1; call <= whole.Calls; call++)
        {
            var crashed = Lake(call, failsAfterwards);
            if (await Record.ExceptionAsync(() => RunAsync(crashed)) is { } exception)
                Assert.IsType<IOException>(exception);
            // No event may be in the lake twice or not at all for a batch that counts as taken in.
            foreach (
                var batch in crashed.Files.Keys.Where(name =>
                    name.StartsWith("transform_batches/", StringComparison.Ordinal)
                )
            )
            {
                foreach (
                    var name in whole.Files.Keys.Where(name =>
                        name.EndsWith(batch[batch.LastIndexOf('/')..], StringComparison.Ordinal)
                    )
                )
                    Assert.True(crashed.Files.ContainsKey(name), $"call {call}: {batch} without {name}");
            }
            var repaired = new MemoryLakeStore();
            foreach (var (name, content) in crashed.Files)
                repaired.Files[name] = content;
            await RunAsync(repaired);
            AssertSame(whole.Files, repaired);
        }
    }

    [Fact]
    public async Task Only_what_is_new_is_taken_in()
    {
        var lake = Lake(0, false);
        var first = await RunAsync(lake);
        Assert.Equal([1L, 2L, 3L], first.Batches.Select(batch => batch.Segment.Sequence));
        Assert.Equal(
            (24, 6, 1, 1, 1),
            (first.Events, first.QuarantinedLines, first.QuarantinedSegments, first.IngestRuns, first.IgnoredFiles)
        );
        Segments.Put(lake, 4, Segments.Lines([SomeEvents.Bare(77)]));
        var second = await RunAsync(lake);
        Assert.Equal([4L], second.Batches.Select(batch => batch.Segment.Sequence));
        Assert.Equal((1, 0, 1), (second.Events, second.IngestRuns, second.UnreadableRuns));
    }

    [Fact]
    public async Task Progress_ends_with_all_segments_and_events()
    {
        var reports = new List<TransformProgress>();
        var lake = Lake(0, false);
        await new PendingTransform(lake, new TransformOptions()).RunAsync(new Collecting(reports), Cancellation);
        Assert.Equal([1, 2, 3], reports.Select(report => report.Segments));
        Assert.All(reports, report => Assert.Equal(3, report.SegmentsPending));
        Assert.Equal(24, reports[^1].Events);
        Assert.Equal(
            lake.Files.Where(file =>
                    file.Key.EndsWith(".gz", StringComparison.Ordinal)
                    && file.Key.StartsWith("log/", StringComparison.Ordinal)
                )
                .Sum(file => file.Value.Length),
            reports[^1].StoredBytes
        );
    }

    [Fact]
    public async Task A_stop_is_heeded_between_segments_and_loses_nothing()
    {
        using var stop = new CancellationTokenSource();
        var lake = Lake(0, false);
        var options = new TransformOptions { Parallelism = 1 };
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            new PendingTransform(lake, options).RunAsync(new Stopping(stop), stop.Token)
        );
        Assert.Single(lake.Files.Keys, name => name.StartsWith("transform_batches/", StringComparison.Ordinal));
        var whole = Lake(0, false);
        await RunAsync(whole);
        await RunAsync(lake);
        AssertSame(whole.Files, lake);
    }

    [Fact]
    public async Task An_ended_ingest_run_becomes_a_row_and_one_that_still_runs_does_not()
    {
        var lake = Lake(0, false);
        await RunAsync(lake);
        using var duck = new Duck();
        var file = duck.Put("runs.parquet", lake.Files["ingest_runs/dt=2026-10-01/a.parquet"]);
        Assert.Equal(
            [
                "a",
                "ward",
                "interrupted",
                10L,
                1L,
                9L,
                2L,
                3L,
                4L,
                5L,
                7L,
                6L,
                "2026-10-01 03:15:00.123+00",
                "2026-10-01 03:16:00+00",
            ],
            duck.Rows(
                    $"select * replace (started_at::varchar as started_at, ended_at::varchar as ended_at) from {file}"
                )
                .Single()
        );
        Assert.DoesNotContain("ingest_runs/dt=2026-10-01/b.parquet", lake.Files.Keys);
    }

    private static MemoryLakeStore Lake(int failsAt, bool failsAfterwards)
    {
        var lake = new MemoryLakeStore { FailsAt = failsAt, FailsAfterwards = failsAfterwards };
        Segments.Put(lake, 1, Mixed);
        Segments.Put(lake, 2, Segments.Lines(Enumerable.Range(30, 12).Select(SomeEvents.Full)));
        var third = Segments.Name(3, Mixed);
        lake.Files[third.Path] = [.. Segments.Gzip(Mixed), 1, 2, 3];
        lake.Files["log/dt=2026-10-01/readme.txt"] = [];
        var run = new IngestRun
        {
            RunId = "a",
            Source = "ward",
            StartedAt = new DateTime(2026, 10, 1, 3, 15, 0, 123, DateTimeKind.Utc),
            EndedAt = new DateTime(2026, 10, 1, 3, 16, 0, DateTimeKind.Utc),
            Status = IngestRunStatus.Interrupted,
            ObjectsSeen = 10,
            Unchanged = 1,
            ChangesNoticed = 9,
            Stored = 2,
            Rejected = 3,
            Removed = 4,
            Superseded = 5,
            Failed = 6,
            Reread = 7,
        };
        lake.Files["runs/dt=2026-10-01/a.json"] = JsonSerializer.SerializeToUtf8Bytes(run, EventJson.IngestRun);
        lake.Files["runs/dt=2026-10-01/b.json"] = JsonSerializer.SerializeToUtf8Bytes(
            run with
            {
                RunId = "b",
                EndedAt = null,
                Status = IngestRunStatus.Running,
            },
            EventJson.IngestRun
        );
        lake.Files["runs/dt=2026-10-01/c.json"] = "no json"u8.ToArray();
        return lake;
    }

    // One at a time, so that the n-th call is the same in every run.
    private static Task<TransformSummary> RunAsync(MemoryLakeStore lake) =>
        new PendingTransform(lake, new TransformOptions { Parallelism = 1 }).RunAsync(null, Cancellation);

    private static void AssertSame(IReadOnlyDictionary<string, byte[]> expected, MemoryLakeStore lake)
    {
        Assert.Equal(expected.Keys.Order(StringComparer.Ordinal), lake.Files.Keys.Order(StringComparer.Ordinal));
        foreach (var (name, content) in expected)
            Assert.True(content.AsSpan().SequenceEqual(lake.Files[name]), name);
    }

    private static string Put(Duck duck, MemoryLakeStore lake, LakeTable table, LogSegment segment) =>
        duck.Put($"{table.Name}.parquet", lake.Files[LakeFile.Of(table, segment.ArrivalDate, segment.Name)]);

    private sealed class Collecting(List<TransformProgress> reports) : IProgress<TransformProgress>
    {
        public void Report(TransformProgress value) => reports.Add(value);
    }

    private sealed class Stopping(CancellationTokenSource stop) : IProgress<TransformProgress>
    {
        public void Report(TransformProgress value) => stop.Cancel();
    }
}
