using System.Collections.Immutable;
using System.Globalization;
using StudyLake.Dashboards.Compiling;
using StudyLake.Dashboards.Expressions;

namespace StudyLake.Dashboards.Page.Specs;

/// <summary>Computes the condition of a conditional format over one row of a visual's result.</summary>
/// <remarks>
/// Knows what the result has: <c>SUM({x})</c> means the visual's column of x, <c>{x}</c> likewise. What needs other rows
/// than those, such as <c>"TOP_25_PERCENT"</c>, cannot be computed.
/// </remarks>
/// <param name="columns">The columns of the result.</param>
internal sealed class RowExpression(ImmutableArray<VisualColumn> columns)
{
    /// <summary>The value over a row: number, text, boolean or null.</summary>
    /// <exception cref="NotSupportedException">The expression asks for something the result does not have.</exception>
    public object? Compute(Expression expression, ImmutableArray<object?> row) =>
        expression switch
        {
            NumberExpression number => Convert.ToDouble(number.Value, CultureInfo.InvariantCulture),
            TextExpression text when text.Value.EndsWith("_PERCENT", StringComparison.Ordinal) =>
                throw new NotSupportedException($"Expected a value, found a share of all rows ('{text.Value}')."),
            TextExpression text => text.Value,
            FieldExpression field => Plain(row[Column(field.Name, null)]),
            CallExpression call => Call(call, row),
            OperatorExpression operation => Operate(operation, row),
            MembershipExpression membership => Member(membership, row),
            _ => throw new NotSupportedException("Expected a comparison of values, found another expression."),
        };

    private object? Call(CallExpression call, ImmutableArray<object?> row)
    {
        if (call.Arguments is [FieldExpression field])
            return Plain(row[Column(field.Name, call.Function)]);
        var arguments = call.Arguments.Select(argument => Compute(argument, row)).ToList();
        return (call.Function.ToUpperInvariant(), arguments) switch
        {
            ("NULLIF", [var a, var b]) => Equals(a, b) ? null : a,
            ("ABS", [double a]) => Math.Abs(a),
            ("COALESCE", _) => arguments.FirstOrDefault(argument => argument is not null),
            _ => throw new NotSupportedException(
                $"Expected an aggregated field of this visual, found {call.Function}."
            ),
        };
    }

    private object? Operate(OperatorExpression operation, ImmutableArray<object?> row)
    {
        var values = operation.Operands.Select(operand => Compute(operand, row)).ToList();
        if (values is [var only])
            return (operation.Operator, only) switch
            {
                ("not", bool flag) => !flag,
                ("negate", double number) => -number,
                _ => null,
            };
        var (left, right) = (values[0], values[1]);
        return operation.Operator switch
        {
            "and" => left is true && right is true,
            "or" => left is true || right is true,
            "=" => left is not null && Equals(left, right),
            "<>" => left is not null && right is not null && !Equals(left, right),
            "<" => Compare(left, right) < 0,
            "<=" => Compare(left, right) <= 0,
            ">" => Compare(left, right) > 0,
            ">=" => Compare(left, right) >= 0,
            _ => Calculate(operation.Operator, left, right),
        };
    }

    private static object? Calculate(string name, object? left, object? right) =>
        left is not double a || right is not double b
            ? null
            : name switch
            {
                "+" => a + b,
                "-" => a - b,
                "*" => a * b,
                "/" => b == 0 ? null : a / b,
                "%" => b == 0 ? null : a % b,
                "^" => Math.Pow(a, b),
                _ => throw new NotSupportedException($"Expected an operator of a condition, found {name}."),
            };

    private object Member(MembershipExpression membership, ImmutableArray<object?> row)
    {
        var value = Compute(membership.Value, row);
        return membership.Items.Any(item => Equals(value, Compute(item, row))) != membership.IsNegated;
    }

    // A comparison with null is never true, in either direction.
    private static double Compare(object? left, object? right) =>
        (left, right) switch
        {
            (double a, double b) => a.CompareTo(b),
            (string a, string b) => string.CompareOrdinal(a, b),
            _ => double.NaN,
        };

    private int Column(string name, string? aggregation)
    {
        var wanted = aggregation?.ToUpperInvariant() switch
        {
            "AVG" => "AVERAGE",
            { } other => other,
            null => null,
        };
        var found = Find(column => column.ColumnName == name && column.Aggregation == wanted);
        if (found < 0)
            found = Find(column => column.ColumnName == name || column.Label == name);
        return found >= 0
            ? found
            : throw new NotSupportedException($"Expected a field of this visual, found '{name}'.");
    }

    private int Find(Func<VisualColumn, bool> predicate)
    {
        for (var i = 0; i < columns.Length; i++)
        {
            if (predicate(columns[i]))
                return i;
        }
        return -1;
    }

    private static object? Plain(object? value) =>
        value switch
        {
            long or int or decimal or float => Convert.ToDouble(value, CultureInfo.InvariantCulture),
            DateTime time => time.ToString("s", CultureInfo.InvariantCulture),
            _ => value,
        };
}
