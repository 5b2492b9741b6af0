using System.Collections.Immutable;

namespace StudyLake.Analytics.Rendering;

/// <summary>One table of a report: the same numbers in HTML, CSV and JSON.</summary>
public sealed record ReportTable
{
    /// <summary>Its name in lower case with hyphens, which is its CSV file's too.</summary>
    public required string Name { get; init; }

    /// <summary>What it shows, above it.</summary>
    public required string Caption { get; init; }

    /// <summary>Its columns; the first names the row.</summary>
    public required ImmutableArray<ReportColumn> Columns { get; init; }

    /// <summary>Its rows, each with a value for each column.</summary>
    public required ImmutableArray<ReportRow> Rows { get; init; }

    /// <summary>What stands in its place when it has no row.</summary>
    public string EmptyText { get; init; } = "Nothing to show for this month.";

    /// <summary>Not in the public form: single devices, raw names of headers.</summary>
    public bool IsInternal { get; init; }

    /// <summary>HTML tints each count that is no total by its size.</summary>
    public bool IsHeatMap { get; init; }
}
