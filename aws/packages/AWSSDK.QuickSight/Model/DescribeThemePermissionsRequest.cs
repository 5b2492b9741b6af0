#nullable disable

namespace Amazon.QuickSight.Model;

/// <summary>Asks who may do what with a theme.</summary>
public partial class DescribeThemePermissionsRequest : AmazonQuickSightRequest
{
    public string AwsAccountId { get; set; }

    public string ThemeId { get; set; }
}
