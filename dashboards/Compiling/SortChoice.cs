namespace StudyLake.Dashboards.Compiling;

/// <summary>A sort that a reader chose for a visual; it comes before those of the definition.</summary>
/// <param name="VisualId">The visual.</param>
/// <param name="FieldId">The column of its result.</param>
/// <param name="IsDescending">Whether the greatest comes first.</param>
public sealed record SortChoice(string VisualId, string FieldId, bool IsDescending);
