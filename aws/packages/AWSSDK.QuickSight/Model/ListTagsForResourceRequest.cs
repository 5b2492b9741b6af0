#nullable disable

namespace Amazon.QuickSight.Model;

/// <summary>Asks for the tags of a resource.</summary>
public partial class ListTagsForResourceRequest : AmazonQuickSightRequest
{
    public string ResourceArn { get; set; }
}
