#nullable disable
using Amazon.Runtime;

namespace Amazon.Athena;

/// <summary>How results are encrypted. A value that this list does not have comes as it is.</summary>
public class EncryptionOption : ConstantClass
{
    public static readonly EncryptionOption CSE_KMS = new("CSE_KMS");
    public static readonly EncryptionOption SSE_KMS = new("SSE_KMS");
    public static readonly EncryptionOption SSE_S3 = new("SSE_S3");

    public EncryptionOption(string value)
        : base(value) { }

    /// <summary>The constant of that value.</summary>
    public static EncryptionOption FindValue(string value) => FindValue<EncryptionOption>(value);

    public static implicit operator EncryptionOption(string value) => FindValue(value);
}
