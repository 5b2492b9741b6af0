using System.Collections.Immutable;
using System.Globalization;
using StudyLake.Dashboards.Expressions;
using StudyLake.Dashboards.Model;

namespace StudyLake.Dashboards.Compiling;

/// <summary>Turns the filter groups that apply to a visual into conditions.</summary>
/// <remarks>
/// Groups are joined by AND, the filters inside one group by OR. A filter that cannot be applied is left out and noted.
/// </remarks>
internal sealed class FilterCompiler(Definition definition, DashboardState state, CompileContext context, Binder binder)
{
    /// <summary>The conditions for a visual, one for each group that restricts anything.</summary>
    public IEnumerable<BoundExpression> For(string sheetId, string visualId, string dataSet)
    {
        foreach (var group in definition.FilterGroups)
        {
            if (!group.IsEnabled || !Applies(group, sheetId, visualId))
                continue;
            var conditions = new List<BoundExpression>();
            foreach (var filter in group.Filters)
            {
                if (filter.Column is not { } column || !InReach(group, column, dataSet))
                    continue;
                if (Try(filter, column) is { } condition)
                    conditions.Add(condition);
            }
            if (conditions.Count == 0 || conditions.Contains(Conditions.True))
                continue;
            if (conditions.Select(condition => condition.Level).Distinct().Count() > 1)
            {
                context.Note(
                    "filter",
                    $"A filter group mixes row and aggregated values and is not applied: {group.Id}."
                );
                continue;
            }
            yield return Conditions.Or([.. conditions]);
        }
    }

    private static bool Applies(FilterGroup group, string sheetId, string visualId) =>
        group.IsAllSheets
        || group.Scopes.Any(scope =>
            scope.SheetId == sheetId && (scope.IsAllVisuals || scope.VisualIds.Any(id => id.AsText == visualId))
        );

    private bool InReach(FilterGroup group, ColumnReference column, string dataSet) =>
        column.DataSet == dataSet || (group.IsCrossDataSet && binder.Knows(column.Name));

    private BoundExpression? Try(Filter filter, ColumnReference column)
    {
        try
        {
            return Compile(filter, binder.BindField(column.Name));
        }
        catch (ExpressionException exception)
        {
            context.Note("filter", $"A filter on '{column.Name}' is not applied: {exception.Message}");
            return null;
        }
    }

    private BoundExpression Compile(Filter filter, BoundExpression column)
    {
        var choice = state.Filters.GetValueOrDefault(filter.Id);
        var json = filter.Json;
        if (json["AggregationFunction"].Exists)
            column = Aggregations.Of(column, json["AggregationFunction"], "SUM");
        return filter.Kind switch
        {
            "CategoryFilter" => new CategoryConditions(context).Compile(column, json["Configuration"], choice),
            "NumericEqualityFilter" => NumericEquality(column, json, choice),
            "NumericRangeFilter" => NumericRange(column, json, choice),
            "TimeRangeFilter" => new TimeConditions(context).Range(Date(column), json, choice),
            "TimeEqualityFilter" => new TimeConditions(context).Equality(Date(column), json, choice),
            "RelativeDatesFilter" => new TimeConditions(context).Relative(Date(column), json, choice),
            "TopBottomFilter" => TopBottom(column, json),
            "NestedFilter" => Nested(column, json),
            _ => throw new ExpressionException(
                ExpressionProblem.NotSupported,
                0,
                $"A filter of kind {filter.Kind} is not supported."
            ),
        };
    }

    private static BoundExpression Date(BoundExpression column) => TypeRules.As(column, FieldType.DateTime);

    private static BoundExpression Number(BoundExpression column) =>
        TypeRules.IsNumber(column.Type)
            ? column
            : TypeRules.As(column, column.Type == FieldType.Boolean ? FieldType.Integer : FieldType.Decimal);

    private BoundExpression NumericEquality(BoundExpression column, JsonView json, FilterChoice? choice)
    {
        var number = Number(column);
        var values = choice?.Values is { } chosen
            ? chosen.Select(Parse).ToImmutableArray()
            : [Bound(json["Value"], json.Text("ParameterName"))];
        var isAll = json.Text("SelectAllOptions") == "FILTER_ALL_VALUES" && choice?.Values is null;
        var known = values.Where(value => value is not null).ToList();
        BoundExpression condition =
            isAll || known.Count == 0
                ? Conditions.True
                : Conditions.In(number, known.Select(value => new BoundInput(value, FieldType.Decimal)));
        if (condition != Conditions.True && json.Text("MatchOperator") == "DOES_NOT_EQUAL")
            condition = Conditions.Not(condition);
        return Conditions.WithNulls(column, condition, json.Text("NullOption"));
    }

