#nullable disable
using Amazon.Runtime;

namespace Amazon.QuickSight;

/// <summary>Who started an ingestion. A value that this list does not have comes as it is.</summary>
public class IngestionRequestSource : ConstantClass
{
    public static readonly IngestionRequestSource MANUAL = new("MANUAL");
    public static readonly IngestionRequestSource SCHEDULED = new("SCHEDULED");

    public IngestionRequestSource(string value)
        : base(value) { }

    /// <summary>The constant of that value.</summary>
    public static IngestionRequestSource FindValue(string value) => FindValue<IngestionRequestSource>(value);

    public static implicit operator IngestionRequestSource(string value) => FindValue(value);
}
