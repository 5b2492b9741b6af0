#nullable disable

namespace Amazon.QuickSight.Model;

/// <summary>Grants and revokes permissions on a theme.</summary>
public partial class UpdateThemePermissionsRequest : AmazonQuickSightRequest
{
    public string AwsAccountId { get; set; }

    public List<ResourcePermission> GrantPermissions { get; set; } = AWSConfigs.InitializeCollections ? [] : null;

    public List<ResourcePermission> RevokePermissions { get; set; } = AWSConfigs.InitializeCollections ? [] : null;

    public string ThemeId { get; set; }
}
