using System.Collections.Immutable;
using System.Text.Json;
using StudyLake.Dashboards.Expressions;
using StudyLake.Dashboards.Model;

namespace StudyLake.Dashboards.Compiling;

/// <summary>Turns the fields of a visual's wells into dimensions and measures.</summary>
internal sealed class VisualFields(
    Definition definition,
    Visual visual,
    Binder binder,
    DashboardState state,
    CompileContext context
)
{
    private static readonly ImmutableArray<string> Granularities =
    [
        "YEAR",
        "QUARTER",
        "MONTH",
        "WEEK",
        "DAY",
        "HOUR",
        "MINUTE",
        "SECOND",
    ];

    private static readonly JsonView None = new(default, JsonPath.Root);

    /// <summary>Conditions that drilling has added.</summary>
    public List<BoundExpression> DrillConditions { get; } = [];

    /// <summary>A dimension, drilled as far as the state says.</summary>
    public QueryDimension Dimension(VisualField field)
    {
        var name = field.Column?.Name ?? "";
        var drill = state.Drills.FirstOrDefault(item => item.VisualId == visual.Id && item.FieldId == field.Id);
        var isDate = field.Kind == VisualFieldKind.DateDimension;
        var hierarchy = HierarchyOf(field);
        var columns = Columns(hierarchy);
        var at = columns.IndexOf(name);
        if (!isDate && at >= 0 && drill is { } path)
        {
            var level = Math.Clamp(at + path.Level, 0, columns.Length - 1);
            for (var i = 0; i < path.Path.Length && at + i < level; i++)
                DrillConditions.Add(EqualTo(binder.BindField(columns[at + i]), path.Path[i]));
            name = columns[level];
            at = level;
        }
        var source = binder.BindField(name);
        if (source.Level > CalculationLevel.Row)
        {
            throw new ExpressionException(
                ExpressionProblem.MixedLevels,
                0,
                $"Expected a row value to group by, found '{name}', which is aggregated."
            );
        }
        if (isDate)
            return DateDimension(field, name, TypeRules.As(source, FieldType.DateTime), drill);
        if (source.Type == FieldType.DateTime && field.Kind == VisualFieldKind.CategoricalDimension)
            context.Note("field", $"'{name}' is a date in a categorical dimension, which QuickSight draws blank.");
        var column = Column(field, name, ColumnRole.Dimension, source.Type) with
        {
            Drill =
                at < 0
                    ? null
                    : new DrillInfo(
                        field.HierarchyId ?? "",
                        drill?.Level ?? 0,
                        at + 1 < columns.Length ? columns[at + 1] : null,
                        at > 0 ? columns[at - 1] : null
                    ),
        };
        return new QueryDimension(source, source, column);
    }

    private QueryDimension DateDimension(VisualField field, string name, BoundExpression source, DrillState? drill)
    {
        var declared = field.DateGranularity ?? "DAY";
        var start = Granularities.IndexOf(declared);
        var granularity = declared;
        DrillInfo? info = null;
        if (start >= 0 && field.HierarchyId is { } id)
        {
            var level = Math.Clamp(start + (drill?.Level ?? 0), 0, Granularities.Length - 1);
            granularity = Granularities[level];
            for (var i = 0; drill is not null && i < drill.Path.Length && start + i < level; i++)
                DrillConditions.Add(EqualTo(Conditions.Truncate(source, Granularities[start + i]), drill.Path[i]));
            info = new DrillInfo(
                id,
                level - start,
                level + 1 < Granularities.Length ? Granularities[level + 1] : null,
                level > 0 ? Granularities[level - 1] : null
            );
        }
        var column = Column(field, name, ColumnRole.Dimension, FieldType.DateTime) with
        {
            Granularity = granularity,
            Drill = info,
        };
        return new QueryDimension(Conditions.Truncate(source, granularity), source, column);
    }

    /// <summary>The value of a dimension, as a condition; null is a value.</summary>
    public static BoundExpression EqualTo(BoundExpression dimension, object? value)
    {
        if (value is null)
            return Conditions.IsNull(dimension);
        var known = ParameterValues.As(value, dimension.Type);
        return known is null
            ? Conditions.Compare(
                TypeRules.As(dimension, FieldType.Text),
                "=",
                new BoundInput(ParameterValues.As(value, FieldType.Text), FieldType.Text)
            )
            : Conditions.Compare(dimension, "=", new BoundInput(known, dimension.Type));
    }

    /// <summary>A value of an unaggregated table; an aggregated one makes groups of the others.</summary>
    public (QueryDimension? Dimension, QueryMeasure? Measure) Plain(VisualField field)
    {
        var name = field.Column?.Name ?? "";
        var value = binder.BindField(name);
        var column = Column(field, name, ColumnRole.Measure, value.Type);
        return value.Level > CalculationLevel.Row
            ? (null, new QueryMeasure(value, column))
            : (new QueryDimension(value, value, column), null);
    }

    /// <summary>A measure.</summary>
    public QueryMeasure Measure(VisualField field)
    {
        if (field.Expression is { } expression)
        {
            var own = binder.Bind(ExpressionParser.Parse(expression));
            var aggregated = own.Level is CalculationLevel.Row ? Aggregations.Of(own, "SUM", null) : own;
            return new QueryMeasure(aggregated, Column(field, null, ColumnRole.Measure, aggregated.Type));
        }
        var name = field.Column?.Name ?? "";
        var value = binder.BindField(name);
        var fallback = field.Kind == VisualFieldKind.NumericalMeasure ? "SUM" : "COUNT";
        var measure = Aggregations.Of(value, field.Json["AggregationFunction"], fallback);
        return new QueryMeasure(
            measure,
            Column(field, name, ColumnRole.Measure, measure.Type) with
            {
                Aggregation = value.Level > CalculationLevel.Row ? null : field.Aggregation ?? fallback,
            }
        );
    }

    /// <summary>The count that a chart without a measure shows.</summary>
    public static QueryMeasure CountOfRecords(string well) =>
        new(
            Aggregations.CountRecords,
            new VisualColumn
            {
                FieldId = "_count",
                Label = "Count of records",
                Role = ColumnRole.Measure,
                Well = well,
                Type = FieldType.Integer,
                Aggregation = "COUNT",
            }
        );

    private VisualColumn Column(VisualField field, string? name, ColumnRole role, FieldType type)
    {
        var option = visual
            .Configuration["FieldOptions"]
            .List("SelectedFieldOptions")
            .FirstOrDefault(item => item.Text("FieldId") == field.Id, None);
        return new VisualColumn
        {
            FieldId = field.Id,
            Label = option.Text("CustomLabel") ?? LabelOf(field, name),
            Role = role,
            Well = field.Well,
            Type = type,
            ColumnName = name,
            Format = FormatOf(field),
            IsHidden = option.Text("Visibility") == "HIDDEN",
        };
    }

    private static string LabelOf(VisualField field, string? name)
    {
        var words = field.Aggregation switch
        {
            null => "",
            "SUM" => "Sum of ",
            "AVERAGE" => "Average of ",
            "MIN" => "Minimum of ",
            "MAX" => "Maximum of ",
            "COUNT" => "Count of ",
            "DISTINCT_COUNT" => "Distinct count of ",
            "MEDIAN" => "Median of ",
            "PERCENTILE" => "Percentile of ",
            var other => $"{other} of ",
        };
        return words + (name ?? "Calculation");
    }

    private JsonElement FormatOf(VisualField field)
    {
        if (field.Json["FormatConfiguration"] is { Exists: true } own)
            return own.Element;
        return definition
            .Json.List("ColumnConfigurations")
            .FirstOrDefault(
                item =>
                    item["Column"].Text("ColumnName") == field.Column?.Name
                    && item["Column"].Text("DataSetIdentifier") == field.Column?.DataSet,
                None
            )["FormatConfiguration"]
            .Element;
    }

    private JsonView HierarchyOf(VisualField field) =>
        field.HierarchyId is { } id
            ? visual.Hierarchies.Select(item => item.Value).FirstOrDefault(item => item.Text("HierarchyId") == id, None)
            : None;

    private static ImmutableArray<string> Columns(JsonView hierarchy) =>
        [.. hierarchy.List("Columns").Select(column => column.Text("ColumnName")).OfType<string>()];
}
