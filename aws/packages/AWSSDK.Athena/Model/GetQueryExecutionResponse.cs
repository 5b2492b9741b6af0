#nullable disable
using Amazon.Runtime;

namespace Amazon.Athena.Model;

/// <summary>The state of a statement.</summary>
public partial class GetQueryExecutionResponse : AmazonWebServiceResponse
{
    public QueryExecution QueryExecution { get; set; }
}
