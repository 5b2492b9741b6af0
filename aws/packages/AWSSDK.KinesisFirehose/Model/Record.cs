#nullable disable

namespace Amazon.KinesisFirehose.Model;

/// <summary>One record of a delivery stream.</summary>
public partial class Record
{
    /// <summary>All bytes of the stream, at most 1,024,000; base64 only on the wire.</summary>
    public MemoryStream Data { get; set; }
}
