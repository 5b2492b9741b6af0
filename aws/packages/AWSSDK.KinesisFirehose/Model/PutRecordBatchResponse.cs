#nullable disable
using Amazon.Runtime;

namespace Amazon.KinesisFirehose.Model;

/// <summary>What became of each record.</summary>
public partial class PutRecordBatchResponse : AmazonWebServiceResponse
{
    /// <summary>Whether they were encrypted at rest.</summary>
    public bool? Encrypted { get; set; }

    /// <summary>How many failed; may be above 0 although the call succeeded.</summary>
    public int? FailedPutCount { get; set; }

    /// <summary>One entry for each record, in the order of the request.</summary>
    public List<PutRecordBatchResponseEntry> RequestResponses { get; set; } =
        AWSConfigs.InitializeCollections ? [] : null;
}
