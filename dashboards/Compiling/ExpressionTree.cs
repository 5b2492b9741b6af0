using System.Collections.Immutable;
using StudyLake.Dashboards.Expressions;

namespace StudyLake.Dashboards.Compiling;

/// <summary>Walks bound expressions.</summary>
internal static class ExpressionTree
{
    /// <summary>The parts of an expression, not below them.</summary>
    public static IEnumerable<BoundExpression> Parts(BoundExpression expression) =>
        expression switch
        {
            BoundCall call => call.Arguments,
            BoundCast cast => [cast.Value],
            BoundMembership membership => membership.Items.Prepend(membership.Value),
            BoundAggregate aggregate =>
            [
                .. aggregate.Arguments,
                .. aggregate.Condition is null ? ImmutableArray<BoundExpression>.Empty : [aggregate.Condition],
                .. (aggregate.Keys ?? []).Select(key => key.Value),
            ],
            BoundWindow window =>
            [
                .. window.Arguments,
                .. window.Partition.Select(key => key.Value),
                .. window.Order.Select(key => key.Value),
            ],
            TopBottomPredicate top => [top.Key, .. top.Order.Select(key => key.Value)],
            NestedPredicate nested => [nested.Key, nested.Condition],
            _ => [],
        };

    /// <summary>An expression and all below it, the outermost first.</summary>
    public static IEnumerable<BoundExpression> All(BoundExpression expression) =>
        Parts(expression).SelectMany(All).Prepend(expression);

    /// <summary>When a value over rows is computed that needs a step of its own; null for others.</summary>
    public static CalculationStage? StageOf(BoundExpression expression) =>
        expression switch
        {
            BoundWindow { Stage: not CalculationStage.PostAggregate } window => window.Stage,
            BoundAggregate { Keys: not null } => CalculationStage.LevelAware,
            RowSetPredicate predicate => predicate.Stage,
            _ => null,
        };

    /// <summary>How many steps of its own stage must come before an expression's own; at least 1.</summary>
    public static int Depth(BoundExpression expression, CalculationStage stage)
    {
        var below = Parts(expression).Select(part => DepthBelow(part, stage)).DefaultIfEmpty(0).Max();
        return below + 1;
    }

    private static int DepthBelow(BoundExpression expression, CalculationStage stage)
    {
        var isOwn =
            StageOf(expression) == stage
            || (
                stage == CalculationStage.PostAggregate
                && expression is BoundWindow { Stage: CalculationStage.PostAggregate }
            );
        return isOwn
            ? Depth(expression, stage)
            : Parts(expression).Select(part => DepthBelow(part, stage)).DefaultIfEmpty(0).Max();
    }
}
