namespace StudyLake.Dashboards.Linting;

/// <summary>How bad a finding is.</summary>
public enum LintSeverity
{
    /// <summary>QuickSight refuses it, or a visual fails or shows wrong numbers.</summary>
    Error,

    /// <summary>It works and is probably not what was meant.</summary>
    Warning,
}
