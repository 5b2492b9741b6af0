using System.Collections.Immutable;

namespace StudyLake.Dashboards.Compiling;

/// <summary>A selected data point: it filters other visuals through the actions of its own visual.</summary>
/// <param name="VisualId">The visual that was clicked.</param>
/// <param name="Values">
/// The values of its dimensions by FieldId, as its rows had them; null is a value. A point of the category "Other"
/// selects nothing.
/// </param>
public sealed record DataPointClick(string VisualId, ImmutableDictionary<string, object?> Values);
