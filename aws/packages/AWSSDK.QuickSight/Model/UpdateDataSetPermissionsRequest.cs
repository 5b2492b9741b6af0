#nullable disable

namespace Amazon.QuickSight.Model;

/// <summary>Grants and revokes permissions on a data set.</summary>
public partial class UpdateDataSetPermissionsRequest : AmazonQuickSightRequest
{
    public string AwsAccountId { get; set; }

    public string DataSetId { get; set; }

    public List<ResourcePermission> GrantPermissions { get; set; } = AWSConfigs.InitializeCollections ? [] : null;

    public List<ResourcePermission> RevokePermissions { get; set; } = AWSConfigs.InitializeCollections ? [] : null;
}
