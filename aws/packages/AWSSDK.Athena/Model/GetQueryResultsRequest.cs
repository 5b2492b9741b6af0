#nullable disable

namespace Amazon.Athena.Model;

/// <summary>Asks for one page of rows.</summary>
public partial class GetQueryResultsRequest : AmazonAthenaRequest
{
    /// <summary>1 to 1,000; null for 1,000.</summary>
    public int? MaxResults { get; set; }

    /// <summary>From the page before; null for the first.</summary>
    public string NextToken { get; set; }

    public string QueryExecutionId { get; set; }

    /// <summary>Null for rows.</summary>
    public QueryResultType QueryResultType { get; set; }
}
