namespace StudyLake.Dashboards.Compiling;

/// <summary>What a column of a visual's result is for.</summary>
public enum ColumnRole
{
    /// <summary>A value that rows are grouped by.</summary>
    Dimension,

    /// <summary>A value computed for each group; in an unaggregated table, any value.</summary>
    Measure,
}
