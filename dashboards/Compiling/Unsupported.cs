namespace StudyLake.Dashboards.Compiling;

/// <summary>Something of the definition that this visual does not show as QuickSight would.</summary>
/// <param name="Kind">A short closed word to count by: visual, field, filter, sort, total, data-set, parameter.</param>
/// <param name="Reason">What is not supported and where, for the reader.</param>
public sealed record Unsupported(string Kind, string Reason);
