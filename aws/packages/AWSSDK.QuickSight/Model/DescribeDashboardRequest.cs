#nullable disable

namespace Amazon.QuickSight.Model;

/// <summary>Asks for the state of one version of a dashboard.</summary>
public partial class DescribeDashboardRequest : AmazonQuickSightRequest
{
    /// <summary><c>$LATEST</c>, <c>$PUBLISHED</c> or null.</summary>
    public string AliasName { get; set; }

    public string AwsAccountId { get; set; }

    public string DashboardId { get; set; }

    /// <summary>Null for the published version.</summary>
    public long? VersionNumber { get; set; }
}
