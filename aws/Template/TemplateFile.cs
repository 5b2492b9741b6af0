using StudyLake.Analytics;
using StudyLake.Analytics.Reporting;
using StudyLake.Aws.QuickSight;

namespace StudyLake.Aws.Template;

/// <summary>Puts the generated resources between their marks in <c>template.yaml</c>; the rest is written by hand.</summary>
public static class TemplateFile
{
    /// <summary>The line before the resources that follow from the contract.</summary>
    public const string Begin = "  # Generated from the contract by \"studylake aws template\": begin\n";

    /// <summary>The line after them.</summary>
    public const string End = "  # Generated from the contract: end\n";

    /// <summary>The line before the schedules of reports.</summary>
    public const string ReportsBegin = "  # Generated from the reports by \"studylake aws template\": begin\n";

    /// <summary>The line after them.</summary>
    public const string ReportsEnd = "  # Generated from the reports: end\n";

    /// <summary>The line before the dashboards.</summary>
    public const string DashboardsBegin = "  # Generated from the dashboards by \"studylake aws template\": begin\n";

    /// <summary>The line after them.</summary>
    public const string DashboardsEnd = "  # Generated from the dashboards: end\n";

    /// <summary>The template with its generated parts made anew.</summary>
    /// <param name="template">The template as it is.</param>
    /// <param name="dashboards">Every file of a definition.</param>
    /// <exception cref="FormatException">The marks are not there, once each and in order.</exception>
    public static string Regenerate(string template, IReadOnlyCollection<DashboardAsset> dashboards) =>
        Between(
            Between(
                Between(template, Begin, End, GeneratedResources.Render()),
                ReportsBegin,
                ReportsEnd,
                ReportTimers.Render(ReportCatalog.Embedded(ModelCatalog.Embedded()).Reports)
            ),
            DashboardsBegin,
            DashboardsEnd,
            DashboardResources.Render(dashboards)
        );

    private static string Between(string template, string first, string last, string text)
    {
        var begin = template.IndexOf(first, StringComparison.Ordinal);
        var end = template.IndexOf(last, StringComparison.Ordinal);
        if (begin < 0 || end < begin || template.LastIndexOf(first, StringComparison.Ordinal) != begin)
            throw new FormatException(
                $"Expected the lines '{first.Trim()}' and '{last.Trim()}' once each in the template, found otherwise."
            );
        return string.Concat(template.AsSpan(0, begin + first.Length), text, template.AsSpan(end));
    }
}
