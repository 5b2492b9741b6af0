#nullable disable

namespace Amazon.KinesisFirehose.Model;

/// <summary>What became of one record.</summary>
public partial class PutRecordBatchResponseEntry
{
    /// <summary>Why it failed; null when it is durable.</summary>
    public string ErrorCode { get; set; }

    /// <summary>The reason in words; null when it is durable.</summary>
    public string ErrorMessage { get; set; }

    /// <summary>Its id; null when it failed.</summary>
    public string RecordId { get; set; }
}
