using System.Collections.Immutable;

namespace StudyLake.Analytics.Rendering;

/// <summary>One part of a report: charts, then tables, then notes.</summary>
public sealed record ReportPart
{
    /// <summary>Its name in lower case with hyphens.</summary>
    public required string Name { get; init; }

    /// <summary>Its heading.</summary>
    public required string Title { get; init; }

    /// <summary>What to read from it, in a sentence; null for none.</summary>
    public string? Lead { get; init; }

    /// <summary>Its charts; a table of this part has the same numbers.</summary>
    public ImmutableArray<ReportChart> Charts { get; init; } = [];

    /// <summary>Its tables.</summary>
    public ImmutableArray<ReportTable> Tables { get; init; } = [];

    /// <summary>What to know about its numbers.</summary>
    public ImmutableArray<string> Notes { get; init; } = [];

    /// <summary>Not in the public form: devices, raw names of headers, the state of the pipeline.</summary>
    public bool IsInternal { get; init; }

    /// <summary>Why it could not be made; then it shows nothing else. Null when it was.</summary>
    public string? Failure { get; init; }
}
