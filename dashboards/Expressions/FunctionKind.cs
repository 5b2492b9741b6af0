namespace StudyLake.Dashboards.Expressions;

/// <summary>The families of functions.</summary>
public enum FunctionKind
{
    /// <summary>One value from the values beside it.</summary>
    Scalar,

    /// <summary>One value for a group; with keys in brackets a level-aware aggregation.</summary>
    Aggregate,

    /// <summary>An aggregation with a condition: sumIf and the like.</summary>
    ConditionalAggregate,

    /// <summary>An aggregation over the part of a period up to a date: periodToDateSum and the like.</summary>
    PeriodAggregate,

    /// <summary>An aggregation over a partition: sumOver and the like.</summary>
    Over,

    /// <summary>rank, denseRank, percentileRank.</summary>
    Rank,

    /// <summary>An aggregation over all groups up to this one: runningSum and the like.</summary>
    Running,

    /// <summary>An aggregation over groups around this one: windowSum and the like.</summary>
    Window,

    /// <summary>A value of another group: lag, lead, difference, percentDifference, firstValue, lastValue.</summary>
    Offset,

    /// <summary>percentOfTotal.</summary>
    Share,

    /// <summary>A comparison with an earlier period: periodOverPeriodLastValue and the like.</summary>
    PeriodOverPeriod,

    /// <summary>An aggregation over the part of a period up to this group: periodToDateSumOverTime and the like.</summary>
    PeriodToDate,
}
