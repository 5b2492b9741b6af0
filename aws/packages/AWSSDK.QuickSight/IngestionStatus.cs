#nullable disable
using Amazon.Runtime;

namespace Amazon.QuickSight;

/// <summary>What became of an ingestion. A value that this list does not have comes as it is.</summary>
public class IngestionStatus : ConstantClass
{
    public static readonly IngestionStatus CANCELLED = new("CANCELLED");
    public static readonly IngestionStatus COMPLETED = new("COMPLETED");
    public static readonly IngestionStatus FAILED = new("FAILED");
    public static readonly IngestionStatus INITIALIZED = new("INITIALIZED");
    public static readonly IngestionStatus QUEUED = new("QUEUED");
    public static readonly IngestionStatus RUNNING = new("RUNNING");

    public IngestionStatus(string value)
        : base(value) { }

    /// <summary>The constant of that value.</summary>
    public static IngestionStatus FindValue(string value) => FindValue<IngestionStatus>(value);

    public static implicit operator IngestionStatus(string value) => FindValue(value);
}
