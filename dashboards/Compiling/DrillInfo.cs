namespace StudyLake.Dashboards.Compiling;

/// <summary>Where a dimension stands in its hierarchy.</summary>
/// <param name="HierarchyId">The hierarchy.</param>
/// <param name="Level">The present level, as in <see cref="DrillState.Level"/>.</param>
/// <param name="Down">The column or granularity one level down; null at the bottom.</param>
/// <param name="Up">The column or granularity one level up; null at the top.</param>
public sealed record DrillInfo(string HierarchyId, int Level, string? Down, string? Up);
