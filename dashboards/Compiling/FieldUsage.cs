using System.Collections.Immutable;
using System.Globalization;
using StudyLake.Dashboards.Expressions;
using StudyLake.Dashboards.Model;

namespace StudyLake.Dashboards.Compiling;

/// <summary>What a definition tells of its columns by using them: their types, and values they are compared with.</summary>
internal sealed class FieldUsage
{
    private readonly Definition _definition;
    private readonly Dictionary<(string DataSet, string Name), ColumnLiterals> _literals = [];
    private readonly Dictionary<(string DataSet, string Name), FieldType> _types = [];

    private FieldUsage(Definition definition) => _definition = definition;

    /// <summary>Reads all references, filters and expressions of a definition.</summary>
    public static FieldUsage Of(Definition definition)
    {
        var usage = new FieldUsage(definition);
        usage.ReadReferences();
        usage.ReadFilters();
        usage.ReadExpressions();
        return usage;
    }

    /// <summary>The columns of a data set that are used and no calculated fields.</summary>
    public ImmutableDictionary<string, FieldType> TypesOf(string dataSet) =>
        _types
            .Where(entry => entry.Key.DataSet == dataSet)
            .Where(entry => _definition.CalculatedField(dataSet, entry.Key.Name) is null)
            .ToImmutableDictionary(entry => entry.Key.Name, entry => entry.Value, StringComparer.Ordinal);

    /// <summary>The values that a column is compared with.</summary>
    public ColumnLiterals Literals(string dataSet, string name)
    {
        if (!_literals.TryGetValue((dataSet, name), out var known))
            _literals[(dataSet, name)] = known = new ColumnLiterals();
        return known;
    }

    private void Saw(string dataSet, string name, FieldType type)
    {
        if (!_types.TryGetValue((dataSet, name), out var known) || known is FieldType.Unknown or FieldType.Text)
            _types[(dataSet, name)] = type;
    }

    private void ReadReferences()
    {
        foreach (var reference in ColumnReference.Below(_definition.Json))
        {
            var holder = reference.Json.Path.Parent?.Name;
            Saw(
                reference.DataSet,
                reference.Name,
                holder switch
                {
                    "NumericalMeasureField" or "NumericalDimensionField" or "NumericRangeFilter" => FieldType.Decimal,
                    "DateDimensionField" or "DateMeasureField" or "TimeRangeFilter" or "RelativeDatesFilter" =>
                        FieldType.DateTime,
                    _ => FieldType.Text,
                }
            );
        }
    }

    private void ReadFilters()
    {
        foreach (var filter in _definition.FilterGroups.SelectMany(group => group.Filters))
        {
            if (filter.Column is not { } column)
                continue;
            var literals = Literals(column.DataSet, column.Name);
            foreach (var value in filter.Json.SelfAndBelow())
            {
                var name = value.Path.Name ?? value.Path.Parent?.Name;
                if (name is "CategoryValues" or "CategoryValue" or "StaticValue" or "Value" or "Values")
                    literals.Add(value);
                if (name is "ParameterName" or "Parameter" && value.AsText is { } parameter)
                    AddDefaults(literals, parameter);
            }
        }
    }

    private void AddDefaults(ColumnLiterals literals, string parameter)
    {
        foreach (var value in _definition.Parameter(parameter)?.StaticDefaults ?? [])
            literals.Add(value);
    }

    private void ReadExpressions()
    {
        foreach (var field in _definition.CalculatedFields)
            ReadExpression(field.DataSet, field.Expression);
        foreach (var dataSet in _definition.DataSets)
        {
            foreach (var column in dataSet.DataSet?.Plan.Steps.SelectMany(step => step.Columns ?? []) ?? [])
            {
                if (column.Expression is { } expression)
                    ReadExpression(dataSet.Identifier, expression);
            }
        }
    }

    private void ReadExpression(string dataSet, string text)
    {
        try
        {
            Walk(dataSet, ExpressionParser.Parse(text), FieldType.Text);
        }
        catch (ExpressionException)
        {
            // The field fails where it is used, with its reason; here it only tells nothing.
            return;
        }
    }

    private void Walk(string dataSet, Expression expression, FieldType expected)
    {
        switch (expression)
        {
            case FieldExpression field:
                Saw(dataSet, field.Name, expected);
                break;
            case OperatorExpression operation:
                var isArithmetic = operation.Operator is "+" or "-" or "*" or "/" or "^" or "%" or "negate";
                Compare(dataSet, operation.Operands, operation.Operands);
                var besideNumber = operation.Operands.Any(operand => operand is NumberExpression);
                foreach (var operand in operation.Operands)
                    Walk(dataSet, operand, isArithmetic || besideNumber ? FieldType.Decimal : FieldType.Text);
                break;
            case MembershipExpression membership:
                Compare(dataSet, [membership.Value], membership.Items);
                Walk(dataSet, membership.Value, FieldType.Text);
                break;
            case CallExpression call:
                WalkCall(dataSet, call);
                break;
            case ListExpression list:
                foreach (var item in list.Items)
                    Walk(dataSet, item.Value, FieldType.Text);
                break;
        }
    }

    private void WalkCall(string dataSet, CallExpression call)
    {
        var function = FunctionTable.Find(call.Function);
        if (function?.Name is "contains" or "startsWith" or "endsWith" or "locate" or "in" or "switch" or "split")
            Compare(dataSet, [call.Arguments[0]], call.Arguments.SelectMany(Flat));
        if (call.Arguments is [FieldExpression parsed, ..])
        {
            if (function?.Name is "parseInt" or "parseDecimal")
                Literals(dataSet, parsed.Name).IsNumericText = true;
            if (function?.Name == "parseDate")
                Literals(dataSet, parsed.Name).DateTextPattern =
                    call.Arguments.Length > 1 && call.Arguments[1] is TextExpression pattern
                        ? pattern.Value
                        : "yyyy-MM-dd";
        }
        for (var i = 0; i < call.Arguments.Length; i++)
        {
            var type = function is null
                ? FieldType.Text
                : function.LetterOf(i) switch
                {
                    'n' or 'i' => FieldType.Decimal,
                    'd' => FieldType.DateTime,
                    _ => FieldType.Text,
                };
            Walk(dataSet, call.Arguments[i], type);
        }
    }

    private static IEnumerable<Expression> Flat(Expression expression) =>
        expression is ListExpression list ? list.Items.Select(item => item.Value) : [expression];

    private void Compare(string dataSet, IEnumerable<Expression> values, IEnumerable<Expression> others)
    {
        var literals = others.ToList();
        foreach (var field in values.Select(Inner).OfType<FieldExpression>())
        {
            foreach (var other in literals)
            {
                switch (other)
                {
                    case TextExpression text:
                        Literals(dataSet, field.Name).Add(text.Value);
                        break;
                    case NumberExpression number:
                        Literals(dataSet, field.Name).Add(Convert.ToDouble(number.Value, CultureInfo.InvariantCulture));
                        break;
                    case ParameterExpression parameter:
                        AddDefaults(Literals(dataSet, field.Name), parameter.Name);
                        break;
                }
            }
        }
    }

    /// <summary>The field inside functions that keep its values recognisable.</summary>
    private static Expression Inner(Expression expression) =>
        expression is CallExpression { Arguments: [var first, ..] } call
        && call.Function.ToUpperInvariant() is ("TOLOWER" or "TOUPPER" or "TRIM")
            ? Inner(first)
            : expression;
}
