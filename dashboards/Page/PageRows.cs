using StudyLake.Analytics;

namespace StudyLake.Dashboards.Page;

/// <summary>Where a page's rows come from, in one state of them.</summary>
public sealed record PageRows
{
    /// <summary>Where queries run. What it answers does not change while it is open.</summary>
    public required IQueryEngine Engine { get; init; }

    /// <summary>Where the rows come from, for the line below the dashboard's name.</summary>
    public required string About { get; init; }

    /// <summary>When the newest of the rows was recorded, UTC; null when that is not known.</summary>
    public DateTime? DataAsOf { get; init; }

    /// <summary>Called once, when no query uses the engine any more. Default: nothing.</summary>
    public Func<ValueTask> Close { get; init; } = () => ValueTask.CompletedTask;
}
