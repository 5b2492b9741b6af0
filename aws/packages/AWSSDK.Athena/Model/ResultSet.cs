#nullable disable

namespace Amazon.Athena.Model;

/// <summary>Rows and what their columns are.</summary>
public partial class ResultSet
{
    public ResultSetMetadata ResultSetMetadata { get; set; }

    /// <summary>Of a <c>select</c>, the first row of the first page holds the names of the columns.</summary>
    public List<Row> Rows { get; set; } = AWSConfigs.InitializeCollections ? [] : null;
}
