#nullable disable
using Amazon.Runtime;

namespace Amazon.QuickSight.Model;

/// <summary>A dashboard and the version asked for.</summary>
public partial class DescribeDashboardResponse : AmazonWebServiceResponse
{
    public Dashboard Dashboard { get; set; }

    /// <summary>The service's id of the request.</summary>
    public string RequestId { get; set; }

    /// <summary>The HTTP status.</summary>
    public int? Status { get; set; }
}
