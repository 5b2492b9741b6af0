using System.Collections.Immutable;

namespace StudyLake.Dashboards.Expressions;

public sealed partial class Binder
{
    private BoundExpression Window(CallExpression call, FunctionSpecification function) =>
        function.Kind switch
        {
            FunctionKind.Over => Over(call, function),
            FunctionKind.Rank => Rank(call, function),
            FunctionKind.Running or FunctionKind.Window => Framed(call, function),
            FunctionKind.Offset => Offset(call, function),
            FunctionKind.Share => Share(call),
            FunctionKind.PeriodOverPeriod => PeriodOverPeriod(call, function),
            FunctionKind.PeriodToDate => PeriodToDate(call, function),
            _ => throw new ArgumentOutOfRangeException(nameof(function), function, "Expected a window function."),
        };

    private BoundWindow Over(CallExpression call, FunctionSpecification function)
    {
        var listIndex = function.Arguments.IndexOf('l', StringComparison.Ordinal);
        var values = call
            .Arguments.Take(listIndex)
            .Select((argument, index) => Argument(argument, function, index))
            .ToImmutableArray();
        var name = function.Name == "distinctCountOver" ? "distinct_count" : function.Name[..^"Over".Length];
        return Make(
            name,
            PercentileOf(name, values, call),
            ResultOf(function, values),
            StageOf(call, listIndex + 1),
            call
        ) with
        {
            Partition = Keys(List(call, listIndex)),
        };
    }

    private BoundWindow Rank(CallExpression call, FunctionSpecification function)
    {
        var order = Order(List(call, 0));
        var stage = StageOf(call, 2);
        var level = stage == CalculationStage.PostAggregate ? CalculationLevel.Post : CalculationLevel.Row;
        return new BoundWindow(ResultOf(function, []), level)
        {
            Function = function.Name,
            Arguments = [],
            Order = order,
            Partition = call.Arguments.Length > 1 ? Keys(List(call, 1)) : [],
            Stage = stage,
        };
    }

    private BoundWindow Framed(CallExpression call, FunctionSpecification function)
    {
        var value = Argument(call.Arguments[0], function, 0);
        if (
            function.Name.EndsWith("Sum", StringComparison.Ordinal)
            || function.Name.EndsWith("Avg", StringComparison.Ordinal)
        )
            value = As(value, 'n', call.Position);
        var isRunning = function.Kind == FunctionKind.Running;
        var name = function.Name[(isRunning ? "running" : "window").Length..].ToLowerInvariant();
        var next = isRunning ? 2 : 4;
        return Make(name, [value], ResultOf(function, [value]), StageOf(call, next + 1), call) with
        {
            Order = Order(List(call, 1)),
            Partition = call.Arguments.Length > next ? Keys(List(call, next)) : [],
            Frame = isRunning ? WindowFrame.Running : new RowsFrame(Whole(call.Arguments[2]), Whole(call.Arguments[3])),
        };
    }

    private BoundExpression Offset(CallExpression call, FunctionSpecification function)
    {
        var value = Argument(call.Arguments[0], function, 0);
        var isEdge = function.Name is "firstValue" or "lastValue";
        var next = isEdge ? 2 : 3;
        var window = Make("lag", [value], value.Type, StageOf(call, next + 1), call) with
        {
            Order = Order(List(call, 1)),
            Partition = call.Arguments.Length > next ? Keys(List(call, next)) : [],
        };
        if (isEdge)
            return window with { Function = function.Name == "firstValue" ? "first" : "last" };
        // difference counts backwards below 0, as lead counts forwards.
        var count = call.Arguments.Length > 2 ? Whole(call.Arguments[2]) : 1;
        var back = function.Name == "lag" ? count : -count;
        var other = window with
        {
            Function = back < 0 ? "lead" : "lag",
            Arguments = [value, new BoundConstant(Math.Abs(back), FieldType.Integer)],
        };
        return function.Name switch
        {
            "difference" => Minus(value, other),
            "percentDifference" => DividedBy(Minus(value, other), other),
            _ => other,
        };
    }

    private BoundCall Share(CallExpression call)
    {
        var value = As(Bind(call.Arguments[0]), 'n', call.Position);
        var total = Make("sum", [value], value.Type, CalculationStage.PostAggregate, call) with
        {
            Partition = call.Arguments.Length > 1 ? Keys(List(call, 1)) : [],
        };
        return DividedBy(value, total);
    }

