#nullable disable
using Amazon.Runtime;

namespace Amazon.Athena;

/// <summary>Which limit was exceeded. A value that this list does not have comes as it is.</summary>
public class ThrottleReason : ConstantClass
{
    public static readonly ThrottleReason CONCURRENT_QUERY_LIMIT_EXCEEDED = new("CONCURRENT_QUERY_LIMIT_EXCEEDED");

    public ThrottleReason(string value)
        : base(value) { }

    /// <summary>The constant of that value.</summary>
    public static ThrottleReason FindValue(string value) => FindValue<ThrottleReason>(value);

    public static implicit operator ThrottleReason(string value) => FindValue(value);
}
