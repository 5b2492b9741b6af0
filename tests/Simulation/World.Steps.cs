using System.Collections.Immutable;
using StudyLake.Events;
using StudyLake.Events.Fold;
using StudyLake.Ingest;
using StudyLake.Ingest.Reconcile;

namespace StudyLake.Tests.Simulation;

/// <summary>What the system does between the operations.</summary>
internal sealed partial class World
{
    private const int MostRounds = 2_000;

    private void Step()
    {
        for (var steps = _random.Next(1, 4); steps > 0; steps--)
        {
            switch (_random.Next(20))
            {
                case < 9:
                    Receive();
                    break;
                case < 11:
                    _stream.Deliver();
                    break;
                case < 14:
                    Transform();
                    break;
                case < 16:
                    Compact();
                    break;
                case 16:
                    _time.Advance(TimeSpan.FromHours(_random.Next(1, 48)));
                    break;
                case 17 when Settings.Reconciles:
                    Survive(() => Reconcile(maxPasses: 1));
                    break;
                case 18 when Settings.Reconciles && Happens(0.1):
                    _stream.GoDown(TimeSpan.FromHours(_random.Next(12, 72)));
                    break;
                default:
                    Corrupt();
                    Queue.Redrive(Now);
                    break;
            }
        }
    }

    /// <summary>Runs something that may die, as whatever started it would find it afterwards.</summary>
    private static bool Survive(Action action)
    {
        try
        {
            action();
            return true;
        }
        catch (ProcessDied)
        {
            return false;
        }
        catch (IOException)
        {
            return false;
        }
    }

    private void Receive()
    {
        var batch = Queue.Receive(Now);
        if (batch.Count > 0)
            Survive(() => _extractor.Handle(batch));
    }

    private void Transform()
    {
        var pending = Log.Segments.FindAll(segment => !Lake.Has(segment));
        var again = Log.Segments.Count > 0 && Happens(0.1);
        if (pending.Count == 0 && !again)
            return;
        var segment = again ? Log.Segments[_random.Next(Log.Segments.Count)] : pending[_random.Next(pending.Count)];
        if (again)
            Faults.Add(Fault.TransformedTwice);
        if (_compaction is not null)
            Faults.Add(Fault.CompactionBesideTransform);
        Survive(() => Lake.Transform(segment));
    }

    /// <summary>What others do between two calls of a process at work.</summary>
    public void Meanwhile()
    {
        switch (_random.Next(3))
        {
            case 0:
                _stream.Deliver();
                break;
            case 1:
                Faults.Add(Fault.CompactionBesideTransform);
                Survive(() =>
                {
                    foreach (var step in Lake.Compaction())
                        step();
                });
                break;
            default:
                Transform();
                break;
        }
    }

    private void Compact()
    {
        _compaction ??= Lake.Compaction().GetEnumerator();
        for (var steps = _random.Next(1, 5); steps > 0; steps--)
        {
            if (!_compaction.MoveNext())
            {
                _compaction = null;
                return;
            }
            if (Survive(_compaction.Current) && !Happens(Settings.CompactionCrash))
                continue;
            Faults.Add(Fault.CompactionCrashed);
            _compaction = null;
            return;
        }
    }

    private void Corrupt()
    {
        if (Log.Segments.Count == 0 || !Happens(Settings.Corruption))
            return;
        var segment = Log.Segments[_random.Next(Log.Segments.Count)];
        Faults.Add(Fault.SegmentCorrupted);
        segment.IsCorrupt = segment.WasCorrupt = true;
    }

    private void Restore()
    {
        var damaged = Log.Segments.FindAll(segment => segment.IsCorrupt);
        foreach (var segment in damaged)
            segment.IsCorrupt = false;
        Lake.Requeue(damaged);
    }

    private ImmutableArray<ReconcilePass> Reconcile(int maxPasses)
    {
        var reconciler = new Reconciler(
            _ingestor,
            new Stamped(this),
            new ReconcileOptions { MaxPasses = maxPasses, BatchEvents = 3 }
        );
        var work = reconciler.RunAsync(
            _ => Task.FromResult(Known()),
            () => new SimListing(this, _extractor),
            CancellationToken.None
        );
        return Wait.For(new ValueTask<ImmutableArray<ReconcilePass>>(work));
    }

    /// <summary>The log, to which the present extractor writes, removals too.</summary>
    private sealed class Stamped(World world) : IEventSink
    {
        public ValueTask AppendAsync(IReadOnlyList<StudyEvent> events, CancellationToken cancellationToken) =>
            world._direct.AppendAsync(
                [.. events.Select(item => item with { ExtractorVersion = world._extractor.Version })],
                cancellationToken
            );
    }

    // The lake too: it may hold rows of a segment that was damaged after it was taken in.
    private StoreFold<KnownState> Known() =>
        new StoreFold<KnownState>(KnownState.Of)
            .ApplyAll(Log.Segments.Where(segment => !segment.IsCorrupt).SelectMany(segment => segment.Events))
            .ApplyAll(Lake.Rows);

    private void Quiesce()
    {
        _isCalm = true;
        for (var round = 0; Queue.Count + Queue.DeadCount + _stream.Buffered > 0; round++)
        {
            if (round > MostRounds)
                throw new Violation($"{Queue.Count} messages never came to rest");
            Queue.Redrive(Now);
            if (Queue.NextVisibleAt is { } next && next > Now)
                _time.SetUtcNow(new DateTimeOffset(next, TimeSpan.Zero));
            Receive();
            if (Now < _stream.DownUntil && Queue.Count == 0)
                _time.SetUtcNow(new DateTimeOffset(_stream.DownUntil, TimeSpan.Zero));
            _stream.Deliver();
        }
        if (!Settings.Reconciles || _random.Next(2) == 0)
            Restore();
        TransformAll();
        if (!Settings.Reconciles)
            return;
        _time.Advance(TimeSpan.FromDays(10));
        var wasWrong = !IsRight();
        var passes = Reconcile(maxPasses: 5);
        if (wasWrong && passes[0].GapCount == 0)
            throw new Violation("the lake differs from the bucket and no gap is shown");
        if (passes[^1] is not { GapCount: 0, InFlight: 0 })
            throw new Violation($"the last comparison still found {passes[^1].GapCount} gaps");
        if (passes.Any(pass => pass.GapCount > 1))
            Faults.Add(Fault.VersionsInBackfill);
        TransformAll();
    }

    private void TransformAll()
    {
        while (Log.Segments.Exists(segment => !Lake.Has(segment)))
            Transform();
    }
}
