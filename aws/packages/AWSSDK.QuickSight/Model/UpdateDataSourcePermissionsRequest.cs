#nullable disable

namespace Amazon.QuickSight.Model;

/// <summary>Grants and revokes permissions on a data source.</summary>
public partial class UpdateDataSourcePermissionsRequest : AmazonQuickSightRequest
{
    public string AwsAccountId { get; set; }

    public string DataSourceId { get; set; }

    public List<ResourcePermission> GrantPermissions { get; set; } = AWSConfigs.InitializeCollections ? [] : null;

    public List<ResourcePermission> RevokePermissions { get; set; } = AWSConfigs.InitializeCollections ? [] : null;
}
