namespace StudyLake.Dashboards.Model;

/// <summary>A column of a data set, or of a step towards it.</summary>
/// <param name="Name">Its name; case counts in QuickSight.</param>
/// <param name="Type">Its type; <see cref="DataSetColumnType.Unknown"/> for a calculated column that is not cast.</param>
public sealed record DataSetColumn(string Name, DataSetColumnType Type)
{
    /// <summary>Its id within a data preparation, which braces in an expression may hold; null when the file gives none.</summary>
    public string? Id { get; init; }

    /// <summary>The expression of a calculated column; null for others.</summary>
    public string? Expression { get; init; }

    /// <summary>True for a decimal of fixed point (four places); null when the file does not say.</summary>
    public bool? IsFixedPoint { get; init; }

    /// <summary>Reads an <c>InputColumn</c>, <c>OutputColumn</c> or <c>ColumnSchema</c>; null when it has no name.</summary>
    internal static DataSetColumn? Read(JsonView json) =>
        json.Text("Name") is { } name
            ? new DataSetColumn(name, DataSetColumnTypes.Read(json.Text("Type") ?? json.Text("DataType")))
            {
                Id = json.Text("Id"),
                IsFixedPoint = FixedPoint(json.Text("SubType")),
            }
            : null;

    /// <summary>Whether a <c>SubType</c> means fixed point; null when there is none.</summary>
    internal static bool? FixedPoint(string? subType) => subType is null ? null : subType == "FIXED";
}

/// <summary>The types that a column of a data set may have.</summary>
public enum DataSetColumnType
{
    /// <summary>The file does not say.</summary>
    Unknown,

    /// <summary><c>STRING</c></summary>
    Text,

    /// <summary><c>INTEGER</c>, 64 bits.</summary>
    Integer,

    /// <summary><c>DECIMAL</c>, floating or fixed point.</summary>
    Decimal,

    /// <summary><c>DATETIME</c>, to the second.</summary>
    DateTime,

    /// <summary><c>BIT</c></summary>
    Bit,

    /// <summary><c>BOOLEAN</c></summary>
    Boolean,

    /// <summary><c>JSON</c></summary>
    Json,

    /// <summary><c>SEMISTRUCT</c></summary>
    SemiStructured,
}

/// <summary>The names of types in files.</summary>
internal static class DataSetColumnTypes
{
    /// <summary>The type of that name; unknown for another.</summary>
    public static DataSetColumnType Read(string? name) =>
        name switch
        {
            "STRING" => DataSetColumnType.Text,
            "INTEGER" => DataSetColumnType.Integer,
            "DECIMAL" => DataSetColumnType.Decimal,
            "DATETIME" => DataSetColumnType.DateTime,
            "BIT" => DataSetColumnType.Bit,
            "BOOLEAN" => DataSetColumnType.Boolean,
            "JSON" => DataSetColumnType.Json,
            "SEMISTRUCT" => DataSetColumnType.SemiStructured,
            _ => DataSetColumnType.Unknown,
        };

    /// <summary>The type's name in files.</summary>
    public static string Name(DataSetColumnType type) =>
        type switch
        {
            DataSetColumnType.Text => "STRING",
            DataSetColumnType.Integer => "INTEGER",
            DataSetColumnType.Decimal => "DECIMAL",
            DataSetColumnType.DateTime => "DATETIME",
            DataSetColumnType.Bit => "BIT",
            DataSetColumnType.Boolean => "BOOLEAN",
            DataSetColumnType.Json => "JSON",
            DataSetColumnType.SemiStructured => "SEMISTRUCT",
            _ => "a type that is not given",
        };
}
