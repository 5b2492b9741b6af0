#nullable disable

namespace Amazon.QuickSight.Model;

/// <summary>What everybody with the link may do.</summary>
public partial class LinkSharingConfiguration
{
    public List<ResourcePermission> Permissions { get; set; } = AWSConfigs.InitializeCollections ? [] : null;
}
