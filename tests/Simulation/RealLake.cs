using System.Globalization;
using System.Text;
using StudyLake.Events;
using StudyLake.Events.Lake;
using StudyLake.Tests.Transform;
using StudyLake.Transform;
using StudyLake.Transform.Compaction;
using StudyLake.Transform.Replay;

namespace StudyLake.Tests.Simulation;

/// <summary>
/// The lake as it is: gzip segments, the transform, compaction and replay that ship, over a store that may fail or kill at
/// each call and lets others work in between.
/// </summary>
/// <remarks>
/// A row is read from Parquet and must be one of an event that was logged, to its payload: else the history fails.
/// </remarks>
internal sealed class RealLake : ISimLake
{
    private readonly World _world;
    private readonly DyingStore _store;
    private readonly Dictionary<string, LogSegment> _segments = [];
    private readonly Dictionary<string, StudyEvent> _logged = new(StringComparer.Ordinal);
    private readonly Transformer _transformer;
    private readonly CompactionOptions _compaction;
    private long _written;

    public RealLake(World world)
    {
        _world = world;
        _store = new DyingStore(world);
        _transformer = new Transformer(_store, Options);
        // Of the smallest sizes, so that a handful of rows needs several runs, row groups and files.
        _compaction = world.Happens(0.5) ? DayLake.Small : DayLake.Whole;
        _compaction = _compaction with
        {
            Grace = world.Happens(0.5) ? TimeSpan.Zero : TimeSpan.FromHours(1),
            FirstSegments = 1,
            LateSegments = 2,
        };
        _store.Quietly(() => Run(LakeManifest.OpenOrCreateAsync(_store, world.Clock, default)));
    }

    private static TransformOptions Options { get; } = new() { Parallelism = 1 };

    public IEnumerable<StudyEvent> Rows => _store.Quietly(ReadRows);

    public IEnumerable<string> FileNames => _store.Names;

    public bool Has(SimLog.Segment segment) =>
        _store.Quietly(() => Run(_transformer.IsTransformedAsync(Stored(segment), default)));

    public void Transform(SimLog.Segment segment)
    {
        var stored = Stored(segment);
        // As the function does: a segment that was taken in is never transformed again, for it may be compacted.
        if (!Has(segment))
            Run(_transformer.TransformAsync(stored, default));
    }

    public IEnumerable<Action> Compaction()
    {
        yield return () =>
        {
            try
            {
                var day = Today;
                Run(
                    new Compactor(_store, _compaction, _world.Clock).RunAsync(
                        _world.Happens(0.5) ? day : null,
                        null,
                        default
                    )
                );
            }
            catch (FileNotFoundException)
            {
                // Another has replaced what was just listed; the next run finds it so.
            }
        };
    }

    public void Requeue(IReadOnlyList<SimLog.Segment> segments)
    {
        if (segments.Count == 0)
            return;
        var now = _world.Now;
        Put(
            "requeue",
            [
                .. segments.Select(item =>
                    EventJson.ToUtf8(SegmentRequeued.Of(item.Name, Stored(item).ArrivalDate, 1, now))
                ),
            ]
        );
        foreach (var day in segments.Select(item => Stored(item).ArrivalDate).Distinct())
            Run(new LakeReplay(_store, Options, _compaction, _world.Clock).RunAsync(day, null, default));
    }

    private DateOnly Today => DateOnly.FromDateTime(_world.Now);

    // The segment as it lies in the log, damaged or not.
    private LogSegment Stored(SimLog.Segment segment)
    {
        if (!_segments.TryGetValue(segment.Name, out var stored))
        {
            stored = _segments[segment.Name] = Put(segment.Name, [.. segment.Events.Select(EventJson.ToUtf8)]);
            foreach (var item in segment.Events)
                _logged.TryAdd(Key(item), item);
        }
        var whole = _store.Whole(stored.Path);
        _store.Put(stored.Path, segment.IsCorrupt ? whole[..^3] : whole);
        return stored;
    }

    private LogSegment Put(string name, IReadOnlyList<byte[]> lines)
    {
        var segment = new LogSegment(Today, string.Create(CultureInfo.InvariantCulture, $"{++_written:D4}-{name}"));
        _store.PutWhole(segment.Path, Segments.Gzip(Segments.Lines(lines)));
        return segment;
    }

    private List<StudyEvent> ReadRows()
    {
        var rows = new List<StudyEvent>();
        foreach (
            var date in Run(DayListing.DatesAsync(_store, [LakeTables.StudyEvents.Name, DayManifest.Folder], default))
        )
        {
            var day = Run(DayListing.ReadAsync(_store, date, default));
            Run(
                TableFileReader.ReadAsync(
                    _store,
                    day.Valid(LakeTables.StudyEvents).Select(path => (LakeTables.StudyEvents, path)),
                    DayLake.Whole,
                    read =>
                    {
                        for (var row = 0; row < read.Count; row++)
                            rows.Add(Logged(Key(read, row)));
                    },
                    default
                )
            );
        }
        return rows;
    }

    private StudyEvent Logged(string key) =>
        _logged.TryGetValue(key, out var item) ? item : throw new Violation($"a row that nobody logged: {key}");

    private static string Key(StudyEvent item) =>
        string.Join(
            ' ',
            item.Source,
            item.ObjectId,
            item.VersionId,
            item.OrderKey,
            item switch
            {
                InstanceStored => EventTypes.InstanceStored,
                ObjectRejected => EventTypes.ObjectRejected,
                ObjectRemoved => EventTypes.ObjectRemoved,
                _ => EventTypes.ObjectSuperseded,
            },
            item.ExtractorVersion.ToString(CultureInfo.InvariantCulture),
            new DateTimeOffset(item.RecordedAt).ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture),
            item is InstanceStored ? SimContent.ValueOf(item) : null
        );

    private static string Key(TableBuffer rows, int row)
    {
        var number = rows.Number("instance_number");
        return string.Join(
            ' ',
            Text("source"),
            Text("object_id"),
            Text("version_id"),
            Text("order_key"),
            Text("event_type"),
            rows.Number("extractor_version").Values[row].ToString(CultureInfo.InvariantCulture),
            rows.Number("recorded_at").Values[row].ToString(CultureInfo.InvariantCulture),
            number.IsNull(row) ? null : number.Values[row].ToString(CultureInfo.InvariantCulture)
        );

        string? Text(string name)
        {
            var column = rows.Text(name);
            return column.IsNull(row) ? null : Encoding.UTF8.GetString(column.Pool.Utf8(column.Ids[row]).Span);
        }
    }

    // Nothing here runs beside anything else: what is awaited is the work itself.
    private static T Run<T>(Task<T> task) => task.GetAwaiter().GetResult();

    private static void Run(Task task) => task.GetAwaiter().GetResult();
}
