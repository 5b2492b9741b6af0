using System.Text.Json;
using Microsoft.Extensions.Time.Testing;
using StudyLake.Events;
using StudyLake.Events.Lake;
using StudyLake.Transform;
using StudyLake.Transform.Compaction;

namespace StudyLake.Tests.Transform;

/// <summary>A day of several segments with copies, readings of the same change, bad lines and an ingest run.</summary>
internal static class DayLake
{
    public static readonly LakeTable[] Tables = [.. LakeTables.OfSegments, .. LakeTables.OfRuns];

    /// <summary>The day after, at noon.</summary>
    public static readonly FakeTimeProvider Clock = new(new DateTimeOffset(2026, 10, 2, 12, 0, 0, TimeSpan.Zero));

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>Sizes so small that a few rows need several runs, row groups and files.</summary>
    public static CompactionOptions Small { get; } =
        new()
        {
            RowGroupRows = 5,
            FileRowGroups = 2,
            SortBytes = 1 << 16,
            Grace = TimeSpan.Zero,
            Scratch = static () => new MemoryStream(),
        };

    public static CompactionOptions Whole { get; } =
        new() { Grace = TimeSpan.Zero, Scratch = static () => new MemoryStream() };

    public static StudyEvent[] Third { get; } =
    [
        SomeEvents.Full(3),
        SomeEvents.Full(20),
        SomeEvents.Rejected(30),
        SomeEvents.Removed(31),
        SomeEvents.Superseded(32),
        // A newer reading of 4, recorded later: both are needed, the first for what was known before.
        SomeEvents.Full(4) with
        {
            ExtractorVersion = 9,
            RecordedAt = SomeEvents.Full(4).RecordedAt.AddHours(1),
        },
        // A reading of 5 by an older extractor, recorded later: no fold takes it.
        SomeEvents.Full(5) with
        {
            ExtractorVersion = 0,
            RecordedAt = SomeEvents.Full(5).RecordedAt.AddHours(1),
        },
        // 6 was captured, and later seen to be gone: superseded loses against stored at any time.
        SomeEvents.Superseded(6) with
        {
            VersionId = SomeEvents.Full(6).VersionId,
            OrderKey = SomeEvents.Full(6).OrderKey,
            RecordedAt = SomeEvents.Full(6).RecordedAt.AddHours(1),
        },
    ];

    public static void Put(MemoryLakeStore lake)
    {
        Segments.Put(lake, 1, Segments.Lines(Enumerable.Range(0, 10).Select(SomeEvents.Full)));
        Segments.Put(
            lake,
            2,
            [.. Segments.Lines(Enumerable.Range(8, 9).Select(SomeEvents.Full)), .. "bad\n"u8, .. "worse\n"u8]
        );
        Segments.Put(lake, 3, Segments.Lines(Third));
        var damaged = Segments.Put(lake, 4, Segments.Lines([SomeEvents.Full(40)]));
        lake.Files[damaged.Path] = lake.Files[damaged.Path][..^3];
        Segments.Put(
            lake,
            5,
            Segments.Lines([
                EventJson.ToUtf8(
                    SegmentRequeued.Of("x", Segments.Date, 2, new DateTime(2026, 10, 1, 9, 0, 0, DateTimeKind.Utc))
                ),
            ])
        );
        foreach (var run in (string[])["a", "b"])
            lake.Files[$"runs/dt=2026-10-01/{run}.json"] = JsonSerializer.SerializeToUtf8Bytes(
                new IngestRun
                {
                    RunId = run,
                    Source = "ward",
                    StartedAt = new DateTime(2026, 10, 1, 3, 15, 0, 123, DateTimeKind.Utc),
                    EndedAt = new DateTime(2026, 10, 1, 3, 16, 0, DateTimeKind.Utc),
                    Status = IngestRunStatus.Complete,
                    Segments = [new RunSegment("one", 10), new RunSegment("two", 9)],
                },
                EventJson.IngestRun
            );
    }

    /// <summary>Late segments of the same day.</summary>
    public static void PutLate(MemoryLakeStore lake)
    {
        Segments.Put(lake, 6, Segments.Lines(Enumerable.Range(14, 12).Select(SomeEvents.Full)));
        Segments.Put(lake, 7, Segments.Lines([SomeEvents.Full(50)]));
    }

    public static Task<TransformSummary> TransformAsync(MemoryLakeStore lake) =>
        new PendingTransform(lake, new TransformOptions { Parallelism = 1 }).RunAsync(null, Cancellation);

    public static Task<CompactionSummary> CompactAsync(MemoryLakeStore lake, CompactionOptions? options = null) =>
        new Compactor(lake, options ?? Whole, Clock).RunAsync(null, null, Cancellation);

    /// <summary>The files a reader would use, copied for DuckDB: the list of their paths for read_parquet.</summary>
    public static async Task<string?> ValidAsync(Duck duck, MemoryLakeStore lake, LakeTable table)
    {
        var manifest = await DayManifest.ReadAsync(lake, Segments.Date, Cancellation);
        var folder = $"{table.Name}/dt=2026-10-01/";
        var names = lake
            .Files.Keys.Where(name => name.StartsWith(folder, StringComparison.Ordinal))
            .Select(name => name[folder.Length..]);
        var paths = DayFiles
            .Valid(table, Segments.Date, names, manifest)
            .Order(StringComparer.Ordinal)
            .Select(path => duck.Put(path.Replace('/', '_'), lake.Files[path]))
            .ToList();
        return paths.Count == 0 ? null : $"read_parquet([{string.Join(", ", paths)}])";
    }

    /// <summary>What SQL says of uncompacted files: each row once, without readings that lose whenever they are seen.</summary>
    public static string Needed(LakeTable table, string files) =>
        table != LakeTables.StudyEvents
            ? $"select distinct * from {files}"
            : $"""
                select distinct * from {files} as reading
                where not exists (
                    select 1 from {files} as other
                    where other.source = reading.source
                        and other.object_id = reading.object_id
                        and coalesce(other.version_id, 'null') = coalesce(reading.version_id, 'null')
                        and other.order_key = reading.order_key
                        and other.recorded_at <= reading.recorded_at
                        and (
                            (reading.event_type = 'object_superseded' and other.event_type <> 'object_superseded')
                            or (
                                (reading.event_type = 'object_superseded') = (other.event_type = 'object_superseded')
                                and other.extractor_version > reading.extractor_version
                            )
                        )
                )
                """;

    /// <summary>The rows of every table as text, sorted, as a reader sees them.</summary>
    public static async Task<Dictionary<string, List<string>>> RowsAsync(MemoryLakeStore lake, bool needed = false)
    {
        using var duck = new Duck();
        var all = new Dictionary<string, List<string>>();
        foreach (var table in Tables)
        {
            var files = await ValidAsync(duck, lake, table);
            all[table.Name] = files is null
                ? []
                : Texts(duck, needed ? Needed(table, files) : $"select * from {files}");
        }
        return all;
    }

    private static List<string> Texts(Duck duck, string sql) =>
        [
            .. duck.Rows($"select to_json(row)::varchar from ({sql}) as row")
                .Select(row => row[0]?.ToString() ?? "")
                .Order(StringComparer.Ordinal),
        ];
}
