using CsCheck;
using StudyLake.Events;
using StudyLake.Events.Lake;

namespace StudyLake.Tests.Transform;

/// <summary>Whatever way the same events come, in whatever order, however often and in however many segments: the same fold.</summary>
public sealed class MetamorphicTests
{
    private static readonly DateTime Noon = new(2026, 10, 1, 12, 0, 0, DateTimeKind.Utc);

    [Fact]
    public void Any_permutation_duplication_and_split_of_any_events_folds_the_same_after_transform_and_compaction() =>
        Gen.Select(Gen.Int[0, 1_000_000], Gen.Int[1, 25])
            .Sample(
                (seed, length) =>
                {
                    var random = new Random(seed);
                    var events = Events(random, length);
                    var plain = Fold([events]);
                    var shuffled = events.ToArray();
                    random.Shuffle(shuffled);
                    StudyEvent[] twice = [.. shuffled, .. events.Where(_ => random.Next(2) == 0)];
                    random.Shuffle(twice);
                    var pieces = twice.Chunk(random.Next(1, 6)).ToArray();
                    return plain == Fold(pieces) && plain == Fold(pieces, compacts: true, rounds: 1 + random.Next(3));
                },
                iter: 60,
                threads: 1
            );

    // Few objects, versions, keys, extractors and times, so that everything collides.
    private static StudyEvent[] Events(Random random, int length)
    {
        var events = new List<StudyEvent>();
        while (events.Count < length)
        {
            var order = random.Next(1, 4);
            var when = Noon.AddMinutes(random.Next(4));
            var extractor = random.Next(1, 4);
            var attributes = new AttributeValues(ColumnGroup.Attributes);
            // One reading of one change by one extractor at one moment has one payload.
            attributes.Set(
                AttributeTable.Attributes.First(column => column.Name == "modality"),
                $"M{order}{extractor}{when.Minute}"
            );
            StudyEvent made = random.Next(4) switch
            {
                0 => SomeEvents.Superseded(0),
                1 => SomeEvents.Removed(0),
                _ => SomeEvents.Bare(0) with { Attributes = attributes },
            };
            events.Add(
                made with
                {
                    ObjectId = SomeEvents.ObjectId(random.Next(3)),
                    VersionId = random.Next(3) == 0 ? "v" : null,
                    OrderKey = OrderKey.FromRevision(order),
                    RecordedAt = when,
                    ExtractorVersion = extractor,
                }
            );
        }
        // A change has one kind, but for being superseded where it was not captured.
        return
        [
            .. events.Where(item =>
                item is ObjectSuperseded
                || events
                    .First(other =>
                        other is not ObjectSuperseded
                        && (other.ObjectId, other.VersionId, other.OrderKey)
                            == (item.ObjectId, item.VersionId, item.OrderKey)
                    )
                    .EventType == item.EventType
            ),
        ];
    }

    private static string Fold(StudyEvent[][] pieces, bool compacts = false, int rounds = 1)
    {
        var lake = new MemoryLakeStore();
        var options = DayLake.Small with { LateSegments = 1 };
        var perRound = Math.Max(1, pieces.Length / rounds);
        for (var i = 0; i < pieces.Length; i++)
        {
            Segments.Put(lake, i + 1, Segments.Lines(pieces[i]));
            if (compacts && (i + 1) % perRound == 0)
            {
                DayLake.TransformAsync(lake).GetAwaiter().GetResult();
                DayLake.CompactAsync(lake, options).GetAwaiter().GetResult();
            }
        }
        DayLake.TransformAsync(lake).GetAwaiter().GetResult();
        using var duck = new Duck();
        var files = DayLake.ValidAsync(duck, lake, LakeTables.StudyEvents).GetAwaiter().GetResult();
        return string.Join(
            '\n',
            Enumerable
                .Range(0, 5)
                .SelectMany(minute => duck.Rows(AsOf(files ?? "", minute)))
                .Select(row => string.Join('|', row))
        );
    }

    // The two steps of the fold, and what was known at each minute; written out here for any engine.
    private static string AsOf(string files, int minute) =>
        $"""
            with readings as (
                select *, min(recorded_at) over change as arrived_at,
                    row_number() over (
                        change order by (event_type = 'object_superseded'), extractor_version desc, recorded_at desc
                    ) as reading_rank
                from {files}
                where recorded_at <= timestamptz '2026-10-01 12:00:00+00' + interval {minute} minute
                window change as (partition by source, object_id, coalesce(version_id, 'null'), order_key)
            )
            select object_id, coalesce(version_id, 'null'), order_key, event_type, extractor_version, modality,
                recorded_at::varchar, arrived_at::varchar
            from readings
            where reading_rank = 1
            order by all
            """;
}
