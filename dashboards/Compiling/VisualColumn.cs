using System.Text.Json;
using StudyLake.Dashboards.Expressions;

namespace StudyLake.Dashboards.Compiling;

/// <summary>One column of a visual's result.</summary>
public sealed record VisualColumn
{
    /// <summary>The FieldId of the definition; for what the compiler adds, a name that starts with an underscore.</summary>
    public required string FieldId { get; init; }

    /// <summary>What the reader sees: a custom label, or made from column, aggregation and granularity.</summary>
    public required string Label { get; init; }

    /// <summary>Dimension or measure.</summary>
    public required ColumnRole Role { get; init; }

    /// <summary>The field well, as the definition names it: Category, Values, Colors, GroupBy, Rows, ...</summary>
    public required string Well { get; init; }

    /// <summary>The type of the values.</summary>
    public required FieldType Type { get; init; }

    /// <summary>The column or calculated field behind it; null for a count of records or an own expression.</summary>
    public string? ColumnName { get; init; }

    /// <summary>For dates the granularity of the values, such as DAY; otherwise null.</summary>
    public string? Granularity { get; init; }

    /// <summary>The aggregation, such as SUM; null for dimensions and aggregated calculated fields.</summary>
    public string? Aggregation { get; init; }

    /// <summary>FormatConfiguration of the field, or else of the column (ColumnConfigurations); undefined when neither.</summary>
    public JsonElement Format { get; init; }

    /// <summary>Whether the definition hides this column from the reader (FieldOptions, Visibility HIDDEN).</summary>
    public bool IsHidden { get; init; }

    /// <summary>Where this dimension can be drilled to; null when it belongs to no hierarchy.</summary>
    public DrillInfo? Drill { get; init; }
}
