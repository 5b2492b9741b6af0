#nullable disable

namespace Amazon.Athena.Model;

/// <summary>Asks for the state of a statement.</summary>
public partial class GetQueryExecutionRequest : AmazonAthenaRequest
{
    public string QueryExecutionId { get; set; }
}
