namespace StudyLake.Dashboards.Expressions;

/// <summary>Where in the order of evaluation a value exists.</summary>
public enum CalculationLevel
{
    /// <summary>Everywhere: literals and parameters.</summary>
    Constant,

    /// <summary>For each row, windows over rows included.</summary>
    Row,

    /// <summary>For each group of the visual.</summary>
    Aggregate,

    /// <summary>For each group, looking at other groups: table calculations.</summary>
    Post,
}
