using System.Collections.Immutable;

namespace StudyLake.Dashboards.Compiling;

/// <summary>What one query of a visual gave.</summary>
/// <param name="Query">The query.</param>
/// <param name="Rows">The rows in the order to show them.</param>
/// <param name="Totals">The totals, in the order of <see cref="CompiledQuery.Groupings"/>.</param>
/// <param name="IsCut">Whether rows beyond <see cref="CompiledQuery.RowLimit"/> were left out.</param>
/// <param name="Elapsed">How long the engine took.</param>
public sealed record QueryRows(
    CompiledQuery Query,
    ImmutableArray<ResultRow> Rows,
    ImmutableArray<TotalRow> Totals,
    bool IsCut,
    TimeSpan Elapsed
);
