using StudyLake.Dashboards.Expressions;
using StudyLake.Dashboards.Model;

namespace StudyLake.Dashboards.Compiling;

/// <summary>The aggregations of field wells, filters and sorts.</summary>
internal static class Aggregations
{
    /// <summary>The name of an AggregationFunction in any of its forms, such as SUM; null for none.</summary>
    public static string? NameOf(JsonView function) =>
        function.AsText
        ?? function.Text("SimpleNumericalAggregation")
        ?? function.Text("CategoricalAggregationFunction")
        ?? function.Text("DateAggregationFunction")
        ?? function["AttributeAggregationFunction"].Text("SimpleAttributeAggregation")
        ?? (function["PercentileAggregation"].Exists ? "PERCENTILE" : null)
        ?? (function["NumericalAggregationFunction"].Exists ? NameOf(function["NumericalAggregationFunction"]) : null);

    /// <summary>A column under an aggregation; an aggregated field takes none.</summary>
    /// <exception cref="ExpressionException">An aggregation of what is aggregated already, or of the wrong type.</exception>
    public static BoundExpression Of(BoundExpression value, JsonView function, string fallback)
    {
        var name = NameOf(function);
        if (value.Level > CalculationLevel.Row)
        {
            return name is null or "NONE"
                ? value
                : throw new ExpressionException(
                    ExpressionProblem.NestedAggregate,
                    0,
                    $"Expected no aggregation of a field that is aggregated already, found {name}."
                );
        }
        var percentile =
            function["PercentileAggregation"]["PercentileValue"].AsNumber
            ?? function["NumericalAggregationFunction"]["PercentileAggregation"]["PercentileValue"].AsNumber;
        return Of(value, name ?? fallback, percentile);
    }

    /// <summary>A row value under an aggregation by name.</summary>
    public static BoundAggregate Of(BoundExpression value, string name, double? percentile)
    {
        switch (name)
        {
            case "COUNT":
                return new BoundAggregate("count", [value], null, null, FieldType.Integer);
            case "DISTINCT_COUNT":
                return new BoundAggregate("distinct_count", [value], null, null, FieldType.Integer);
            case "MIN" or "MAX" or "UNIQUE_VALUE":
                return new BoundAggregate(name == "MAX" ? "max" : "min", [value], null, null, value.Type);
        }
        if (value.Type == FieldType.DateTime)
        {
            throw new ExpressionException(
                ExpressionProblem.Type,
                0,
                $"Expected COUNT, DISTINCT_COUNT, MIN or MAX of a date, found {name}."
            );
        }
        var number = value.Type switch
        {
            FieldType.Integer or FieldType.Decimal => value,
            FieldType.Boolean => TypeRules.As(value, FieldType.Integer),
            _ => TypeRules.As(value, FieldType.Decimal),
        };
        return name switch
        {
            "SUM" => new BoundAggregate("sum", [number], null, null, number.Type),
            "PERCENTILE" => new BoundAggregate(
                "percentileCont",
                [number, new BoundConstant((percentile ?? 50) / 100, FieldType.Decimal)],
                null,
                null,
                FieldType.Decimal
            ),
            "AVERAGE" => Decimal("avg", number),
            "MEDIAN" => Decimal("median", number),
            "STDEV" => Decimal("stdev", number),
            "STDEVP" => Decimal("stdevp", number),
            "VAR" => Decimal("var", number),
            "VARP" => Decimal("varp", number),
            _ => throw new ExpressionException(
                ExpressionProblem.NotSupported,
                0,
                $"Expected a known aggregation, found {name}."
            ),
        };
    }

    /// <summary>A count of records.</summary>
    public static BoundAggregate CountRecords { get; } = new("count", [], null, null, FieldType.Integer);

    private static BoundAggregate Decimal(string function, BoundExpression value) =>
        new(function, [value], null, null, FieldType.Decimal);
}
