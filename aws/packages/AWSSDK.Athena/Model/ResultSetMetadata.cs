#nullable disable

namespace Amazon.Athena.Model;

/// <summary>The columns of a result.</summary>
public partial class ResultSetMetadata
{
    public List<ColumnInfo> ColumnInfo { get; set; } = AWSConfigs.InitializeCollections ? [] : null;
}
