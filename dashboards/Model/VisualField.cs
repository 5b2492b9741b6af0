namespace StudyLake.Dashboards.Model;

/// <summary>A field in a well of a visual.</summary>
/// <param name="Well">The well's name, such as <c>Category</c>.</param>
/// <param name="Kind">What the field is.</param>
/// <param name="Json">The field within its union.</param>
public sealed record VisualField(string Well, VisualFieldKind Kind, JsonView Json)
{
    /// <summary>Its id within the visual; empty when the file gives none.</summary>
    public string Id => Json.Text("FieldId") ?? "";

    /// <summary>Its column; null for a calculated measure, which has an expression instead.</summary>
    public ColumnReference? Column => ColumnReference.Read(Json["Column"]);

    /// <summary>The expression of a calculated measure; null for others.</summary>
    public string? Expression => Json.Text("Expression");

    /// <summary>The granularity of a date dimension, such as <c>MONTH</c>; null for none.</summary>
    public string? DateGranularity => Json.Text("DateGranularity");

    /// <summary>The hierarchy that it drills along; null for none.</summary>
    public string? HierarchyId => Json.Text("HierarchyId");

    /// <summary>True for a dimension, by which rows are grouped.</summary>
    public bool IsDimension =>
        Kind
            is VisualFieldKind.CategoricalDimension
                or VisualFieldKind.NumericalDimension
                or VisualFieldKind.DateDimension;

    /// <summary>True for a measure, which is aggregated.</summary>
    public bool IsMeasure => !IsDimension && Kind != VisualFieldKind.Unaggregated;

    /// <summary>
    /// How a measure is aggregated: a name such as <c>SUM</c> or <c>DISTINCT_COUNT</c>; <c>PERCENTILE</c> with its
    /// <see cref="Percentile"/>; null for none, which a measure has that is an aggregated calculated field.
    /// </summary>
    public string? Aggregation
    {
        get
        {
            var function = Json["AggregationFunction"];
            return function.AsText
                ?? function.Text("SimpleNumericalAggregation")
                ?? (function["PercentileAggregation"].Exists ? "PERCENTILE" : null);
        }
    }

    /// <summary>The percentile, 0 to 100; null for another aggregation.</summary>
    public double? Percentile => Json["AggregationFunction"]["PercentileAggregation"]["PercentileValue"].AsNumber;

    internal static IEnumerable<VisualField> Below(JsonView wells) =>
        wells.SelfAndBelow().Where(view => view["FieldId"].Exists).Select(Read);

    private static VisualField Read(JsonView json)
    {
        var kind = json.Path.Name switch
        {
            "CategoricalDimensionField" => VisualFieldKind.CategoricalDimension,
            "NumericalDimensionField" => VisualFieldKind.NumericalDimension,
            "DateDimensionField" => VisualFieldKind.DateDimension,
            "NumericalMeasureField" => VisualFieldKind.NumericalMeasure,
            "CategoricalMeasureField" => VisualFieldKind.CategoricalMeasure,
            "DateMeasureField" => VisualFieldKind.DateMeasure,
            "CalculatedMeasureField" => VisualFieldKind.CalculatedMeasure,
            _ => VisualFieldKind.Unaggregated,
        };
        // Up from the field: its place in the union, its place in the list, the list.
        var place = kind == VisualFieldKind.Unaggregated ? json.Path : json.Path.Parent;
        var well = place?.Name ?? place?.Parent?.Name ?? "";
        return new VisualField(well, kind, json);
    }
}

/// <summary>What a field of a visual is.</summary>
public enum VisualFieldKind
{
    /// <summary>A column as it is, in a table of rows.</summary>
    Unaggregated,

    /// <summary>Rows are grouped by its text.</summary>
    CategoricalDimension,

    /// <summary>Rows are grouped by its number.</summary>
    NumericalDimension,

    /// <summary>Rows are grouped by its date, at a granularity.</summary>
    DateDimension,

    /// <summary>A number, aggregated.</summary>
    NumericalMeasure,

    /// <summary>Values that are counted.</summary>
    CategoricalMeasure,

    /// <summary>Dates that are counted, or the first or last of them.</summary>
    DateMeasure,

    /// <summary>An expression of its own.</summary>
    CalculatedMeasure,
}
