#nullable disable

namespace Amazon.QuickSight.Model;

/// <summary>Grants and revokes permissions on a dashboard.</summary>
public partial class UpdateDashboardPermissionsRequest : AmazonQuickSightRequest
{
    public string AwsAccountId { get; set; }

    public string DashboardId { get; set; }

    public List<ResourcePermission> GrantLinkPermissions { get; set; } = AWSConfigs.InitializeCollections ? [] : null;

    public List<ResourcePermission> GrantPermissions { get; set; } = AWSConfigs.InitializeCollections ? [] : null;

    public List<ResourcePermission> RevokeLinkPermissions { get; set; } = AWSConfigs.InitializeCollections ? [] : null;

    public List<ResourcePermission> RevokePermissions { get; set; } = AWSConfigs.InitializeCollections ? [] : null;
}
