#nullable disable
using Amazon.Runtime;

namespace Amazon.QuickSight.Model;

/// <summary>Who may do what with a data source.</summary>
public partial class DescribeDataSourcePermissionsResponse : AmazonWebServiceResponse
{
    public string DataSourceArn { get; set; }

    public string DataSourceId { get; set; }

    public List<ResourcePermission> Permissions { get; set; } = AWSConfigs.InitializeCollections ? [] : null;

    /// <summary>The service's id of the request.</summary>
    public string RequestId { get; set; }

    /// <summary>The HTTP status.</summary>
    public int? Status { get; set; }
}
