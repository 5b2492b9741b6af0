#nullable disable

namespace Amazon.QuickSight.Model;

/// <summary>Asks who may do what with a data source.</summary>
public partial class DescribeDataSourcePermissionsRequest : AmazonQuickSightRequest
{
    public string AwsAccountId { get; set; }

    public string DataSourceId { get; set; }
}
