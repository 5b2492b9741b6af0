using System.Collections.Immutable;
using System.Runtime.CompilerServices;

namespace StudyLake.Dashboards.Expressions;

/// <summary>Resolves names, puts calculated fields in place, and finds the type and level of every expression.</summary>
/// <remarks>Not safe to use from several threads: it remembers the fields that it has bound.</remarks>
public sealed partial class Binder
{
    private const int TableIdLength = 36;
    private readonly FieldScope _scope;
    private readonly Dictionary<string, BoundExpression> _fields = new(StringComparer.Ordinal);
    private readonly List<string> _open = [];

    /// <summary>A binder over the names of one data set.</summary>
    public Binder(FieldScope scope) => _scope = scope;

    /// <summary>A column or calculated field by name.</summary>
    /// <exception cref="ExpressionException">No such field, or its expression cannot be bound.</exception>
    public BoundExpression BindField(string name) => Field(name, 0);

    /// <summary>Whether the name is a column or a calculated field.</summary>
    public bool Knows(string name) => _scope.Columns.ContainsKey(name) || _scope.Calculated.ContainsKey(name);

    /// <summary>An expression.</summary>
    /// <exception cref="ExpressionException">It cannot be bound; the first reason found.</exception>
    public BoundExpression Bind(Expression expression)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        return expression switch
        {
            NumberExpression { Value: long whole } => new BoundConstant(whole, FieldType.Integer),
            NumberExpression number => new BoundConstant(number.Value, FieldType.Decimal),
            TextExpression text => new BoundConstant(text.Value, FieldType.Text),
            FieldExpression field => Name(field),
            ParameterExpression parameter => Parameter(parameter),
            OperatorExpression operation => Operator(operation),
            MembershipExpression membership => Membership(
                membership.Value,
                membership.Items,
                membership.IsNegated,
                membership.Position
            ),
            CallExpression call => Call(call),
            ListExpression list => throw Problem(
                ExpressionProblem.Type,
                list.Position,
                "Expected a value, found a list in brackets"
            ),
            _ => throw new ArgumentOutOfRangeException(nameof(expression), expression, "Expected a known expression."),
        };
    }

    private BoundExpression Name(FieldExpression field)
    {
        if (!field.IsBraced && !Knows(field.Name))
        {
            switch (field.Name.ToUpperInvariant())
            {
                case "NULL":
                    return new BoundConstant(null, FieldType.Unknown);
                case "TRUE":
                    return new BoundConstant(true, FieldType.Boolean);
                case "FALSE":
                    return new BoundConstant(false, FieldType.Boolean);
            }
        }
        return Field(field.Name, field.Position);
    }

    private BoundExpression Field(string name, int position)
    {
        if (_fields.TryGetValue(name, out var known))
            return known;
        if (_scope.Calculated.TryGetValue(name, out var text))
            return _fields[name] = Calculated(name, text, position);
        if (_scope.Columns.TryGetValue(name, out var type))
            return _fields[name] = new BoundColumn(name, type);
        if (_scope.ColumnIds.TryGetValue(name, out var column) && column != name)
            return _fields[name] = Field(column, position);
        // Exports also name a column by the id of its table, a dot and its name.
        var dot = name.IndexOf('.', StringComparison.Ordinal);
        if (dot == TableIdLength && Knows(name[(dot + 1)..]))
            return _fields[name] = Field(name[(dot + 1)..], position);
        throw Problem(
            ExpressionProblem.UnknownField,
            position,
            $"Expected a column or calculated field of the data set, found '{name}'"
        );
    }

    private BoundExpression Calculated(string name, string text, int position)
    {
        if (_open.Contains(name, StringComparer.Ordinal))
        {
            // A field may bear the name of the column that it is made from.
            if (_open[^1] == name && _scope.Columns.TryGetValue(name, out var type))
                return new BoundColumn(name, type);
            throw Problem(
                ExpressionProblem.Circular,
                position,
                $"Expected a field that does not depend on itself, found {string.Join(" -> ", _open)} -> {name}"
            );
        }
        _open.Add(name);
        try
        {
            return Bind(ExpressionParser.Parse(text));
        }
        catch (ExpressionException exception) when (exception.Field is null)
        {
            throw new ExpressionException(exception.Problem, exception.Position, exception.Message) { Field = name };
        }
        finally
        {
            _open.RemoveAt(_open.Count - 1);
        }
    }

    private BoundParameter Parameter(ParameterExpression parameter) =>
        _scope.Parameters.TryGetValue(parameter.Name, out var known)
            ? new BoundParameter(parameter.Name, known.Type, known.IsMultiValued)
            : throw Problem(
                ExpressionProblem.UnknownParameter,
                parameter.Position,
                $"Expected a declared parameter, found '{parameter.Name}'"
            );

    private BoundCall Operator(OperatorExpression operation)
    {
        var operands = operation.Operands.Select(Bind).ToImmutableArray();
        var level = Combine(operands, operation.Position);
        switch (operation.Operator)
        {
            case "and" or "or" or "not":
                return new BoundCall(
                    operation.Operator,
                    [.. operands.Select(operand => TypeRules.As(operand, FieldType.Boolean))],
                    FieldType.Boolean,
                    level
                );
            case "=" or "<>" or "<" or "<=" or ">" or ">=":
                var shared = TypeRules.Comparable(operands[0].Type, operands[1].Type);
                return new BoundCall(
                    operation.Operator,
                    [.. operands.Select(operand => Comparand(operand, shared))],
                    FieldType.Boolean,
                    level
                );
            default:
                return Arithmetic(operation, operands, level);
        }
    }

    /// <summary>Whole numbers and decimals compare as they are; the rest needs one type.</summary>
    private static BoundExpression Comparand(BoundExpression operand, FieldType type) =>
        TypeRules.IsNumber(operand.Type) && TypeRules.IsNumber(type) ? operand : TypeRules.As(operand, type);

    private static BoundCall Arithmetic(
        OperatorExpression operation,
        ImmutableArray<BoundExpression> operands,
        CalculationLevel level
    )
    {
        if (operands.Any(operand => operand.Type == FieldType.DateTime))
        {
            throw Problem(
                ExpressionProblem.Type,
                operation.Position,
                $"Expected numbers beside '{operation.Operator}', found a date; dates take addDateTime and dateDiff"
            );
        }
        var numbers = operands
            .Select(operand => TypeRules.IsNumber(operand.Type) ? operand : TypeRules.As(operand, FieldType.Decimal))
            .ToImmutableArray();
        var type =
            operation.Operator is "/" or "^" ? FieldType.Decimal
            : numbers.All(number => number.Type == FieldType.Integer) ? FieldType.Integer
            : FieldType.Decimal;
        return new BoundCall(operation.Operator, numbers, type, level);
    }

    private BoundMembership Membership(Expression value, IEnumerable<Expression> items, bool isNegated, int position)
    {
        var bound = Bind(value);
        var list = items.Select(Bind).ToImmutableArray();
        var type = list.Aggregate(bound.Type, (shared, item) => TypeRules.Comparable(shared, item.Type));
        return new BoundMembership(
            Comparand(bound, type),
            [.. list.Select(item => item is BoundParameter ? item : Comparand(item, type))],
            isNegated,
            Combine([bound, .. list], position)
        );
    }

    /// <summary>The level of an operation; aggregated and row values do not meet.</summary>
    private static CalculationLevel Combine(IEnumerable<BoundExpression> operands, int position)
    {
        var levels = operands.Select(operand => operand.Level).ToHashSet();
        if (levels.Contains(CalculationLevel.Row) && levels.Max() > CalculationLevel.Row)
        {
            throw Problem(
                ExpressionProblem.MixedLevels,
                position,
                "Expected values that are all aggregated or all not, found both in one operation"
            );
        }
        return levels.Count == 0 ? CalculationLevel.Constant : levels.Max();
    }

    private static ExpressionException Problem(ExpressionProblem problem, int position, string message) =>
        new(problem, position, $"{message}, at character {position}.");
}
