using System.Collections.Immutable;

namespace StudyLake.Analytics.Rendering;

/// <summary>One row of a report's table.</summary>
/// <param name="Cells">
/// A value for each column: text, <see cref="long"/>, <see cref="double"/>, <see cref="DateOnly"/>,
/// <see cref="DateTime"/> in UTC, or null for what is not known.
/// </param>
/// <param name="IsTotal">The row adds up others; who sums a column leaves it out.</param>
public sealed record ReportRow(ImmutableArray<object?> Cells, bool IsTotal = false)
{
    /// <summary>A row of these values.</summary>
    public static ReportRow Of(params ReadOnlySpan<object?> cells) => new([.. cells]);

    /// <summary>A row that adds up others.</summary>
    public static ReportRow Total(params ReadOnlySpan<object?> cells) => new([.. cells], IsTotal: true);
}
