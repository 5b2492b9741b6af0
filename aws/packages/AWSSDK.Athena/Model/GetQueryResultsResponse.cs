#nullable disable
using Amazon.Runtime;

namespace Amazon.Athena.Model;

/// <summary>One page of rows.</summary>
public partial class GetQueryResultsResponse : AmazonWebServiceResponse
{
    /// <summary>Null with the last page.</summary>
    public string NextToken { get; set; }

    public ResultSet ResultSet { get; set; }

    /// <summary>Rows written, by a statement that writes.</summary>
    public long? UpdateCount { get; set; }
}
