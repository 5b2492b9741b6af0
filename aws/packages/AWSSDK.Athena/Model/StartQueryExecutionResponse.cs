#nullable disable
using Amazon.Runtime;

namespace Amazon.Athena.Model;

/// <summary>The statement is queued.</summary>
public partial class StartQueryExecutionResponse : AmazonWebServiceResponse
{
    /// <summary>Its id.</summary>
    public string QueryExecutionId { get; set; }
}
