using System.Collections.Immutable;

namespace StudyLake.Dashboards.Compiling;

/// <summary>What a reader of a dashboard has chosen, and when: everything that changes what a visual shows.</summary>
/// <remarks>Names that the definition does not have are ignored, so that a stale address still opens.</remarks>
public sealed record DashboardState
{
    /// <summary>The instant that <c>now()</c>, relative dates and rolling defaults count from.</summary>
    public required DateTimeOffset Now { get; init; }

    /// <summary>
    /// Values of parameters by name, instead of their defaults: text, <see cref="long"/>, <see cref="double"/> or
    /// <see cref="DateTime"/>. Text is read as the parameter's type. An empty list means: unset, which for a
    /// multi-valued parameter means all.
    /// </summary>
    public ImmutableDictionary<string, ImmutableArray<object?>> Parameters { get; init; } =
        ImmutableDictionary<string, ImmutableArray<object?>>.Empty;

    /// <summary>What filter controls say, by FilterId, instead of the filter's own values.</summary>
    public ImmutableDictionary<string, FilterChoice> Filters { get; init; } =
        ImmutableDictionary<string, FilterChoice>.Empty;

    /// <summary>Data points that are selected, at most one a visual. A second click on one removes it.</summary>
    public ImmutableArray<DataPointClick> Clicks { get; init; } = [];

    /// <summary>How far visuals are drilled, at most one a visual and field.</summary>
    public ImmutableArray<DrillState> Drills { get; init; } = [];

    /// <summary>Sorts that the reader chose, at most one a visual.</summary>
    public ImmutableArray<SortChoice> Sorts { get; init; } = [];

    /// <summary>The most rows a query gives. Default: 10,000; from 1 to 1,000,000.</summary>
    public int RowLimit { get; init; } = 10_000;

    /// <summary>The reader whose row-level rules apply; null for the owner, who sees every row.</summary>
    public DashboardReader? Reader { get; init; }
}
