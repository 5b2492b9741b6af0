using System.Collections.Immutable;
using StudyLake.Dashboards.Expressions;

namespace StudyLake.Dashboards.Compiling;

/// <summary>A condition on the group that a row belongs to: it needs a query of its own over the rows.</summary>
/// <param name="Key">What makes the group.</param>
/// <param name="Stage">When it is computed.</param>
internal abstract record RowSetPredicate(BoundExpression Key, CalculationStage Stage)
    : BoundExpression(FieldType.Boolean, CalculationLevel.Row)
{
    /// <summary>A text that two such conditions share only when they mean the same.</summary>
    public abstract string KeyText(Func<BoundExpression, string> write);
}

/// <summary>The group is among the first by some aggregated values.</summary>
/// <param name="Key">What makes the group.</param>
/// <param name="Order">The values, first the one that ranks, then tie breakers.</param>
/// <param name="Limit">How many groups.</param>
internal sealed record TopBottomPredicate(BoundExpression Key, ImmutableArray<OrderKey> Order, BoundInput Limit)
    : RowSetPredicate(Key, CalculationStage.LevelAware)
{
    public override string KeyText(Func<BoundExpression, string> write) =>
        $"top({write(Key)};{string.Join(",", Order.Select(key => write(key.Value) + key.IsDescending))};{write(Limit)})";
}

/// <summary>The group has, or has not, a row that meets a condition.</summary>
/// <param name="Key">What makes the group.</param>
/// <param name="Condition">The condition.</param>
/// <param name="IsNegated">Whether it must have none.</param>
internal sealed record NestedPredicate(BoundExpression Key, BoundExpression Condition, bool IsNegated)
    : RowSetPredicate(Key, CalculationStage.PreFilter)
{
    public override string KeyText(Func<BoundExpression, string> write) =>
        $"nested({write(Key)};{write(Condition)};{IsNegated})";
}
