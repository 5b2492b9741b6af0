#nullable disable

namespace Amazon.Athena.Model;

/// <summary>Where results go.</summary>
public partial class ResultConfiguration
{
    public AclConfiguration AclConfiguration { get; set; }

    public EncryptionConfiguration EncryptionConfiguration { get; set; }

    /// <summary>An account id.</summary>
    public string ExpectedBucketOwner { get; set; }

    /// <summary><c>s3://bucket/prefix/</c></summary>
    public string OutputLocation { get; set; }
}
