using Microsoft.Extensions.Time.Testing;
using StudyLake.Events;
using StudyLake.Ingest;
using StudyLake.Ingest.Dicom;
using StudyLake.Ingest.Reconcile;

namespace StudyLake.Tests.Simulation;

/// <summary>
/// One bucket and everything behind it, on one thread, with one source of chance and a clock of its own: the same
/// history gives the same course of events to the last byte.
/// </summary>
internal sealed partial class World
{
    private static readonly KeyRing Keys = new("k1", new byte[32], [.. Enumerable.Repeat((byte)1, 32)]);
    private static readonly Pseudonymiser Pseudonyms = new(Keys);

    // Small first reads, so that a header takes several and the object can change between them.
    private static readonly HeaderReader Reader = new(
        HeaderMapper.Wanted,
        new HeaderReaderOptions { FirstReadBytes = 256, WholeObjectBytes = 0 }
    );
    private static readonly HeaderMapper Mapper = new(Pseudonyms);

    private readonly History _history;
    private readonly Random _random;
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 10, 1, 0, 0, 0, TimeSpan.Zero));
    private readonly SimFirehose _stream;
    private readonly SimDirectPut _direct;
    private readonly SimExtractor _extractor;
    private readonly ObjectIngestor _ingestor;
    private IEnumerator<Action>? _compaction;
    private int _nextOperation;
    private int _depth;
    private bool _isCalm;

    public World(
        History history,
        SimulationSettings settings,
        Components components,
        FaultTally faults,
        string source = "bucket",
        Func<World, ISimLake>? lake = null
    )
    {
        _history = history;
        (Settings, Components, Faults, Source) = (settings, components, faults, source);
        _random = new Random(history.Seed);
        ObjectIds = [.. Enumerable.Range(0, SimBucket.Keys).Select(key => Pseudonyms.ObjectId(source, $"{key}"))];
        Bucket = new SimBucket(_random, faults, isVersioned: Happens(0.5));
        Queue = new SimQueue(_random, faults);
        _stream = new SimFirehose(this);
        _direct = new SimDirectPut(this);
        _ingestor = new ObjectIngestor(Reader, Mapper, new SkewedClock(this));
        Lake = lake is null ? new SimLake(this) : lake(this);
        _extractor = new SimExtractor(this, _ingestor, Happens(0.6) ? components.StreamSink(_stream) : _direct);
    }

    public SimulationSettings Settings { get; }
    public Components Components { get; }
    public FaultTally Faults { get; }
    public string Source { get; }
    public string[] ObjectIds { get; }
    public SimBucket Bucket { get; }
    public SimQueue Queue { get; }
    public SimLog Log { get; } = new();
    public ISimLake Lake { get; }

    /// <summary>The clock of everything behind the bucket.</summary>
    public TimeProvider Clock => _time;

    public DateTime Now => _time.GetUtcNow().UtcDateTime;

    /// <summary>Whether an accident of that probability happens now; none does once the world has calmed down.</summary>
    public bool Happens(double probability) => !_isCalm && _random.NextDouble() < probability;

    /// <summary>A point at which the process at work may die.</summary>
    /// <exception cref="ProcessDied">It did.</exception>
    public void MayDie()
    {
        if (!Happens(Settings.Crash))
            return;
        Faults.Add(Fault.Crash);
        throw new ProcessDied();
    }

    /// <summary>What may happen while a header is read: the process dies, somebody changes the bucket, time passes.</summary>
    public void DuringRead()
    {
        if (Happens(Settings.Crash / 4))
            MayDie();
        if (_depth > 1 || !Happens(0.1))
            return;
        _depth++;
        switch (_random.Next(3))
        {
            case 0 when _nextOperation < _history.Operations.Length:
                Faults.Add(Fault.ChangedDuringRead);
                Operate();
                break;
            case 1:
                // Another receiver gets the same messages while this one is still at work.
                Faults.Add(Fault.VisibilityExpired);
                _time.Advance(SimQueue.Visibility + TimeSpan.FromSeconds(1));
                Receive();
                break;
            default:
                _time.Advance(TimeSpan.FromSeconds(_random.Next(60)));
                break;
        }
        _depth--;
    }

    /// <summary>Runs the history to its end, one step of the system after each operation, and then until all is quiet.</summary>
    /// <exception cref="Violation">A promise was broken.</exception>
    public void Run()
    {
        // Some objects are older than the lake: nothing tells of them, and only a comparison finds them.
        if (Settings.Reconciles && Happens(0.2))
        {
            for (var older = _random.Next(1, 6); older > 0 && _nextOperation < _history.Operations.Length; older--)
            {
                Faults.Add(Fault.OlderThanTheLake);
                Operate(isTold: false);
            }
        }
        while (_nextOperation < _history.Operations.Length)
        {
            Operate();
            Step();
        }
        try
        {
            Quiesce();
            Check();
        }
        catch (Violation violation)
        {
            throw new Violation($"{violation.Message}\n{Describe()}");
        }
    }

    private void Operate(bool isTold = true)
    {
        var operation = _history.Operations[_nextOperation++];
        _time.Advance(TimeSpan.FromSeconds(_random.Next(1, 7200)));
        if (operation.Kind == OperationKind.UpgradeExtractor)
            _extractor.Version++;
        if (Bucket.Apply(operation, Now) is not { } notification || !isTold)
            return;
        if (Happens(Settings.Loss))
        {
            Faults.Add(Fault.LostNotification);
            return;
        }
        Queue.Send(notification, Now + Delay());
        if (!Happens(Settings.Duplicate))
            return;
        Faults.Add(Fault.DuplicateNotification);
        Queue.Send(notification, Now + Delay());
    }

    private TimeSpan Delay()
    {
        switch (_random.Next(10))
        {
            case 0:
                Faults.Add(Fault.DelayOfDays);
                return TimeSpan.FromHours(_random.Next(24, 150));
            case < 4:
                Faults.Add(Fault.Reordering);
                return TimeSpan.FromHours(_random.Next(1, 8));
            default:
                return TimeSpan.FromSeconds(_random.Next(1, 60));
        }
    }

    /// <summary>The clock of the machines, which are up to ten minutes apart.</summary>
    private sealed class SkewedClock(World world) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow()
        {
            if (!world.Happens(0.2))
                return world._time.GetUtcNow();
            world.Faults.Add(Fault.ClockSkew);
            return world._time.GetUtcNow() + TimeSpan.FromSeconds(world._random.Next(-600, 600));
        }
    }
}