    private BoundExpression NumericRange(BoundExpression column, JsonView json, FilterChoice? choice)
    {
        var number = Number(column);
        var least =
            Parse(choice?.Minimum)
            ?? Bound(json["RangeMinimum"]["StaticValue"], json["RangeMinimum"].Text("Parameter"));
        var greatest =
            Parse(choice?.Maximum)
            ?? Bound(json["RangeMaximum"]["StaticValue"], json["RangeMaximum"].Text("Parameter"));
        var isAll = json.Text("SelectAllOptions") == "FILTER_ALL_VALUES" && choice is null;
        var parts = new List<BoundExpression>();
        if (least is not null && !isAll)
        {
            var comparison = json["IncludeMinimum"].AsFlag == true ? ">=" : ">";
            parts.Add(Conditions.Compare(number, comparison, new BoundInput(least, FieldType.Decimal)));
        }
        if (greatest is not null && !isAll)
        {
            var comparison = json["IncludeMaximum"].AsFlag == true ? "<=" : "<";
            parts.Add(Conditions.Compare(number, comparison, new BoundInput(greatest, FieldType.Decimal)));
        }
        var condition = parts.Count == 0 ? Conditions.True : Conditions.And([.. parts]);
        return Conditions.WithNulls(column, condition, json.Text("NullOption"));
    }

    private double? Bound(JsonView value, string? parameter) =>
        parameter is { } name && context.Parameters.TryGetValue(name, out var resolved)
            ? (double?)ParameterValues.As(resolved.Value, FieldType.Decimal)
            : value.AsNumber;

    private static double? Parse(string? text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;

    private BoundExpression TopBottom(BoundExpression column, JsonView json)
    {
        var limit = Bound(json["Limit"], json.Text("ParameterName"));
        if (limit is null)
            return Conditions.True;
        if (column.Level > CalculationLevel.Row)
            throw new ExpressionException(
                ExpressionProblem.NestedAggregate,
                0,
                "Expected a field to rank, found an aggregated one."
            );
        var key =
            column.Type == FieldType.DateTime && json.Text("TimeGranularity") is { } granularity
                ? Conditions.Truncate(column, granularity)
                : column;
        var order = json.List("AggregationSortConfigurations")
            .Select(item => new OrderKey(Ranked(item), IsDescending: item.Text("SortDirection") != "ASC"))
            .ToImmutableArray();
        if (order.Length == 0)
            order = [new OrderKey(Aggregations.CountRecords, IsDescending: true)];
        return new TopBottomPredicate(key, order, new BoundInput((long)limit.Value, FieldType.Integer));
    }

    private BoundExpression Ranked(JsonView item)
    {
        var value = binder.BindField(item["Column"].Text("ColumnName") ?? "");
        var fallback = TypeRules.IsNumber(value.Type) ? "SUM" : "COUNT";
        var aggregate = Aggregations.Of(value, item["AggregationFunction"], fallback);
        return aggregate.Level == CalculationLevel.Aggregate
            ? aggregate
            : throw new ExpressionException(
                ExpressionProblem.NotSupported,
                0,
                "A top or bottom filter by a table calculation is not supported."
            );
    }

    private NestedPredicate Nested(BoundExpression column, JsonView json)
    {
        var inner = json["InnerFilter"]["CategoryInnerFilter"];
        var innerColumn = binder.BindField(inner["Column"].Text("ColumnName") ?? "");
        var condition = new CategoryConditions(context).Compile(innerColumn, inner["Configuration"], null);
        if (column.Level > CalculationLevel.Row || condition.Level > CalculationLevel.Row)
            throw new ExpressionException(
                ExpressionProblem.NestedAggregate,
                0,
                "Expected row values, found aggregated ones."
            );
        return new NestedPredicate(column, condition, json["IncludeInnerSet"].AsFlag == false);
    }
}
