#nullable disable
using Amazon.Runtime;

namespace Amazon.QuickSight.Model;

/// <summary>Who may do what with a data set.</summary>
public partial class DescribeDataSetPermissionsResponse : AmazonWebServiceResponse
{
    public string DataSetArn { get; set; }

    public string DataSetId { get; set; }

    public List<ResourcePermission> Permissions { get; set; } = AWSConfigs.InitializeCollections ? [] : null;

    /// <summary>The service's id of the request.</summary>
    public string RequestId { get; set; }

    /// <summary>The HTTP status.</summary>
    public int? Status { get; set; }
}
