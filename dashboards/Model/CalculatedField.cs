namespace StudyLake.Dashboards.Model;

/// <summary>A calculated field of a definition.</summary>
/// <param name="Json">Where it stands.</param>
public sealed record CalculatedField(JsonView Json)
{
    /// <summary>The identifier of its data set; empty when the file gives none.</summary>
    public string DataSet => Json.Text("DataSetIdentifier") ?? "";

    /// <summary>Its name; empty when the file gives none.</summary>
    public string Name => Json.Text("Name") ?? "";

    /// <summary>Its expression; empty when the file gives none.</summary>
    public string Expression => Json.Text("Expression") ?? "";
}
