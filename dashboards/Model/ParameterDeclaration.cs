using System.Collections.Immutable;

namespace StudyLake.Dashboards.Model;

/// <summary>A parameter that a definition declares.</summary>
/// <param name="Json">The declaration within its union.</param>
/// <param name="Type">Text, integer, decimal or date and time.</param>
public sealed record ParameterDeclaration(JsonView Json, DataSetColumnType Type)
{
    /// <summary>Its name; empty when the file gives none.</summary>
    public string Name => Json.Text("Name") ?? "";

    /// <summary>True when it holds several values.</summary>
    public bool IsMultiValued => Json.Text("ParameterValueType") == "MULTI_VALUED";

    /// <summary>Its fixed default values, each as it stands in the file.</summary>
    public ImmutableArray<JsonView> StaticDefaults => [.. Json["DefaultValues"].List("StaticValues")];

    /// <summary>The expression of a default date that moves with the clock; null for none.</summary>
    public string? RollingDefault => Json["DefaultValues"]["RollingDate"].Text("Expression");

    /// <summary>The column that holds default values per user; null for none.</summary>
    public ColumnReference? DynamicDefault =>
        ColumnReference.Read(Json["DefaultValues"]["DynamicValue"]["DefaultValueColumn"]);

    /// <summary>True when it has a default of any form.</summary>
    public bool HasDefault => StaticDefaults.Length > 0 || RollingDefault is not null || DynamicDefault is not null;

    /// <summary>The granularity of a date parameter, such as <c>DAY</c>; null for none.</summary>
    public string? TimeGranularity => Json.Text("TimeGranularity");

    /// <summary>The parameters of data sets that take its value, each by identifier of the data set and name.</summary>
    public ImmutableArray<(string DataSet, string Parameter)> MappedDataSetParameters =>
        [
            .. Json.List("MappedDataSetParameters")
                .Select(item => (item.Text("DataSetIdentifier") ?? "", item.Text("DataSetParameterName") ?? "")),
        ];

    internal static ParameterDeclaration? Read(JsonView union)
    {
        foreach (var member in union.Members)
        {
            var type = member.Name switch
            {
                "StringParameterDeclaration" => DataSetColumnType.Text,
                "IntegerParameterDeclaration" => DataSetColumnType.Integer,
                "DecimalParameterDeclaration" => DataSetColumnType.Decimal,
                "DateTimeParameterDeclaration" => DataSetColumnType.DateTime,
                _ => DataSetColumnType.Unknown,
            };
            if (type != DataSetColumnType.Unknown && member.Value.Exists)
                return new ParameterDeclaration(member.Value, type);
        }
        return null;
    }
}
