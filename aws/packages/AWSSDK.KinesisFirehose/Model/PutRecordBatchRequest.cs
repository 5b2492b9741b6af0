#nullable disable

namespace Amazon.KinesisFirehose.Model;

/// <summary>Several records for a delivery stream.</summary>
public partial class PutRecordBatchRequest : AmazonKinesisFirehoseRequest
{
    /// <summary>The stream's name, at most 64 characters.</summary>
    public string DeliveryStreamName { get; set; }

    /// <summary>1 to 500 records, together at most 4 MiB.</summary>
    public List<Record> Records { get; set; } = AWSConfigs.InitializeCollections ? [] : null;
}
