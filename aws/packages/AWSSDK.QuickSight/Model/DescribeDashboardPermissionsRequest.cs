#nullable disable

namespace Amazon.QuickSight.Model;

/// <summary>Asks who may do what with a dashboard.</summary>
public partial class DescribeDashboardPermissionsRequest : AmazonQuickSightRequest
{
    public string AwsAccountId { get; set; }

    public string DashboardId { get; set; }
}
