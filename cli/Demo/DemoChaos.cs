using System.Globalization;
using StudyLake.Cli.Commands;
using StudyLake.Cli.Log;
using StudyLake.Events;
using StudyLake.Events.Lake;
using StudyLake.Ingest;

namespace StudyLake.Cli.Demo;

/// <summary>Accidents during a demo, drawn from a seed: whatever they do, the totals must come out as without them.</summary>
/// <param name="place">Where the demo is.</param>
/// <param name="seed">Another seed, other accidents.</param>
internal sealed class DemoChaos(DemoPlace place, int seed)
{
    private const int EventsRepeated = 5_000;

    private readonly Random _random = new(seed);
    private readonly SortedDictionary<string, long> _faults = new(StringComparer.Ordinal);

    /// <summary>How many accidents of each kind there were.</summary>
    public override string ToString() =>
        string.Join(
            ", ",
            _faults.Select(fault => string.Create(CultureInfo.InvariantCulture, $"{fault.Key} {fault.Value:N0}"))
        );

    /// <summary>Lets ingest die up to three times while it writes the log, before or after a segment became durable.</summary>
    /// <param name="ingest">Opens a session with the log it is given, and runs one pass.</param>
    public async Task CrashIngestAsync(Func<Func<IEventSink, IEventSink>, Task> ingest)
    {
        for (var crashes = _random.Next(1, 4); crashes > 0; crashes--)
        {
            var (append, isAfterwards) = (_random.Next(1, 4), _random.Next(2) == 0);
            try
            {
                await ingest(log => new DyingLog(log, append, isAfterwards));
                // It ended before its time: there was less to write.
                return;
            }
            catch (DiedException)
            {
                Count(isAfterwards ? "crashes after a write" : "crashes before a write");
            }
        }
    }

    /// <summary>Does to the log what delivery does, and to the transform what a power cut does, and takes all in.</summary>
    /// <param name="firstNew">The first segment that is not transformed yet.</param>
    /// <param name="clock">The time of the wave.</param>
    /// <param name="cancellationToken">Stops between two accidents.</param>
    public async Task DisturbAsync(long firstNew, TimeProvider clock, CancellationToken cancellationToken)
    {
        await RepeatAsync(shuffled: false, cancellationToken);
        await RepeatAsync(shuffled: true, cancellationToken);
        var fresh = FolderEventLog.Segments(place.Lake).Where(segment => segment.Sequence >= firstNew).ToArray();
        if (fresh.Length > 0)
            await DamageAndRestoreAsync(fresh[_random.Next(fresh.Length)], clock, cancellationToken);
        await CrashTransformAsync(cancellationToken);
        var checkpoint = Path.Combine(place.Lake, "journal", "checkpoint");
        if (_random.Next(2) == 0 && File.Exists(checkpoint))
        {
            File.Delete(checkpoint);
            Count("checkpoints lost");
        }
    }

    // The same events delivered a second time, in their order or in another, as segments of their own.
    private async Task RepeatAsync(bool shuffled, CancellationToken cancellationToken)
    {
        var segments = FolderEventLog.Segments(place.Lake);
        if (segments.Count == 0)
            return;
        var segment = segments[_random.Next(segments.Count)];
        var events = FolderEventLog.Read(place.Lake, segment).Take(EventsRepeated).ToArray();
        if (shuffled)
            _random.Shuffle(events);
        var log = new FolderEventLog(place.Lake);
        foreach (var part in events.Chunk(Math.Max(1, (events.Length + 1) / 2)))
            await log.AppendAsync(part, cancellationToken);
        Count(shuffled ? "events repeated out of order" : "events repeated", events.Length);
    }

    // As a user does: the segment comes back from a copy, and is requeued.
    private async Task DamageAndRestoreAsync(
        LogSegment segment,
        TimeProvider clock,
        CancellationToken cancellationToken
    )
    {
        var path = Path.Combine(place.Lake, segment.Path);
        var whole = await File.ReadAllBytesAsync(path, cancellationToken);
        await File.WriteAllBytesAsync(path, Damaged(whole), cancellationToken);
        var summary = await TransformCommand.TransformAsync(place.Lake, showProgress: false, cancellationToken);
        if (summary.QuarantinedSegments != 1)
            throw new InvalidOperationException(
                $"Expected the one damaged segment in quarantine, found {summary.QuarantinedSegments}."
            );
        await File.WriteAllBytesAsync(path, whole, cancellationToken);
        var requeued = await QuarantinedSegments.RequeueAsync(
            place.Lake,
            [segment.Name],
            null,
            null,
            clock,
            cancellationToken
        );
        if (requeued is not { Segments: 1, After: 0 })
            throw new InvalidOperationException(
                $"Expected the restored segment out of quarantine, found {requeued.After} of {requeued.Segments} in it."
            );
        Count("segments damaged and requeued");
    }

    // Cut, changed or emptied.
    private byte[] Damaged(byte[] whole)
    {
        switch (_random.Next(3))
        {
            case 0:
                return whole[..(whole.Length / 2)];
            case 1:
                byte[] changed = [.. whole];
                changed[whole.Length / 2] ^= 0x40;
                return changed;
            default:
                return [];
        }
    }

    // What a power cut leaves: rows without their mark, and half a file under a name that is not read.
    private async Task CrashTransformAsync(CancellationToken cancellationToken)
    {
        await TransformCommand.TransformAsync(place.Lake, showProgress: false, cancellationToken);
        var segments = FolderEventLog.Segments(place.Lake);
        for (var crashes = Math.Min(3, segments.Count); crashes > 0; crashes--)
        {
            var segment = segments[_random.Next(segments.Count)];
            Forget(LakeTables.TransformBatches, segment);
            var rows = Path.Combine(
                place.Lake,
                LakeTables.StudyEvents.Name,
                LogSegment.PartitionName(segment.ArrivalDate)
            );
            await File.WriteAllBytesAsync(
                Path.Combine(rows, $".{segment.Name}.parquet.part"),
                [0x50, 0x41, 0x52, 0x31],
                cancellationToken
            );
            Count("transforms cut off");
        }
        await TransformCommand.TransformAsync(place.Lake, showProgress: false, cancellationToken);
    }

    private void Forget(LakeTable table, LogSegment segment) =>
        File.Delete(
            Path.Combine(
                place.Lake,
                table.Name,
                LogSegment.PartitionName(segment.ArrivalDate),
                segment.Name + ".parquet"
            )
        );

    private void Count(string fault, long times = 1) => _faults[fault] = _faults.GetValueOrDefault(fault) + times;

    /// <summary>Thrown where a process would have died.</summary>
    private sealed class DiedException : Exception;

    /// <summary>A log whose process dies at its n-th segment, before or after that is durable.</summary>
    private sealed class DyingLog(IEventSink log, int append, bool isAfterwards) : IEventSink
    {
        private int _appends;

        public async ValueTask AppendAsync(IReadOnlyList<StudyEvent> events, CancellationToken cancellationToken)
        {
            var dies = ++_appends == append;
            if (!dies || isAfterwards)
                await log.AppendAsync(events, cancellationToken);
            if (dies)
                throw new DiedException();
        }
    }
}
