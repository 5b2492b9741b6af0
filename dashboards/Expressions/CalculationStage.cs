namespace StudyLake.Dashboards.Expressions;

/// <summary>When a window over rows or groups is computed.</summary>
public enum CalculationStage
{
    /// <summary>Before any filter of the dashboard: PRE_FILTER.</summary>
    PreFilter,

    /// <summary>After row filters, before grouping: PRE_AGG.</summary>
    PreAggregate,

    /// <summary>At the keys of a level-aware aggregation, after top and bottom filters.</summary>
    LevelAware,

    /// <summary>Over the groups of the visual: POST_AGG_FILTER, the default.</summary>
    PostAggregate,
}
