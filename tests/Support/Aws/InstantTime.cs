namespace StudyLake.Tests.Support.Aws;

/// <summary>A clock on which every wait is over at once, and which remembers how long each was to be.</summary>
internal sealed class InstantTime(DateTimeOffset start) : TimeProvider
{
    private readonly List<TimeSpan> _waits = [];
    private DateTimeOffset _now = start;

    public InstantTime()
        : this(new DateTimeOffset(2026, 10, 1, 3, 15, 0, TimeSpan.Zero)) { }

    /// <summary>The waits so far, in order.</summary>
    public IReadOnlyList<TimeSpan> Waits
    {
        get
        {
            lock (_waits)
                return [.. _waits];
        }
    }

    public override DateTimeOffset GetUtcNow()
    {
        lock (_waits)
            return _now;
    }

    /// <summary>Lets time pass that nobody waited for.</summary>
    public void Advance(TimeSpan time)
    {
        lock (_waits)
            _now += time;
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        if (dueTime != Timeout.InfiniteTimeSpan)
        {
            lock (_waits)
            {
                _waits.Add(dueTime);
                _now += dueTime;
            }
            ThreadPool.QueueUserWorkItem(_ => callback(state));
        }
        return new Fired();
    }

    private sealed class Fired : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => true;

        public void Dispose() { }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
