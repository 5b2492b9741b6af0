#nullable disable
using Amazon.Runtime;

namespace Amazon.Athena;

/// <summary>Access list of result objects. A value that this list does not have comes as it is.</summary>
public class S3AclOption : ConstantClass
{
    public static readonly S3AclOption BUCKET_OWNER_FULL_CONTROL = new("BUCKET_OWNER_FULL_CONTROL");

    public S3AclOption(string value)
        : base(value) { }

    /// <summary>The constant of that value.</summary>
    public static S3AclOption FindValue(string value) => FindValue<S3AclOption>(value);

    public static implicit operator S3AclOption(string value) => FindValue(value);
}
