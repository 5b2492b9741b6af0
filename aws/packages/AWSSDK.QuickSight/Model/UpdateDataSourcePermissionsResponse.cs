#nullable disable
using Amazon.Runtime;

namespace Amazon.QuickSight.Model;

/// <summary>What became of the permissions on a data source.</summary>
public partial class UpdateDataSourcePermissionsResponse : AmazonWebServiceResponse
{
    public string DataSourceArn { get; set; }

    public string DataSourceId { get; set; }

    /// <summary>The service's id of the request.</summary>
    public string RequestId { get; set; }

    /// <summary>The HTTP status.</summary>
    public int? Status { get; set; }
}
