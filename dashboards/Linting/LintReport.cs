using System.Collections.Immutable;

namespace StudyLake.Dashboards.Linting;

/// <summary>What was looked at and what was found.</summary>
/// <param name="Findings">In the order of file, line, code and path: the same for the same files.</param>
/// <param name="FileCount">How many files were checked.</param>
/// <param name="VisualCount">How many visuals they hold.</param>
/// <param name="OtherFiles">Files that are JSON and, by their shape, nothing of QuickSight; they are not checked.</param>
/// <param name="UnknownDataSets">How many data set declarations lead to no file, so that their columns are not checked.</param>
public sealed record LintReport(
    ImmutableArray<Finding> Findings,
    int FileCount,
    int VisualCount,
    ImmutableArray<string> OtherFiles,
    int UnknownDataSets
)
{
    /// <summary>How many findings are errors.</summary>
    public int ErrorCount => Findings.Count(finding => finding.Severity == LintSeverity.Error);

    /// <summary>How many findings are warnings.</summary>
    public int WarningCount => Findings.Length - ErrorCount;
}
