using System.Collections.Immutable;
using System.Runtime.CompilerServices;
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

    /// <summary>An expression and all below it, each once: calculated fields are shared, not copied.</summary>
    public static IReadOnlyCollection<BoundExpression> All(BoundExpression expression)
    {
        var seen = new HashSet<BoundExpression>(ReferenceEqualityComparer.Instance) { expression };
        var open = new Stack<BoundExpression>([expression]);
        while (open.TryPop(out var next))
        {
            foreach (var part in Parts(next))
            {
                if (seen.Add(part))
                    open.Push(part);
            }
        }
        return seen;
    }

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
        var known = new Dictionary<BoundExpression, int>(ReferenceEqualityComparer.Instance);
        return Below(expression) + 1;

        int Below(BoundExpression value)
        {
            RuntimeHelpers.EnsureSufficientExecutionStack();
            var deepest = 0;
            foreach (var part in Parts(value))
            {
                if (!known.TryGetValue(part, out var depth))
                    known[part] = depth = Below(part) + (IsOf(part, stage) ? 1 : 0);
                deepest = Math.Max(deepest, depth);
            }
            return deepest;
        }
    }

    private static bool IsOf(BoundExpression expression, CalculationStage stage) =>
        stage == CalculationStage.PostAggregate
            ? expression is BoundWindow { Stage: CalculationStage.PostAggregate }
            : StageOf(expression) == stage;
}
