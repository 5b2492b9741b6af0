#nullable disable

namespace Amazon.Athena.Model;

/// <summary>One row.</summary>
public partial class Row
{
    /// <summary>One for each column.</summary>
    public List<Datum> Data { get; set; } = AWSConfigs.InitializeCollections ? [] : null;
}
