#nullable disable
using Amazon.Runtime;

namespace Amazon.QuickSight.Model;

/// <summary>What became of the permissions on a theme.</summary>
public partial class UpdateThemePermissionsResponse : AmazonWebServiceResponse
{
    public List<ResourcePermission> Permissions { get; set; } = AWSConfigs.InitializeCollections ? [] : null;

    /// <summary>The service's id of the request.</summary>
    public string RequestId { get; set; }

    /// <summary>The HTTP status.</summary>
    public int? Status { get; set; }

    public string ThemeArn { get; set; }

    public string ThemeId { get; set; }
}
