using System.Collections.Immutable;

namespace StudyLake.Dashboards.Compiling;

/// <summary>How far one dimension of a visual is drilled.</summary>
/// <param name="VisualId">The visual.</param>
/// <param name="FieldId">The dimension as the definition names it; it keeps this id at every level.</param>
/// <param name="Level">Levels below (positive) or, for dates, above (negative) the definition's; 0 is where it starts.</param>
/// <param name="Path">The value clicked at each level passed, outermost first; empty to change the level only.</param>
public sealed record DrillState(string VisualId, string FieldId, int Level, ImmutableArray<object?> Path);
