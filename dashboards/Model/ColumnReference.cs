namespace StudyLake.Dashboards.Model;

/// <summary>A reference to a column or a calculated field.</summary>
/// <param name="DataSet">The identifier of its data set; empty when the file gives none.</param>
/// <param name="Name">The column's name; empty when the file gives none.</param>
/// <param name="Json">Where it stands.</param>
public sealed record ColumnReference(string DataSet, string Name, JsonView Json)
{
    /// <summary>Reads a <c>ColumnIdentifier</c>; null where there is none.</summary>
    public static ColumnReference? Read(JsonView json) =>
        json.IsObject
            ? new ColumnReference(json.Text("DataSetIdentifier") ?? "", json.Text("ColumnName") ?? "", json)
            : null;

    /// <summary>Every reference below a value: each object with both members.</summary>
    public static IEnumerable<ColumnReference> Below(JsonView json) =>
        json.SelfAndBelow()
            .Where(view => view["DataSetIdentifier"].Exists && view["ColumnName"].Exists)
            .Select(Read)
            .OfType<ColumnReference>();
}
