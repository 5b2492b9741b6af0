#nullable disable
using Amazon.Runtime;

namespace Amazon.QuickSight.Model;

/// <summary>One page of ingestions.</summary>
public partial class ListIngestionsResponse : AmazonWebServiceResponse
{
    public List<Ingestion> Ingestions { get; set; } = AWSConfigs.InitializeCollections ? [] : null;

    /// <summary>Null on the last page.</summary>
    public string NextToken { get; set; }

    /// <summary>The service's id of the request.</summary>
    public string RequestId { get; set; }

    /// <summary>The HTTP status.</summary>
    public int? Status { get; set; }
}
