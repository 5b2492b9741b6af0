using System.Collections.Immutable;

namespace StudyLake.Dashboards.Compiling;

/// <summary>A total, recomputed from the rows of its group and never summed.</summary>
/// <param name="GroupedBy">The FieldIds that it is grouped by; empty for the grand total.</param>
/// <param name="Row">Its values; null in the dimensions that it is not grouped by.</param>
public sealed record TotalRow(ImmutableArray<string> GroupedBy, ResultRow Row);
