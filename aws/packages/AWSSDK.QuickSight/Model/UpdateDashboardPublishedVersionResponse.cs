#nullable disable
using Amazon.Runtime;

namespace Amazon.QuickSight.Model;

/// <summary>The dashboard whose version is shown.</summary>
public partial class UpdateDashboardPublishedVersionResponse : AmazonWebServiceResponse
{
    public string DashboardArn { get; set; }

    public string DashboardId { get; set; }

    /// <summary>The service's id of the request.</summary>
    public string RequestId { get; set; }

    /// <summary>The HTTP status.</summary>
    public int? Status { get; set; }
}
