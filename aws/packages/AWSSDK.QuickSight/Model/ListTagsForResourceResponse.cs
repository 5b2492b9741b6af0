#nullable disable
using Amazon.Runtime;

namespace Amazon.QuickSight.Model;

/// <summary>The tags of a resource.</summary>
public partial class ListTagsForResourceResponse : AmazonWebServiceResponse
{
    /// <summary>The service's id of the request.</summary>
    public string RequestId { get; set; }

    /// <summary>The HTTP status.</summary>
    public int? Status { get; set; }

    public List<Tag> Tags { get; set; } = AWSConfigs.InitializeCollections ? [] : null;
}
