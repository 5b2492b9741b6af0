#nullable disable

namespace Amazon.Athena.Model;

/// <summary>How results are encrypted.</summary>
public partial class EncryptionConfiguration
{
    public EncryptionOption EncryptionOption { get; set; }

    public string KmsKey { get; set; }
}
