namespace StudyLake.Analytics.Reporting;

/// <summary>What a report is to be made of.</summary>
/// <param name="Period">Its week, month or year.</param>
/// <param name="Rule">What one exam is; null for the report's first rule.</param>
/// <param name="Site">Display name of the only site to count; null for all.</param>
public sealed record ReportRequest(ReportPeriod Period, CountingRule? Rule = null, string? Site = null);
