namespace StudyLake.Dashboards.Page.Specs;

/// <summary>How the kinds of a definition are drawn.</summary>
internal static class VisualKinds
{
    /// <summary>The kind of the page, <c>none</c> for what has no drawing, and its name.</summary>
    public static (string Kind, string Name) Of(string member) =>
        member switch
        {
            "BarChartVisual" => ("bar", "bar chart"),
            "LineChartVisual" => ("line", "line chart"),
            "ComboChartVisual" => ("combo", "bars and lines"),
            "PieChartVisual" => ("pie", "pie chart"),
            "KPIVisual" => ("kpi", "key figure"),
            "TableVisual" => ("table", "table"),
            "PivotTableVisual" => ("pivot", "pivot table"),
            "InsightVisual" => ("insight", "narrative"),
            "WordCloudVisual" => ("wordcloud", "word cloud"),
            "SankeyDiagramVisual" => ("sankey", "flow diagram"),
            "HeatMapVisual" => ("heatmap", "heat map"),
            "BoxPlotVisual" => ("boxplot", "box plot"),
            "HistogramVisual" => ("histogram", "histogram"),
            "GaugeChartVisual" => ("gauge", "gauge"),
            "TreeMapVisual" => ("treemap", "tree map"),
            "WaterfallVisual" => ("waterfall", "waterfall"),
            "ScatterPlotVisual" => ("scatter", "scatter plot"),
            "FunnelChartVisual" => ("funnel", "funnel"),
            "RadarChartVisual" => ("radar", "radar chart"),
            "EmptyVisual" => ("none", "empty visual"),
            "FilledMapVisual" or "GeospatialMapVisual" or "LayerMapVisual" => ("none", "map"),
            "CustomContentVisual" => ("none", "embedded page"),
            "PluginVisual" => ("none", "plug-in"),
            _ => ("none", member),
        };

    /// <summary>Why a kind has no drawing; null for one that has.</summary>
    public static string? WhyNot(string member) =>
        Of(member).Kind != "none"
            ? null
            : member switch
            {
                "EmptyVisual" => "This visual has no fields yet.",
                "FilledMapVisual" or "GeospatialMapVisual" or "LayerMapVisual" =>
                    "Maps need tiles from the network, which this page never asks.",
                "CustomContentVisual" =>
                    "An embedded page would be loaded from the network, which this page never asks.",
                _ => $"Expected a kind of visual that is drawn here, found {member}.",
            };

    /// <summary>The role of a column that the compiler adds; null for a field of the definition.</summary>
    public static string? Computed(string field) =>
        field switch
        {
            "_bin" => "from",
            "_width" => "to",
            _ when field.EndsWith("#0", StringComparison.Ordinal) => "min",
            _ when field.EndsWith("#1", StringComparison.Ordinal) => "q1",
            _ when field.EndsWith("#2", StringComparison.Ordinal) => "median",
            _ when field.EndsWith("#3", StringComparison.Ordinal) => "q3",
            _ when field.EndsWith("#4", StringComparison.Ordinal) => "max",
            _ => null,
        };

    /// <summary>What such a column is called; null for a field of the definition.</summary>
    public static string? ComputedLabel(string field) =>
        Computed(field) switch
        {
            "from" => "From",
            "to" => "To",
            "min" => "Lowest",
            "q1" => "Lower quartile",
            "median" => "Median",
            "q3" => "Upper quartile",
            "max" => "Highest",
            _ => null,
        };

    /// <summary>The role of a well's fields on the page.</summary>
    public static string Role(string kind, string well) =>
        well switch
        {
            "Category" or "Categories" => "category",
            "Colors" or "Color" or "Breakdowns" => kind == "treemap" ? "shade" : "color",
            "Values" => kind == "histogram" ? "count" : "value",
            "BarValues" => "bar",
            "LineValues" => "line",
            "Rows" => "row",
            "Columns" => "column",
            "TargetValues" => "target",
            "TrendGroups" => "trend",
            "Source" => "source",
            "Destination" => "destination",
            "Weight" => "weight",
            "XAxis" => "x",
            "YAxis" => "y",
            "Size" or "Sizes" => "size",
            "Groups" => "group",
            "GroupBy" => kind is "boxplot" ? "category" : "group",
            "SmallMultiples" => "multiple",
            "Label" => "label",
            _ => "value",
        };
}
