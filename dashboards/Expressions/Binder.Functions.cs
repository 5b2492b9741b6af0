using System.Collections.Immutable;
using System.Globalization;

namespace StudyLake.Dashboards.Expressions;

public sealed partial class Binder
{
    private BoundExpression Call(CallExpression call)
    {
        var function =
            FunctionTable.Find(call.Function)
            ?? throw Problem(
                ExpressionProblem.UnknownFunction,
                call.Position,
                $"Expected a function of QuickSight, found '{call.Function}'"
            );
        CheckCount(call, function);
        return function.Kind switch
        {
            FunctionKind.Scalar => Scalar(call, function),
            FunctionKind.Aggregate or FunctionKind.ConditionalAggregate => Aggregate(call, function),
            FunctionKind.PeriodAggregate => PeriodAggregate(call, function),
            _ => Window(call, function),
        };
    }

    private static void CheckCount(CallExpression call, FunctionSpecification function)
    {
        var count = call.Arguments.Length;
        if (count >= function.MinimumCount && (function.MaximumCount is not { } maximum || count <= maximum))
            return;
        var expected =
            function.MaximumCount is null ? $"at least {function.MinimumCount}"
            : function.MaximumCount == function.MinimumCount ? $"{function.MinimumCount}"
            : $"{function.MinimumCount} to {function.MaximumCount}";
        throw Problem(
            ExpressionProblem.Arity,
            call.Position,
            $"Expected {expected} arguments of {function.Name}, found {count}"
        );
    }

    private BoundExpression Scalar(CallExpression call, FunctionSpecification function)
    {
        switch (function.Name)
        {
            case "ifelse":
                return Conditions(call);
            case "switch":
                return Switch(call);
            case "in" or "notIn":
                return MembershipCall(call, function.Name == "notIn");
            case "not":
                return Operator(new OperatorExpression("not", call.Arguments, call.Position));
        }
        var arguments = call
            .Arguments.Select((argument, index) => Argument(argument, function, index))
            .ToImmutableArray();
        var level = Combine(arguments, call.Position);
        if (function.Result == 'u')
        {
            var type = TypeRules.Common(arguments.Select(argument => argument.Type));
            return new BoundCall(function.Name, [.. arguments.Select(value => TypeRules.As(value, type))], type, level);
        }
        if (function.Name == "nullIf")
            arguments = [arguments[0], Comparand(arguments[1], arguments[0].Type)];
        return new BoundCall(function.Name, arguments, ResultOf(function, arguments), level);
    }

    private BoundExpression Argument(Expression argument, FunctionSpecification function, int index)
    {
        switch (function.LetterOf(index))
        {
            case 'p':
                return new BoundConstant(PeriodOf(argument), FieldType.Text);
            case 'k':
                return new BoundConstant(Keyword(argument), FieldType.Text);
            case 'l':
                throw Problem(
                    ExpressionProblem.Type,
                    argument.Position,
                    $"Expected a list in brackets as argument {index + 1} of {function.Name}"
                );
            default:
                return As(Bind(argument), function.LetterOf(index), argument.Position);
        }
    }

    private static BoundExpression As(BoundExpression value, char letter, int position)
    {
        switch (letter)
        {
            case 't':
                return TypeRules.As(value, FieldType.Text);
            case 'd':
                if (TypeRules.IsNumber(value.Type) || value.Type == FieldType.Boolean)
                    throw Problem(ExpressionProblem.Type, position, "Expected a date, found a number");
                return TypeRules.As(value, FieldType.DateTime);
            case 'b':
                return TypeRules.As(value, FieldType.Boolean);
            case 'n' or 'i':
                if (value.Type == FieldType.DateTime)
                    throw Problem(ExpressionProblem.Type, position, "Expected a number, found a date");
                if (TypeRules.IsNumber(value.Type))
                    return letter == 'i' ? TypeRules.As(value, FieldType.Integer) : value;
                return TypeRules.As(
                    value,
                    letter == 'i' || value.Type == FieldType.Boolean ? FieldType.Integer : FieldType.Decimal
                );
            default:
                return value;
        }
    }

    private static FieldType ResultOf(FunctionSpecification function, ImmutableArray<BoundExpression> arguments) =>
        function.Result switch
        {
            't' => FieldType.Text,
            'n' => FieldType.Decimal,
            'i' => FieldType.Integer,
            'd' => FieldType.DateTime,
            'b' => FieldType.Boolean,
            'r' => arguments.Length == 1 ? FieldType.Integer : FieldType.Decimal,
            _ => arguments[0].Type,
        };

    private BoundCall Conditions(CallExpression call)
    {
        if (call.Arguments.Length % 2 == 0)
        {
            throw Problem(
                ExpressionProblem.Arity,
                call.Position,
                $"Expected conditions, each with a value, and a last value for ifelse, found {call.Arguments.Length} arguments"
            );
        }
        var bound = call.Arguments.Select(Bind).ToImmutableArray();
        bool IsCondition(int index) => index % 2 == 0 && index < bound.Length - 1;
        var type = TypeRules.Common(bound.Where((_, index) => !IsCondition(index)).Select(value => value.Type));
        return new BoundCall(
            "ifelse",
            [.. bound.Select((value, index) => TypeRules.As(value, IsCondition(index) ? FieldType.Boolean : type))],
            type,
            Combine(bound, call.Position)
        );
    }

