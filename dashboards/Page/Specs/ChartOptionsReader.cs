using System.Collections.Immutable;
using StudyLake.Dashboards.Model;
using StudyLake.Dashboards.Page.Contract;

namespace StudyLake.Dashboards.Page.Specs;

/// <summary>Reads the options of a visual.</summary>
internal static class ChartOptionsReader
{
    /// <summary>The options that change how it is drawn.</summary>
    /// <param name="visual">The visual.</param>
    /// <param name="text">Fills parameters into a label.</param>
    public static ChartOptions Read(Visual visual, Func<string?, string?> text)
    {
        var chart = visual.Configuration;
        var values = First(
            chart,
            "ValueAxis",
            "PrimaryYAxisDisplayOptions",
            "ValueAxisDisplayOptions",
            "YAxisDisplayOptions"
        );
        var names = First(chart, "CategoryAxis", "XAxisDisplayOptions", "CategoryAxisDisplayOptions");
        var range = values["AxisOptions"]["DataOptions"].Exists ? values["AxisOptions"] : values;
        var numbers = range["DataOptions"]["NumericAxisOptions"];
        var totals = chart["TotalOptions"];
        var table = chart["TableOptions"];
        var kpi = chart["KPIOptions"];
        return new ChartOptions
        {
            Horizontal = visual.Kind == "BarChartVisual" ? chart.Text("Orientation") != "VERTICAL" : null,
            Arrangement = chart.Text("BarsArrangement"),
            LineStyle = visual.Kind == "LineChartVisual" ? chart.Text("Type") : null,
            DualAxis = visual.Kind == "ComboChartVisual" && !chart["SingleAxisOptions"].Exists ? true : null,
            Connect = chart.Below("TreatmentOption").Any(view => view.AsText == "INTERPOLATE") ? true : null,
            Donut = visual.Kind == "PieChartVisual" ? Hole(chart) : null,
            Legend = chart["Legend"].Text("Visibility") == "HIDDEN" ? false : null,
            LegendPosition = chart["Legend"].Text("Position"),
            Labels = Shown(First(chart, "DataLabels", "BarDataLabels", "DataLabelOptions")),
            LineLabels = Shown(chart["LineDataLabels"]),
            Tooltip = First(chart, "Tooltip", "TooltipOptions").Text("TooltipVisibility") == "HIDDEN" ? false : null,
            CategoryTitle = text(
                Title(First(chart, "CategoryLabelOptions", "XAxisLabelOptions", "CategoryAxisLabelOptions"))
            ),
            ValueTitle = text(
                Title(First(chart, "ValueLabelOptions", "PrimaryYAxisLabelOptions", "YAxisLabelOptions"))
            ),
            SecondTitle = text(Title(chart["SecondaryYAxisLabelOptions"])),
            CategoryAxis = Hidden(names),
            ValueAxis = Hidden(values),
            Grid = range.Text("GridLineVisibility") == "HIDDEN" ? false : null,
            Min = numbers["Range"]["MinMax"]["Minimum"].AsNumber ?? chart.Below("Min").FirstOrDefault().AsNumber,
            Max = numbers["Range"]["MinMax"]["Maximum"].AsNumber ?? chart.Below("Max").FirstOrDefault().AsNumber,
            Step = numbers["Scale"]["Linear"]["StepSize"].AsNumber,
            Log = numbers["Scale"]["Logarithmic"].Exists ? true : null,
            Rotate = names["TickLabelOptions"]["RotationAngle"].AsNumber is { } angle and not 0 ? -angle : null,
            Comparison = First(kpi, "Comparison")["ComparisonMethod"].AsText,
            Sparkline = kpi["Sparkline"].Text("Visibility") == "HIDDEN" ? false : null,
            Progress = kpi["ProgressBar"].Text("Visibility") == "HIDDEN" ? false : null,
            // In the definition a "row total" is the row at the bottom.
            RowTotals = Shown(totals["RowTotalOptions"]),
            ColumnTotals = Shown(totals["ColumnTotalOptions"]),
            RowSubtotals = Shown(totals["RowSubtotalOptions"]),
            TotalLabel = totals["RowTotalOptions"].Text("CustomLabel") ?? totals.Text("CustomLabel"),
            ColumnTotalLabel = totals["ColumnTotalOptions"].Text("CustomLabel"),
            SubtotalLabel = totals["RowSubtotalOptions"].Text("CustomLabel"),
            ValuesOnRows = table.Text("MetricPlacement") == "ROW" ? true : null,
            SingleMetric = table.Text("SingleMetricVisibility") == "HIDDEN" ? false : null,
            Colors = visual.Kind == "HeatMapVisual" ? Shades(chart["ColorScale"]) : null,
        };
    }

    private static JsonView First(JsonView json, params string[] names) =>
        names.Select(name => json[name]).FirstOrDefault(view => view.Exists, json[names[0]]);

    private static string? Hole(JsonView chart) =>
        chart["DonutOptions"]["ArcOptions"].Text("ArcThickness") switch
        {
            "WHOLE" or null => null,
            "SMALL" => "LARGE",
            "LARGE" => "SMALL",
            _ => "MEDIUM",
        };

    private static bool? Shown(JsonView options) =>
        (options.Text("TotalsVisibility") ?? options.Text("Visibility")) switch
        {
            "VISIBLE" => true,
            "HIDDEN" => false,
            _ => null,
        };

    private static bool? Hidden(JsonView axis) =>
        axis["TickLabelOptions"]["LabelOptions"].Text("Visibility") == "HIDDEN" ? false : null;

    private static string? Title(JsonView options)
    {
        if (options.Text("Visibility") == "HIDDEN")
            return null;
        var labels = options.List("AxisLabelOptions").Select(item => item.Text("CustomLabel")).OfType<string>();
        var title = string.Join(", ", labels);
        return title.Length == 0 ? null : title;
    }

    private static ImmutableArray<string>? Shades(JsonView scale)
    {
        var colors = scale
            .List("Colors")
            .Select(item => HexColor.Of(item.Text("Color")))
            .OfType<string>()
            .ToImmutableArray();
        return colors.Length >= 2 ? colors : null;
    }
}
