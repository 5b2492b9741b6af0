using System.Collections.Immutable;

namespace StudyLake.Dashboards.Expressions;

/// <summary>An expression with its names resolved, calculated fields put in place, and its type and level known.</summary>
/// <param name="Type">The type of its values.</param>
/// <param name="Level">Where in the order of evaluation it exists.</param>
public abstract record BoundExpression(FieldType Type, CalculationLevel Level);

/// <summary>A literal.</summary>
/// <param name="Value">Text, <see cref="long"/>, <see cref="double"/>, <see cref="bool"/>, <see cref="DateTime"/> or null.</param>
/// <param name="Type">Its type; Unknown for an untyped null.</param>
public sealed record BoundConstant(object? Value, FieldType Type) : BoundExpression(Type, CalculationLevel.Constant);

/// <summary>A column of the data set.</summary>
/// <param name="Name">Its name; case counts.</param>
/// <param name="Type">Its type.</param>
public sealed record BoundColumn(string Name, FieldType Type) : BoundExpression(Type, CalculationLevel.Row);

/// <summary>A parameter.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">The type of its values.</param>
/// <param name="IsMultiValued">Whether it holds a list; it then stands only on the right of <c>in</c>.</param>
public sealed record BoundParameter(string Name, FieldType Type, bool IsMultiValued)
    : BoundExpression(Type, CalculationLevel.Constant);

/// <summary>A function or an operator over the values beside it.</summary>
/// <param name="Function">The function as the table spells it, or the operator.</param>
/// <param name="Arguments">Each of the type that the function takes. Periods and keywords are text constants.</param>
/// <param name="Type">Its type.</param>
/// <param name="Level">The highest level of its arguments.</param>
public sealed record BoundCall(
    string Function,
    ImmutableArray<BoundExpression> Arguments,
    FieldType Type,
    CalculationLevel Level
) : BoundExpression(Type, Level);

/// <summary>A value as another type; null where it cannot be read as one.</summary>
/// <param name="Value">The value.</param>
/// <param name="Type">The type it becomes.</param>
public sealed record BoundCast(BoundExpression Value, FieldType Type) : BoundExpression(Type, Value.Level);

/// <summary>Whether a value is in a list.</summary>
/// <param name="Value">The value.</param>
/// <param name="Items">The list; a multi-valued parameter stands for its values.</param>
/// <param name="IsNegated">Whether it is <c>not in</c>.</param>
/// <param name="Level">The highest level of value and items.</param>
public sealed record BoundMembership(
    BoundExpression Value,
    ImmutableArray<BoundExpression> Items,
    bool IsNegated,
    CalculationLevel Level
) : BoundExpression(FieldType.Boolean, Level);

/// <summary>An aggregation.</summary>
/// <param name="Function">sum, avg, min, max, count, distinct_count, median, mode, stdev, percentileCont, ...</param>
/// <param name="Arguments">The value, and for percentiles the percentile.</param>
/// <param name="Condition">Which rows count; null for all.</param>
/// <param name="Keys">The keys of a level-aware aggregation, which is a row value; null for a plain one.</param>
/// <param name="Type">Its type.</param>
public sealed record BoundAggregate(
    string Function,
    ImmutableArray<BoundExpression> Arguments,
    BoundExpression? Condition,
    ImmutableArray<PartitionKey>? Keys,
    FieldType Type
) : BoundExpression(Type, Keys is null ? CalculationLevel.Aggregate : CalculationLevel.Row);

/// <summary>A value computed from other rows, or from other groups of the visual.</summary>
public sealed record BoundWindow(FieldType Type, CalculationLevel Level) : BoundExpression(Type, Level)
{
    /// <summary>An aggregation as in <see cref="BoundAggregate"/>, or rank, denseRank, percentileRank, lag, lead, first, last.</summary>
    public required string Function { get; init; }

    /// <summary>The value and further arguments; none for ranks.</summary>
    public required ImmutableArray<BoundExpression> Arguments { get; init; }

    /// <summary>What rows or groups must share.</summary>
    public ImmutableArray<PartitionKey> Partition { get; init; } = [];

    /// <summary>The order within a partition; empty where order does not matter.</summary>
    public ImmutableArray<OrderKey> Order { get; init; } = [];

    /// <summary>Which part of the partition counts.</summary>
    public WindowFrame Frame { get; init; } = WindowFrame.All;

    /// <summary>When it is computed.</summary>
    public required CalculationStage Stage { get; init; }

    /// <summary>
    /// Whether every dimension of the visual but the one of <see cref="Order"/> partitions too, as in comparisons of
    /// periods.
    /// </summary>
    public bool PartitionsByOtherDimensions { get; init; }
}

/// <summary><c>${visualDimensions}</c>: every dimension of the visual.</summary>
public sealed record BoundVisualDimensions() : BoundExpression(FieldType.Unknown, CalculationLevel.Row);

/// <summary>A key to partition by.</summary>
/// <param name="Value">The key.</param>
/// <param name="IsExcluded">Whether it is taken out of <c>${visualDimensions}</c> instead.</param>
public sealed record PartitionKey(BoundExpression Value, bool IsExcluded);

/// <summary>A key to sort by.</summary>
/// <param name="Value">The key.</param>
/// <param name="IsDescending">Whether the greatest comes first. Nulls come last either way.</param>
public sealed record OrderKey(BoundExpression Value, bool IsDescending);

/// <summary>A value that a reader chose or a clock gave: it is bound to the query and never part of its text.</summary>
/// <param name="Value">Text, <see cref="long"/>, <see cref="double"/>, <see cref="bool"/>, <see cref="DateTime"/> or null.</param>
/// <param name="Type">Its type.</param>
public sealed record BoundInput(object? Value, FieldType Type) : BoundExpression(Type, CalculationLevel.Constant);
