using StudyLake.Events;

namespace StudyLake.Cli.Folder;

/// <summary>The counts of a run while it runs. Safe for use by several threads at once.</summary>
internal sealed class IngestTally
{
    private const int FailuresKept = 20;

    private readonly List<string> _failures = [];
    private long _seen;
    private long _unchanged;
    private long _noticed;
    private long _stored;
    private long _rejected;
    private long _removed;
    private long _superseded;
    private long _reread;
    private long _failed;
    private volatile bool _walkIsDone;

    public long Noticed => Interlocked.Read(ref _noticed);

    public void Saw() => Interlocked.Increment(ref _seen);

    public void Unchanged() => Interlocked.Increment(ref _unchanged);

    public void Notice() => Interlocked.Increment(ref _noticed);

    public void WalkDone() => _walkIsDone = true;

    public void Failed(string objectId, string why)
    {
        Interlocked.Increment(ref _failed);
        lock (_failures)
        {
            if (_failures.Count < FailuresKept)
                _failures.Add($"{objectId}: {why}");
        }
    }

    /// <summary>Counts an event that is in the log.</summary>
    /// <param name="item">The event.</param>
    /// <param name="isReread">Whether the log had the same change before.</param>
    public void Durable(StudyEvent item, bool isReread)
    {
        Interlocked.Increment(ref Counter(item));
        if (isReread)
            Interlocked.Increment(ref _reread);
    }

    public IngestProgress Progress =>
        new(
            Interlocked.Read(ref _seen),
            Noticed,
            Interlocked.Read(ref _stored)
                + Interlocked.Read(ref _rejected)
                + Interlocked.Read(ref _removed)
                + Interlocked.Read(ref _superseded)
                + Interlocked.Read(ref _failed),
            _walkIsDone
        );

    public IReadOnlyList<string> Failures
    {
        get
        {
            lock (_failures)
                return [.. _failures];
        }
    }

    /// <summary>The run with these counts.</summary>
    public IngestRun Fill(IngestRun run) =>
        run with
        {
            ObjectsSeen = _seen,
            Unchanged = _unchanged,
            ChangesNoticed = _noticed,
            Stored = _stored,
            Rejected = _rejected,
            Removed = _removed,
            Superseded = _superseded,
            Reread = _reread,
            Failed = _failed,
        };

    private ref long Counter(StudyEvent item)
    {
        switch (item)
        {
            case InstanceStored:
                return ref _stored;
            case ObjectRejected:
                return ref _rejected;
            case ObjectRemoved:
                return ref _removed;
            default:
                return ref _superseded;
        }
    }
}
