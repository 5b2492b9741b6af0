#nullable disable

namespace Amazon.QuickSight.Model;

/// <summary>Asks who may do what with a data set.</summary>
public partial class DescribeDataSetPermissionsRequest : AmazonQuickSightRequest
{
    public string AwsAccountId { get; set; }

    public string DataSetId { get; set; }
}