    private BoundExpression PeriodOverPeriod(CallExpression call, FunctionSpecification function)
    {
        var value = As(Bind(call.Arguments[0]), 'n', call.Position);
        var earlier = Make("max", [value], value.Type, CalculationStage.PostAggregate, call) with
        {
            Order = [new OrderKey(As(Bind(call.Arguments[1]), 'd', call.Position), IsDescending: false)],
            PartitionsByOtherDimensions = true,
            Frame = new PeriodFrame(
                call.Arguments.Length > 2 ? PeriodOf(call.Arguments[2]) : null,
                call.Arguments.Length > 3 ? Whole(call.Arguments[3]) : 1
            ),
        };
        return function.Name switch
        {
            "periodOverPeriodDifference" => Minus(value, earlier),
            "periodOverPeriodPercentDifference" => DividedBy(Minus(value, earlier), earlier),
            _ => earlier,
        };
    }

    private BoundWindow PeriodToDate(CallExpression call, FunctionSpecification function)
    {
        var value = As(Bind(call.Arguments[0]), 'n', call.Position);
        var date = As(Bind(call.Arguments[1]), 'd', call.Position);
        var period = call.Arguments.Length > 2 ? PeriodOf(call.Arguments[2]) : "YEAR";
        var name = function.Name["periodToDate".Length..^"OverTime".Length].ToLowerInvariant();
        var start = new BoundCall(
            "truncDate",
            [new BoundConstant(period, FieldType.Text), date],
            FieldType.DateTime,
            date.Level
        );
        return Make(name, [value], ResultOf(function, [value]), CalculationStage.PostAggregate, call) with
        {
            Order = [new OrderKey(date, IsDescending: false)],
            Partition = [new PartitionKey(start, IsExcluded: false)],
            PartitionsByOtherDimensions = true,
            Frame = WindowFrame.Running,
        };
    }

    private static BoundWindow Make(
        string function,
        ImmutableArray<BoundExpression> arguments,
        FieldType type,
        CalculationStage stage,
        CallExpression call
    )
    {
        var isPost = stage == CalculationStage.PostAggregate;
        if (isPost && arguments[0].Level == CalculationLevel.Row)
        {
            throw Problem(
                ExpressionProblem.MixedLevels,
                call.Position,
                $"Expected an aggregated value in {call.Function}, found a row value; PRE_AGG and PRE_FILTER take those"
            );
        }
        if (!isPost && arguments[0].Level > CalculationLevel.Row)
        {
            throw Problem(
                ExpressionProblem.NestedAggregate,
                call.Position,
                $"Expected a row value in {call.Function} before aggregation, found an aggregated one"
            );
        }
        return new BoundWindow(type, isPost ? CalculationLevel.Post : CalculationLevel.Row)
        {
            Function = function,
            Arguments = arguments,
            Stage = stage,
        };
    }

    private static BoundCall Minus(BoundExpression left, BoundExpression right) =>
        new("-", [left, right], left.Type, CalculationLevel.Post);

    private static BoundCall DividedBy(BoundExpression left, BoundExpression right) =>
        new("/", [left, right], FieldType.Decimal, CalculationLevel.Post);

    private static CalculationStage StageOf(CallExpression call, int index)
    {
        if (call.Arguments.Length <= index)
            return CalculationStage.PostAggregate;
        return Keyword(call.Arguments[index]) switch
        {
            "PRE_FILTER" => CalculationStage.PreFilter,
            "PRE_AGG" => CalculationStage.PreAggregate,
            "POST_AGG_FILTER" => CalculationStage.PostAggregate,
            var other => throw Problem(
                ExpressionProblem.Type,
                call.Arguments[index].Position,
                $"Expected PRE_FILTER, PRE_AGG or POST_AGG_FILTER, found {other}"
            ),
        };
    }

    private static ListExpression List(CallExpression call, int index) =>
        call.Arguments[index] as ListExpression
        ?? throw Problem(
            ExpressionProblem.Type,
            call.Arguments[index].Position,
            $"Expected a list in brackets as argument {index + 1} of {call.Function}"
        );

    private ImmutableArray<PartitionKey> Keys(ListExpression list) =>
        [.. list.Items.Select(item => new PartitionKey(Key(item.Value), item.IsExcluded))];

    private BoundExpression Key(Expression value) =>
        value is ParameterExpression { Name: "visualDimensions" } ? new BoundVisualDimensions() : Bind(value);

    private ImmutableArray<OrderKey> Order(ListExpression list) =>
        [.. list.Items.Select(item => new OrderKey(Bind(item.Value), item.IsDescending))];

    private static long Whole(Expression value) =>
        value is NumberExpression { Value: long whole }
            ? whole
            : throw Problem(ExpressionProblem.NotSupported, value.Position, "Expected a whole number, written out");
}
