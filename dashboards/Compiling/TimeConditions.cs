using StudyLake.Dashboards.Expressions;
using StudyLake.Dashboards.Model;

namespace StudyLake.Dashboards.Compiling;

/// <summary>Filters on dates. Bounds are computed here and bound, so that the column is compared as it is.</summary>
internal sealed class TimeConditions(CompileContext context)
{
    private const string Finest = "MILLISECOND";

    /// <summary>Between two dates, compared by the filter's granularity.</summary>
    public BoundExpression Range(BoundExpression column, JsonView json, FilterChoice? choice)
    {
        var granularity = json.Text("TimeGranularity") ?? Finest;
        var least = Chosen(choice?.Minimum) ?? Value(json["RangeMinimumValue"]);
        var greatest = Chosen(choice?.Maximum) ?? Value(json["RangeMaximumValue"]);
        var parts = new List<BoundExpression>();
        // Truncated values compare as the bounds of their periods do: trunc(x) > v is x >= v + 1, and so on.
        if (least is { } from)
        {
            var isIncluded = json["IncludeMinimum"].AsFlag == true;
            parts.Add(From(column, Bound(from, granularity, isIncluded ? 0 : 1), isIncluded || granularity != Finest));
        }
        if (greatest is { } to)
        {
            var isIncluded = json["IncludeMaximum"].AsFlag == true;
            parts.Add(Until(column, Bound(to, granularity, isIncluded ? 1 : 0), isIncluded && granularity == Finest));
        }
        var condition = parts.Count == 0 ? Conditions.True : Conditions.And([.. parts]);
        return Conditions.WithNulls(column, condition, json.Text("NullOption"));
    }

    /// <summary>Within the period of one date.</summary>
    public BoundExpression Equality(BoundExpression column, JsonView json, FilterChoice? choice)
    {
        var value = choice?.Values is [var first, ..] ? Chosen(first) : null;
        value ??= json.Text("ParameterName") is { } name ? Parameter(name) : Value(json);
        if (value is not { } date)
            return Conditions.True;
        var granularity = json.Text("TimeGranularity") ?? "DAY";
        return Within(column, Bound(date, granularity, 0), Bound(date, granularity, 1));
    }

    /// <summary>Periods counted from an anchor: THIS, PREVIOUS, NOW, LAST n, NEXT n.</summary>
    public BoundExpression Relative(BoundExpression column, JsonView json, FilterChoice? choice)
    {
        var anchorJson = json["AnchorDateConfiguration"];
        var anchor = anchorJson.Text("ParameterName") is { } name ? Parameter(name) : context.Now;
        if (anchor is not { } now)
            return Conditions.True;
        if (json["ExcludePeriodConfiguration"] is { Exists: true } exclude && exclude.Text("Status") != "DISABLED")
        {
            var amount = exclude["Amount"].AsInteger ?? 0;
            now = Period.Add(now, exclude.Text("Granularity") ?? "DAY", -amount);
        }
        var unit = json.Text("TimeGranularity") ?? "DAY";
        var start = Period.Start(now, unit, context.WeekStart);
        var count =
            choice?.Amount
            ?? (
                json["RelativeDateValue"].AsInteger is { } fixedValue ? fixedValue
                : json.Text("ParameterName") is { } parameter
                && context.Parameters.TryGetValue(parameter, out var resolved)
                && ParameterValues.As(resolved.Value, FieldType.Integer) is long chosen
                    ? chosen
                : 1
            );
        var condition = json.Text("RelativeDateType") switch
        {
            "PREVIOUS" => Within(column, Period.Add(start, unit, -1), start),
            "NOW" => Conditions.And(From(column, start, isIncluded: true), Until(column, now, isIncluded: true)),
            "LAST" => Within(column, Period.Add(start, unit, -(count - 1)), Period.Add(start, unit, 1)),
            "NEXT" => Within(column, start, Period.Add(start, unit, count)),
            _ => Within(column, start, Period.Add(start, unit, 1)),
        };
        return Conditions.WithNulls(column, condition, json.Text("NullOption"));
    }

    private DateTime Bound(DateTime date, string granularity, int periods) =>
        granularity == Finest
            ? date
            : Period.Add(Period.Start(date, granularity, context.WeekStart), granularity, periods);

    private static BoundExpression Within(BoundExpression column, DateTime from, DateTime until) =>
        Conditions.And(From(column, from, isIncluded: true), Until(column, until, isIncluded: false));

    private static BoundExpression From(BoundExpression column, DateTime date, bool isIncluded) =>
        Conditions.Compare(column, isIncluded ? ">=" : ">", new BoundInput(date, FieldType.DateTime));

    private static BoundExpression Until(BoundExpression column, DateTime date, bool isIncluded) =>
        Conditions.Compare(column, isIncluded ? "<=" : "<", new BoundInput(date, FieldType.DateTime));

    private DateTime? Value(JsonView json)
    {
        if (json.Text("Parameter") is { } parameter)
            return Parameter(parameter);
        if (json["RollingDate"].Text("Expression") is { } expression)
            return ConstantDates.Compute(expression, context.Now, context.WeekStart);
        return Chosen(json.Text("StaticValue") ?? json.Text("Value"));
    }

    private DateTime? Parameter(string name) =>
        context.Parameters.TryGetValue(name, out var resolved)
            ? (DateTime?)ParameterValues.As(resolved.Value, FieldType.DateTime)
            : null;

    private static DateTime? Chosen(string? text) => text is null ? null : Dates.Read(text);
}
