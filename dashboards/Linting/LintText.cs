using StudyLake.Analytics.Rendering;

namespace StudyLake.Dashboards.Linting;

/// <summary>A report for people: a block for each finding, then one line with all counts.</summary>
public static class LintText
{
    /// <summary>Writes the report; what steers a terminal is taken out of texts of files.</summary>
    public static void Write(LintReport report, TextWriter output)
    {
        foreach (var finding in report.Findings)
        {
            output.WriteLine(
                Plain($"{finding.File}:{finding.Line}: {Name(finding.Severity)} {finding.Code}: {finding.Message}")
            );
            output.WriteLine(Plain($"    at {finding.Path}"));
            output.WriteLine(Plain($"    {finding.Hint}"));
        }
        foreach (var file in report.OtherFiles)
            output.WriteLine(Plain($"{file}: not checked, as its shape is of nothing in QuickSight"));
        output.WriteLine(Summary(report));
    }

    /// <summary>Files, visuals and findings by severity in one line.</summary>
    public static string Summary(LintReport report)
    {
        var unknown =
            report.UnknownDataSets == 0
                ? ""
                : $"; columns of {Words.Count(report.UnknownDataSets, "data set")} not checked, as no file describes them";
        return $"{Words.Count(report.FileCount, "file")}, {Words.Count(report.VisualCount, "visual")}: "
            + $"{Words.Count(report.ErrorCount, "error")}, {Words.Count(report.WarningCount, "warning")}{unknown}";
    }

    /// <summary>The severity's name in all formats.</summary>
    internal static string Name(LintSeverity severity) => severity == LintSeverity.Error ? "error" : "warning";

    private static string Plain(string text) =>
        string.Concat(text.EnumerateRunes().Select(rune => SafeText.Of(rune.ToString())));
}
