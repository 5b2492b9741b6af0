using System.Collections.Immutable;

namespace StudyLake.Dashboards.Compiling;

/// <summary>What a click on a visual does.</summary>
/// <param name="FieldIds">The dimensions whose values become filters.</param>
/// <param name="VisualIds">The visuals that are filtered.</param>
public sealed record ClickTargets(ImmutableArray<string> FieldIds, ImmutableArray<string> VisualIds);
