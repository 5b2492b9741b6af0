using System.Collections.Immutable;
using StudyLake.Dashboards.Expressions;
using StudyLake.Dashboards.Model;

namespace StudyLake.Dashboards.Compiling;

/// <summary>Charts whose values are distributions: they need more, or other, columns than their wells name.</summary>
internal static class SpecialCharts
{
    private static readonly (string Name, double? Percentile)[] BoxParts =
    [
        ("MIN", null),
        ("PERCENTILE", 25),
        ("PERCENTILE", 50),
        ("PERCENTILE", 75),
        ("MAX", null),
    ];

    private static readonly string[] BoxLabels = ["minimum", "lower quartile", "median", "upper quartile", "maximum"];

    /// <summary>A box plot shows five values of the rows' own values: FieldId#0 least, #1 to #3 quartiles, #4 greatest.</summary>
    public static IEnumerable<QueryMeasure> Box(VisualField field, QueryMeasure measure, Binder binder)
    {
        var value = binder.BindField(field.Column?.Name ?? "");
        if (value.Level > CalculationLevel.Row)
            throw new ExpressionException(
                ExpressionProblem.NestedAggregate,
                0,
                "Expected row values in a box plot, found aggregated ones."
            );
        for (var i = 0; i < BoxParts.Length; i++)
        {
            var aggregate = Aggregations.Of(
                TypeRules.As(value, FieldType.Decimal),
                BoxParts[i].Name,
                BoxParts[i].Percentile
            );
            yield return new QueryMeasure(
                aggregate,
                measure.Column with
                {
                    FieldId = $"{field.Id}#{i}",
                    Label = $"{field.Column?.Name}, {BoxLabels[i]}",
                    Type = aggregate.Type,
                    Aggregation = BoxParts[i].Name,
                }
            );
        }
    }

    /// <summary>The bins of a histogram: _bin is the start of each, _width its width, _count its rows.</summary>
    public static (QueryDimension Bin, ImmutableArray<QueryMeasure> Measures) Histogram(
        Visual visual,
        VisualField field,
        Binder binder
    )
    {
        var value = TypeRules.As(binder.BindField(field.Column?.Name ?? ""), FieldType.Decimal);
        if (value.Level > CalculationLevel.Row)
            throw new ExpressionException(
                ExpressionProblem.NestedAggregate,
                0,
                "Expected row values in a histogram, found aggregated ones."
            );
        var options = visual.Configuration["BinOptions"];
        var least = Over("min", value);
        BoundExpression start = options["StartValue"].AsNumber is { } fixedStart ? Number(fixedStart) : least;
        var count = options["BinCount"]["Value"].AsNumber ?? 10;
        var isWidth = options.Text("SelectedBinType") == "BIN_WIDTH" && options["BinWidth"]["Value"].AsNumber > 0;
        BoundExpression width = isWidth
            ? Number(options["BinWidth"]["Value"].AsNumber ?? 1)
            : Call("/", Call("-", Over("max", value), start), Number(Math.Max(1, count)));
        var position = Floor(Call("/", Call("-", value, start), width));
        // The greatest value belongs to the last bin, and all to one where there is no width.
        BoundExpression index = isWidth
            ? position
            : If(
                Call(">=", position, Number(count)),
                Number(count - 1),
                If(Conditions.IsNull(position), Number(0), position)
            );
        var bin = If(
            Conditions.IsNull(value),
            new BoundConstant(null, FieldType.Decimal),
            Call("+", start, Call("*", index, width))
        );
        var column = new VisualColumn
        {
            FieldId = "_bin",
            Label = field.Column?.Name ?? "",
            Role = ColumnRole.Dimension,
            Well = field.Well,
            Type = FieldType.Decimal,
            ColumnName = field.Column?.Name,
        };
        var widest = new QueryMeasure(
            new BoundAggregate("max", [width], null, null, FieldType.Decimal),
            column with
            {
                FieldId = "_width",
                Label = "Bin width",
                Role = ColumnRole.Measure,
            }
        );
        return (new QueryDimension(bin, bin, column), [VisualFields.CountOfRecords(field.Well), widest]);
    }

    private static BoundWindow Over(string function, BoundExpression value) =>
        new(FieldType.Decimal, CalculationLevel.Row)
        {
            Function = function,
            Arguments = [value],
            Stage = CalculationStage.PreAggregate,
        };

    private static BoundConstant Number(double value) => new(value, FieldType.Decimal);

    private static BoundCall Call(string operation, BoundExpression left, BoundExpression right) =>
        new(
            operation,
            [left, right],
            operation == ">=" ? FieldType.Boolean : FieldType.Decimal,
            left.Level > right.Level ? left.Level : right.Level
        );

    private static BoundExpression Floor(BoundExpression value) =>
        TypeRules.As(new BoundCall("floor", [value], FieldType.Integer, value.Level), FieldType.Decimal);

    private static BoundCall If(BoundExpression condition, BoundExpression yes, BoundExpression no) =>
        new("ifelse", [condition, yes, no], FieldType.Decimal, CalculationLevel.Row);
}
