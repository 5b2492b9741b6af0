using System.Collections.Immutable;

namespace StudyLake.Dashboards.Compiling;

/// <summary>One query of a visual, ready to run.</summary>
public sealed record CompiledQuery
{
    /// <summary>What it answers: <c>main</c>, or the name of an insight's computation.</summary>
    public required string Name { get; init; }

    /// <summary>For an insight the kind of its computation, such as TopBottomRanked; null for others.</summary>
    public string? Computation { get; init; }

    /// <summary>One <c>select</c> for DuckDB, with <c>?</c> for each of <see cref="Values"/>.</summary>
    public required string Sql { get; init; }

    /// <summary>The values of the parameters in order. Values that a reader chose are only ever here.</summary>
    public required ImmutableArray<object?> Values { get; init; }

    /// <summary>The columns that the reader gets, in order.</summary>
    public required ImmutableArray<VisualColumn> Columns { get; init; }

    /// <summary>The FieldIds that each kind of total is grouped by; empty when there are no totals.</summary>
    /// <remarks>Totals come from the same query by GROUPING SETS; position 0 is always the leaf rows.</remarks>
    public ImmutableArray<ImmutableArray<string>> Groupings { get; init; } = [];

    /// <summary>For each of <see cref="Groupings"/>, the mark its rows have in the last column of the SQL's result.</summary>
    public ImmutableArray<long> GroupingMarks { get; init; } = [];

    /// <summary>Whether the SQL gives a column behind <see cref="Columns"/> that marks the category "Other".</summary>
    public bool HasOther { get; init; }

    /// <summary>Rows beyond this many are cut off.</summary>
    public required int RowLimit { get; init; }
}
