namespace StudyLake.Cli.Preview;

/// <summary>A clock that stands still, so that relative dates mean the same each time.</summary>
/// <param name="instant">What it shows.</param>
internal sealed class StoppedClock(DateTimeOffset instant) : TimeProvider
{
    /// <inheritdoc />
    public override DateTimeOffset GetUtcNow() => instant;
}
