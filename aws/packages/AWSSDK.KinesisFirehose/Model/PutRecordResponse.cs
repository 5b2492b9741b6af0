#nullable disable
using Amazon.Runtime;

namespace Amazon.KinesisFirehose.Model;

/// <summary>The record is durable.</summary>
public partial class PutRecordResponse : AmazonWebServiceResponse
{
    /// <summary>Whether it was encrypted at rest.</summary>
    public bool? Encrypted { get; set; }

    /// <summary>Its id.</summary>
    public string RecordId { get; set; }
}
