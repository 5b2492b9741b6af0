#nullable disable

namespace Amazon.QuickSight.Model;

/// <summary>Asks for the ingestions of a data set, the latest first.</summary>
public partial class ListIngestionsRequest : AmazonQuickSightRequest
{
    public string AwsAccountId { get; set; }

    public string DataSetId { get; set; }

    /// <summary>1 to 100; null for 100.</summary>
    public int? MaxResults { get; set; }

    /// <summary>From the page before; null for the first.</summary>
    public string NextToken { get; set; }
}
