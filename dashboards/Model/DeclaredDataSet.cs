using System.Collections.Immutable;

namespace StudyLake.Dashboards.Model;

/// <summary>A data set as a definition declares it: a name within the definition, and what it stands for.</summary>
public sealed class DeclaredDataSet
{
    private readonly Lazy<ImmutableArray<DataSetColumn>?> _columns;

    private DeclaredDataSet(
        JsonView json,
        string? identifier,
        DataSet? dataSet,
        Func<ImmutableArray<DataSetColumn>?> read
    )
    {
        Json = json;
        Identifier = identifier ?? "";
        DataSet = dataSet;
        _columns = new(read);
    }

    /// <summary>The declaration.</summary>
    public JsonView Json { get; }

    /// <summary>The name that columns refer to; empty when the declaration has none.</summary>
    public string Identifier { get; }

    /// <summary>The ARN; null in a template, and when the declaration has none.</summary>
    public string? Arn => Json.Text("DataSetArn");

    /// <summary>The data set of that ARN; null in a template, and when no file describes it.</summary>
    public DataSet? DataSet { get; }

    /// <summary>Its columns; null when they are not known.</summary>
    public ImmutableArray<DataSetColumn>? Columns => _columns.Value;

    internal static DeclaredDataSet OfDeclaration(JsonView json, Func<string, DataSet?> find)
    {
        var dataSet = json.Text("DataSetArn") is { } arn ? find(arn) : null;
        return new DeclaredDataSet(json, json.Text("Identifier"), dataSet, () => dataSet?.Columns);
    }

    internal static DeclaredDataSet OfConfiguration(JsonView json)
    {
        var schema = json["DataSetSchema"]["ColumnSchemaList"];
        return new DeclaredDataSet(
            json,
            json.Text("Placeholder"),
            null,
            () => schema.IsList ? [.. schema.Items.Select(DataSetColumn.Read).OfType<DataSetColumn>()] : null
        );
    }
}
