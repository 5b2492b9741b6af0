#nullable disable

namespace Amazon.Athena.Model;

/// <summary>Stops a statement.</summary>
public partial class StopQueryExecutionRequest : AmazonAthenaRequest
{
    public string QueryExecutionId { get; set; }
}
