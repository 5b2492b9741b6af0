#nullable disable
using Amazon.Runtime;

namespace Amazon.QuickSight.Model;

/// <summary>The resource has the tags.</summary>
public partial class TagResourceResponse : AmazonWebServiceResponse
{
    /// <summary>The service's id of the request.</summary>
    public string RequestId { get; set; }

    /// <summary>The HTTP status.</summary>
    public int? Status { get; set; }
}
