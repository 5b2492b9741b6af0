#nullable disable
using Amazon.Runtime;

namespace Amazon.QuickSight;

/// <summary>What kind of ingestion it is. A value that this list does not have comes as it is.</summary>
public class IngestionRequestType : ConstantClass
{
    public static readonly IngestionRequestType EDIT = new("EDIT");
    public static readonly IngestionRequestType FULL_REFRESH = new("FULL_REFRESH");
    public static readonly IngestionRequestType INCREMENTAL_REFRESH = new("INCREMENTAL_REFRESH");
    public static readonly IngestionRequestType INITIAL_INGESTION = new("INITIAL_INGESTION");

    public IngestionRequestType(string value)
        : base(value) { }

    /// <summary>The constant of that value.</summary>
    public static IngestionRequestType FindValue(string value) => FindValue<IngestionRequestType>(value);

    public static implicit operator IngestionRequestType(string value) => FindValue(value);
}
