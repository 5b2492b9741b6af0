namespace StudyLake.Dashboards.Expressions;

/// <summary>What is wrong with an expression.</summary>
public enum ExpressionProblem
{
    /// <summary>It does not follow the grammar.</summary>
    Syntax,

    /// <summary>No function has this name.</summary>
    UnknownFunction,

    /// <summary>Neither the data set nor a calculated field has this name.</summary>
    UnknownField,

    /// <summary>No parameter has this name.</summary>
    UnknownParameter,

    /// <summary>Too few or too many arguments.</summary>
    Arity,

    /// <summary>An argument of the wrong type or form.</summary>
    Type,

    /// <summary>Aggregated and row values in one operation.</summary>
    MixedLevels,

    /// <summary>An aggregation inside another without a level of its own.</summary>
    NestedAggregate,

    /// <summary>A calculated field that depends on itself.</summary>
    Circular,

    /// <summary>A row value or key that the visual neither groups by nor aggregates.</summary>
    NotInVisual,

    /// <summary>Valid in QuickSight, and not supported here.</summary>
    NotSupported,
}
