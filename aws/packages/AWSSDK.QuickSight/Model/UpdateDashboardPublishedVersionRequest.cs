#nullable disable

namespace Amazon.QuickSight.Model;

/// <summary>Shows readers another version of a dashboard.</summary>
public partial class UpdateDashboardPublishedVersionRequest : AmazonQuickSightRequest
{
    public string AwsAccountId { get; set; }

    public string DashboardId { get; set; }

    public long? VersionNumber { get; set; }
}
