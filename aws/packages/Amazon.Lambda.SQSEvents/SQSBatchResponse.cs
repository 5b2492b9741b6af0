#nullable disable
using System.Runtime.Serialization;
using System.Text.Json.Serialization;

namespace Amazon.Lambda.SQSEvents;

/// <summary>Says which messages of a batch return to the queue; an empty list means none.</summary>
/// <remarks>https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html</remarks>
[DataContract]
public class SQSBatchResponse
{
    /// <summary>One without failures.</summary>
    public SQSBatchResponse()
        : this([]) { }

    /// <summary>One with these failures.</summary>
    public SQSBatchResponse(List<BatchItemFailure> batchItemFailures) => BatchItemFailures = batchItemFailures;

    /// <summary>The messages that failed.</summary>
    [DataMember(Name = "batchItemFailures")]
    [JsonPropertyName("batchItemFailures")]
    public List<BatchItemFailure> BatchItemFailures { get; set; }

    /// <summary>A message that failed.</summary>
    [DataContract]
    public class BatchItemFailure
    {
        /// <summary>Its <see cref="SQSEvent.SQSMessage.MessageId"/>.</summary>
        [DataMember(Name = "itemIdentifier")]
        [JsonPropertyName("itemIdentifier")]
        public string ItemIdentifier { get; set; }
    }
}
