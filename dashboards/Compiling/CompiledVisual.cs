using System.Collections.Immutable;

namespace StudyLake.Dashboards.Compiling;

/// <summary>One visual, compiled for one state.</summary>
public sealed record CompiledVisual
{
    /// <summary>The sheet it is on.</summary>
    public required string SheetId { get; init; }

    /// <summary>Its VisualId.</summary>
    public required string VisualId { get; init; }

    /// <summary>The member name in the definition, such as <c>BarChartVisual</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>The identifier of its data set; null when it has no fields.</summary>
    public string? DataSet { get; init; }

    /// <summary>
    /// The queries: one for most visuals, one a computation for an insight, none for a visual without fields or one
    /// that could not be compiled.
    /// </summary>
    public required ImmutableArray<CompiledQuery> Queries { get; init; }

    /// <summary>Whether the definition asks for data here at all; a text insight or an empty visual does not.</summary>
    public required bool IsDataBearing { get; init; }

    /// <summary>Why it could not be compiled, for the reader; null when it was.</summary>
    public string? Failure { get; init; }

    /// <summary>What is shown otherwise than in QuickSight; the visual is still drawn.</summary>
    public required ImmutableArray<Unsupported> Unsupported { get; init; }
}
