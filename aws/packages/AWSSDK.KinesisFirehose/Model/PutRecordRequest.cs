#nullable disable

namespace Amazon.KinesisFirehose.Model;

/// <summary>One record for a delivery stream.</summary>
public partial class PutRecordRequest : AmazonKinesisFirehoseRequest
{
    /// <summary>The stream's name, at most 64 characters.</summary>
    public string DeliveryStreamName { get; set; }

    /// <summary>The record.</summary>
    public Record Record { get; set; }
}
