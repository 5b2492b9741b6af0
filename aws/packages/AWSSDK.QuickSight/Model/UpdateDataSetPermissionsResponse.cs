#nullable disable
using Amazon.Runtime;

namespace Amazon.QuickSight.Model;

/// <summary>What became of the permissions on a data set.</summary>
public partial class UpdateDataSetPermissionsResponse : AmazonWebServiceResponse
{
    public string DataSetArn { get; set; }

    public string DataSetId { get; set; }

    /// <summary>The service's id of the request.</summary>
    public string RequestId { get; set; }

    /// <summary>The HTTP status.</summary>
    public int? Status { get; set; }
}
