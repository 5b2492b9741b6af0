#nullable disable
using Amazon.Runtime;

namespace Amazon.QuickSight.Model;

/// <summary>What became of the permissions on a dashboard.</summary>
public partial class UpdateDashboardPermissionsResponse : AmazonWebServiceResponse
{
    public string DashboardArn { get; set; }

    public string DashboardId { get; set; }

    public LinkSharingConfiguration LinkSharingConfiguration { get; set; }

    public List<ResourcePermission> Permissions { get; set; } = AWSConfigs.InitializeCollections ? [] : null;

    /// <summary>The service's id of the request.</summary>
    public string RequestId { get; set; }

    /// <summary>The HTTP status.</summary>
    public int? Status { get; set; }
}
