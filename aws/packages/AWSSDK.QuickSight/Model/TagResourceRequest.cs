#nullable disable

namespace Amazon.QuickSight.Model;

/// <summary>Adds tags to a resource, or changes them.</summary>
public partial class TagResourceRequest : AmazonQuickSightRequest
{
    public string ResourceArn { get; set; }

    public List<Tag> Tags { get; set; } = AWSConfigs.InitializeCollections ? [] : null;
}
