using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.CompilerServices;
using StudyLake.Analytics;
using StudyLake.Dashboards.Expressions;

namespace StudyLake.Dashboards.Compiling;

/// <summary>Writes bound expressions as SQL for DuckDB.</summary>
/// <remarks>
/// The text depends on no session setting: division is by doubles, and functions that a session may replace by macros
/// are called by their other names or through <c>system.main</c>.
/// </remarks>
internal sealed class ExpressionSql(CompileContext context)
{
    private const int MaxLength = 1_000_000;
    private readonly SqlNames _none = new(name => $"\"{name}\"");

    /// <summary>What <c>${visualDimensions}</c> stands for.</summary>
    public ImmutableArray<QueryDimension> Dimensions { get; init; } = [];

    /// <summary>A text that two expressions share only when they mean the same.</summary>
    public string Key(BoundExpression expression) => Write(expression, _none);

    /// <summary>The SQL of an expression where those names are at hand.</summary>
    /// <exception cref="ExpressionException">It has no place here, or would be longer than a million characters.</exception>
    public string Write(BoundExpression expression, SqlNames names)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        if (names.Written.TryGetValue(expression, out var known))
            return known;
        if (!names.IsEmpty && expression.Level != CalculationLevel.Constant && names.Find(Key(expression)) is { } alias)
            return alias;
        var text = Compose(expression, names);
        if (text.Length > MaxLength)
        {
            throw new ExpressionException(
                ExpressionProblem.NotSupported,
                0,
                $"Expected calculated fields that come to at most {MaxLength} characters of SQL, found more."
            );
        }
        names.Written[expression] = text;
        return text;
    }

    private string Compose(BoundExpression expression, SqlNames names)
    {
        return expression switch
        {
            BoundColumn column => names.Column(column.Name),
            BoundConstant constant => Literal(constant),
            BoundInput input => context.Values.Add(input.Value, input.Type),
            BoundParameter parameter => Parameter(parameter),
            BoundCast cast => CastSql.Write(Write(cast.Value, names), cast.Value.Type, cast.Type),
            BoundMembership membership => Membership(membership, names),
            BoundCall call => ScalarSql.Write(call, [.. call.Arguments.Select(item => Write(item, names))], context),
            BoundAggregate aggregate => Aggregate(aggregate, names),
            BoundWindow window => Window(window, names),
            RowSetPredicate predicate => predicate.KeyText(value => Write(value, names)),
            _ => throw new ExpressionException(
                ExpressionProblem.Type,
                0,
                "Expected a value, found ${visualDimensions} outside a list of keys."
            ),
        };
    }

    private static string Literal(BoundConstant constant) =>
        constant.Value switch
        {
            null => $"cast(null as {SqlValues.SqlTypeName(constant.Type)})",
            string text => SqlTypes.Literal(SqlValues.Clean(text)),
            // Two short numbers multiply to a short one in DuckDB, and in QuickSight to a long one.
            long and (> 9_999 or < -9_999) => $"cast({constant.Value} as bigint)",
            long whole => whole.ToString(CultureInfo.InvariantCulture),
            double number => number.ToString("0.0################E+0", CultureInfo.InvariantCulture),
            bool flag => flag ? "true" : "false",
            DateTime date => $"timestamp '{Dates.Write(date)}'",
            var other => throw new ArgumentOutOfRangeException(
                nameof(constant),
                other,
                "Expected text, a number, a boolean or a date."
            ),
        };

    private string Parameter(BoundParameter parameter)
    {
        var value = Resolve(parameter);
        if (value.Values.Length > 1)
            context.Note(
                "parameter",
                $"Parameter '{parameter.Name}' has several values where one is compared; the first counts."
            );
        return context.Values.Add(value.Value, parameter.Type);
    }

    private ResolvedParameter Resolve(BoundParameter parameter) =>
        context.Parameters.TryGetValue(parameter.Name, out var known)
            ? known
            : new ResolvedParameter(parameter.Name, parameter.Type, parameter.IsMultiValued, []);

    private string Membership(BoundMembership membership, SqlNames names)
    {
        var items = new List<string>();
        foreach (var item in membership.Items)
        {
            if (item is not BoundParameter parameter)
            {
                items.Add(Write(item, names));
                continue;
            }
            var resolved = Resolve(parameter);
            if (resolved.IsAll)
                return membership.IsNegated ? "false" : "true";
            items.AddRange(resolved.Values.Select(value => context.Values.Add(value, parameter.Type)));
        }
        if (items.Count == 0)
            return membership.IsNegated ? "true" : "false";
        var negation = membership.IsNegated ? " not" : "";
        return $"({Write(membership.Value, names)}{negation} in ({string.Join(", ", items)}))";
    }

    private string Aggregate(BoundAggregate aggregate, SqlNames names)
    {
        if (aggregate.Keys is { } keys)
        {
            var window = AggregateSql.Write(
                aggregate.Function,
                aggregate.Arguments,
                Arguments(aggregate.Arguments, names),
                null
            );
            var condition = aggregate.Condition is null ? "" : $" filter (where {Write(aggregate.Condition, names)})";
            return $"{window}{condition} over ({PartitionBy(keys, names)})";
        }
        var filter = aggregate.Condition is null ? null : Write(aggregate.Condition, names);
        return AggregateSql.Write(
            aggregate.Function,
            aggregate.Arguments,
            Arguments(aggregate.Arguments, names),
            filter
        );
    }

    private ImmutableArray<string> Arguments(ImmutableArray<BoundExpression> arguments, SqlNames names) =>
        [.. arguments.Select(argument => Write(argument, names))];

    private string Window(BoundWindow window, SqlNames names)
    {
        var over = string.Join(
            " ",
            new[] { PartitionBy(window.Partition, names), OrderBy(window.Order, names), WindowSql.Frame(window) }.Where(
                part => part.Length > 0
            )
        );
        return $"{WindowSql.Function(window, Arguments(window.Arguments, names))} over ({over})";
    }

    private string PartitionBy(ImmutableArray<PartitionKey> keys, SqlNames names)
    {
        var excluded = keys.Where(key => key.IsExcluded).Select(key => Key(key.Value)).ToHashSet();
        var texts = keys.Where(key => !key.IsExcluded)
            .SelectMany(key => key.Value is BoundVisualDimensions ? DimensionsWithout(excluded) : [key.Value])
            .Select(value => Write(value, names))
            .ToList();
        return texts.Count == 0 ? "" : "partition by " + string.Join(", ", texts);
    }

    private IEnumerable<BoundExpression> DimensionsWithout(HashSet<string> excluded) =>
        Dimensions
            .Where(dimension => !excluded.Contains(Key(dimension.Value)) && !excluded.Contains(Key(dimension.Source)))
            .Select(dimension => dimension.Value);

    private string OrderBy(ImmutableArray<OrderKey> order, SqlNames names) =>
        order.Length == 0
            ? ""
            : "order by "
                + string.Join(
                    ", ",
                    order.Select(key => $"{Write(key.Value, names)}{(key.IsDescending ? " desc" : "")} nulls last")
                );
}
