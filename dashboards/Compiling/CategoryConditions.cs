using System.Collections.Immutable;
using System.Globalization;
using StudyLake.Dashboards.Expressions;
using StudyLake.Dashboards.Model;

namespace StudyLake.Dashboards.Compiling;

/// <summary>Category filters. CONTAINS means membership in a list, and a part of the text in a custom filter.</summary>
internal sealed class CategoryConditions(CompileContext context)
{
    /// <summary>The condition of a configuration, or of what a control chose instead.</summary>
    public BoundExpression Compile(BoundExpression column, JsonView configuration, FilterChoice? choice)
    {
        var (form, json) = configuration.OnlyMember is { } member ? (member.Name, member.Value) : ("", configuration);
        var option = json.Text("NullOption");
        if (choice?.Values is { } chosen)
        {
            var condition = chosen.Length == 0 ? Conditions.True : Membership(column, chosen.Select(Input));
            return Conditions.WithNulls(column, condition, option);
        }
        if (json.Text("SelectAllOptions") == "FILTER_ALL_VALUES")
            return Conditions.WithNulls(column, Conditions.True, option);
        return form == "CustomFilterConfiguration"
            ? Conditions.WithNulls(column, Custom(column, json), option)
            : Conditions.WithNulls(column, List(column, json), option);
    }

    private static BoundExpression List(BoundExpression column, JsonView json)
    {
        var values = json.List("CategoryValues").Select(value => value.AsText).OfType<string>().ToList();
        if (values.Count == 0 && !json["CategoryValues"].Exists)
            return Conditions.True;
        var condition = Membership(column, values.Select(value => new BoundConstant(value, FieldType.Text)));
        return IsNegated(json) ? Conditions.Not(condition) : condition;
    }

    private BoundExpression Custom(BoundExpression column, JsonView json)
    {
        ImmutableArray<BoundExpression> values;
        if (json.Text("ParameterName") is { } name)
        {
            if (!context.Parameters.TryGetValue(name, out var parameter) || parameter.Values.Length == 0)
                return Conditions.True;
            values =
            [
                .. parameter.Values.Select(value => new BoundInput(
                    ParameterValues.As(value, FieldType.Text) ?? Plain(value),
                    FieldType.Text
                )),
            ];
        }
        else if (json.Text("CategoryValue") is { } value)
        {
            values = [new BoundConstant(value, FieldType.Text)];
        }
        else
        {
            return Conditions.True;
        }
        var positive = json.Text("MatchOperator") switch
        {
            "CONTAINS" or "DOES_NOT_CONTAIN" => Parts("contains", column, values),
            "STARTS_WITH" => Parts("startsWith", column, values),
            "ENDS_WITH" => Parts("endsWith", column, values),
            _ => Membership(column, values),
        };
        return IsNegated(json) ? Conditions.Not(positive) : positive;
    }

    private static string? Plain(object? value) =>
        (value as IFormattable)?.ToString(null, CultureInfo.InvariantCulture);

    private static bool IsNegated(JsonView json) =>
        json.Text("MatchOperator") is "DOES_NOT_CONTAIN" or "DOES_NOT_EQUAL";

    private static BoundExpression Parts(
        string function,
        BoundExpression column,
        ImmutableArray<BoundExpression> values
    )
    {
        var text = TypeRules.As(column, FieldType.Text);
        return Conditions.Or([
            .. values.Select(value => new BoundCall(function, [text, value], FieldType.Boolean, text.Level)),
        ]);
    }

    private static BoundInput Input(string value) => new(value, FieldType.Text);

    /// <summary>Values of a category filter are texts; a column of another type is compared in its own.</summary>
    private static BoundExpression Membership(BoundExpression column, IEnumerable<BoundExpression> values)
    {
        var items = values.ToList();
        if (column.Type is FieldType.Integer or FieldType.Decimal)
        {
            var numbers = items.Select(item => Converted(item, FieldType.Decimal)).ToList();
            if (numbers.TrueForAll(number => number is not null))
                return Conditions.In(column, numbers.OfType<BoundExpression>());
        }
        if (column.Type == FieldType.DateTime)
        {
            var dates = items.Select(item => Converted(item, FieldType.DateTime)).ToList();
            if (dates.TrueForAll(date => date is not null))
                return Conditions.In(column, dates.OfType<BoundExpression>());
        }
        if (column.Type == FieldType.Boolean)
        {
            var flags = items.Select(item => Converted(item, FieldType.Boolean)).ToList();
            if (flags.TrueForAll(flag => flag is not null))
                return Conditions.In(column, flags.OfType<BoundExpression>());
        }
        return Conditions.In(TypeRules.As(column, FieldType.Text), items);
    }

    private static BoundExpression? Converted(BoundExpression item, FieldType type) =>
        item switch
        {
            BoundInput { Value: string text } when ParameterValues.As(text, type) is { } value => new BoundInput(
                value,
                type
            ),
            BoundConstant { Value: string text } when ParameterValues.As(text, type) is { } value => new BoundConstant(
                value,
                type
            ),
            _ => null,
        };
}
