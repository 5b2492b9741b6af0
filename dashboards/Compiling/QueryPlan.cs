using System.Collections.Immutable;
using StudyLake.Dashboards.Expressions;

namespace StudyLake.Dashboards.Compiling;

/// <summary>What one query must give, before it is written as SQL.</summary>
internal sealed record QueryPlan
{
    /// <summary>As <see cref="CompiledQuery.Name"/>.</summary>
    public required string Name { get; init; }

    /// <summary>What rows are grouped by; for an unaggregated table, all its values.</summary>
    public required ImmutableArray<QueryDimension> Dimensions { get; init; }

    /// <summary>What is computed for each group.</summary>
    public required ImmutableArray<QueryMeasure> Measures { get; init; }

    /// <summary>Conditions of any level, joined by AND.</summary>
    public required ImmutableArray<BoundExpression> Conditions { get; init; }

    /// <summary>The order of the rows.</summary>
    public ImmutableArray<QuerySort> Sorts { get; init; } = [];

    /// <summary>Totals: the positions of the dimensions that each is grouped by.</summary>
    public ImmutableArray<ImmutableArray<int>> Totals { get; init; } = [];

    /// <summary>Whether rows are grouped at all.</summary>
    public bool IsAggregated { get; init; } = true;

    /// <summary>The most rows to give.</summary>
    public required int RowLimit { get; init; }
}

/// <summary>A dimension of a query.</summary>
/// <param name="Value">What rows are grouped by.</param>
/// <param name="Source">The same before dates are truncated; table calculations may name it too.</param>
/// <param name="Column">The column of the result.</param>
internal sealed record QueryDimension(BoundExpression Value, BoundExpression Source, VisualColumn Column)
{
    /// <summary>How many values stay apart; null for all.</summary>
    public ItemLimit? Limit { get; init; }
}

/// <summary>A limit on the values of a dimension.</summary>
/// <param name="Count">How many values stay.</param>
/// <param name="IncludesOther">Whether the rest becomes the category "Other", or is left out.</param>
/// <param name="RankedBy">The aggregated value that ranks them; null to rank by the dimension itself.</param>
/// <param name="IsDescending">Whether the greatest stay.</param>
internal sealed record ItemLimit(int Count, bool IncludesOther, BoundExpression? RankedBy, bool IsDescending);

/// <summary>A measure of a query.</summary>
/// <param name="Value">An aggregated value or a table calculation.</param>
/// <param name="Column">The column of the result.</param>
internal sealed record QueryMeasure(BoundExpression Value, VisualColumn Column)
{
    /// <summary>Whether totals show it.</summary>
    public bool HasTotal { get; init; } = true;
}

/// <summary>A sort order.</summary>
/// <param name="Scope">The dimensions in whose groups a measure is computed.</param>
/// <param name="Value">The measure; null to sort by the last dimension of the scope itself.</param>
/// <param name="IsDescending">Whether the greatest comes first. Nulls come last either way.</param>
internal sealed record QuerySort(ImmutableArray<int> Scope, BoundExpression? Value, bool IsDescending);
