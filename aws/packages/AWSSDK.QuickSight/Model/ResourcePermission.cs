#nullable disable

namespace Amazon.QuickSight.Model;

/// <summary>What one principal may do.</summary>
public partial class ResourcePermission
{
    public List<string> Actions { get; set; } = AWSConfigs.InitializeCollections ? [] : null;

    public string Principal { get; set; }
}