    private BoundCall Switch(CallExpression call)
    {
        var bound = call.Arguments.Select(Bind).ToImmutableArray();
        bool IsCase(int index) => index % 2 == 1 && index < bound.Length - 1;
        var compared = bound
            .Where((_, index) => IsCase(index))
            .Aggregate(bound[0].Type, (type, value) => TypeRules.Comparable(type, value.Type));
        var result = TypeRules.Common(
            bound.Where((_, index) => index > 0 && !IsCase(index)).Select(value => value.Type)
        );
        return new BoundCall(
            "switch",
            [.. bound.Select((value, index) => TypeRules.As(value, index == 0 || IsCase(index) ? compared : result))],
            result,
            Combine(bound, call.Position)
        );
    }

    private BoundMembership MembershipCall(CallExpression call, bool isNegated)
    {
        var items = call.Arguments[1] is ListExpression list
            ? list.Items.Select(item => item.Value)
            : [call.Arguments[1]];
        return Membership(call.Arguments[0], items, isNegated, call.Position);
    }

    /// <summary>A period, in quotes or bare; in the spelling of visuals.</summary>
    private static string PeriodOf(Expression argument) =>
        WordOf(argument) is { } word && Period.Name(word) is { } period
            ? period
            : throw Problem(
                argument is TextExpression or FieldExpression ? ExpressionProblem.Type : ExpressionProblem.NotSupported,
                argument.Position,
                "Expected a period such as 'DD' or MONTH, written out"
            );

    private static string Keyword(Expression argument) =>
        WordOf(argument)?.ToUpperInvariant()
        ?? throw Problem(ExpressionProblem.Type, argument.Position, "Expected a keyword, written out");

    private static string? WordOf(Expression argument) =>
        argument switch
        {
            TextExpression text => text.Value,
            FieldExpression { IsBraced: false } name => name.Name,
            _ => null,
        };

    private BoundAggregate Aggregate(CallExpression call, FunctionSpecification function)
    {
        var arguments = call.Arguments;
        ImmutableArray<PartitionKey>? keys = null;
        if (arguments[^1] is ListExpression list)
        {
            keys = Keys(list);
            arguments = arguments.RemoveAt(arguments.Length - 1);
        }
        if (arguments.Length < function.MinimumCount)
            CheckCount(call with { Arguments = arguments }, function);
        var values = arguments.Select((argument, index) => Argument(argument, function, index)).ToImmutableArray();
        foreach (var value in values)
        {
            if (value.Level > CalculationLevel.Row)
            {
                throw Problem(
                    ExpressionProblem.NestedAggregate,
                    call.Position,
                    $"Expected row values in {function.Name}, found an aggregated one"
                );
            }
        }
        var name = function.Name;
        BoundExpression? condition = null;
        if (function.Kind == FunctionKind.ConditionalAggregate)
        {
            name = name[..^2];
            condition = values[1];
            values = [values[0]];
        }
        return new BoundAggregate(name, PercentileOf(name, values, call), condition, keys, ResultOf(function, values));
    }

    /// <summary>The percentile of a function that takes one, as a fraction.</summary>
    private static ImmutableArray<BoundExpression> PercentileOf(
        string function,
        ImmutableArray<BoundExpression> values,
        CallExpression call
    )
    {
        if (!function.StartsWith("percentile", StringComparison.OrdinalIgnoreCase) || values.Length < 2)
            return values;
        var percentile = values[1] is BoundConstant { Value: long or double } constant
            ? Convert.ToDouble(constant.Value, CultureInfo.InvariantCulture)
            : throw Problem(ExpressionProblem.NotSupported, call.Position, "Expected a percentile, written out");
        return [values[0], new BoundConstant(percentile / 100, FieldType.Decimal)];
    }

    /// <summary>The part of the period that the end date lies in, up to it: an aggregation with a condition.</summary>
    private BoundAggregate PeriodAggregate(CallExpression call, FunctionSpecification function)
    {
        var value = As(Bind(call.Arguments[0]), 'n', call.Position);
        var date = As(Bind(call.Arguments[1]), 'd', call.Position);
        var period = call.Arguments.Length > 2 ? PeriodOf(call.Arguments[2]) : "YEAR";
        var end =
            call.Arguments.Length > 3
                ? As(Bind(call.Arguments[3]), 'd', call.Position)
                : new BoundCall("now", [], FieldType.DateTime, CalculationLevel.Constant);
        var level = Combine([value, date, end], call.Position);
        var start = new BoundCall(
            "truncDate",
            [new BoundConstant(period, FieldType.Text), end],
            FieldType.DateTime,
            end.Level
        );
        var condition = new BoundCall(
            "and",
            [
                new BoundCall(">=", [date, start], FieldType.Boolean, level),
                new BoundCall("<=", [date, end], FieldType.Boolean, level),
            ],
            FieldType.Boolean,
            level
        );
        var name = function.Name["periodToDate".Length..].ToLowerInvariant();
        return new BoundAggregate(name, [value], condition, null, ResultOf(function, [value]));
    }
}
