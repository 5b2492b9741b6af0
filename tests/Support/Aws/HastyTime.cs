namespace StudyLake.Tests.Support.Aws;

/// <summary>The system's clock, on which a wait takes a fiftieth of its time: for real work behind patient polling.</summary>
internal sealed class HastyTime : TimeProvider
{
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        base.CreateTimer(callback, state, dueTime > TimeSpan.Zero ? dueTime / 50 : dueTime, period);
}
