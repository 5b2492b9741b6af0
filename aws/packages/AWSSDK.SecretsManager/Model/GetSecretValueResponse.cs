#nullable disable
using Amazon.Runtime;

namespace Amazon.SecretsManager.Model;

/// <summary>The value of a secret.</summary>
public partial class GetSecretValueResponse : AmazonWebServiceResponse
{
    public string ARN { get; set; }

    /// <summary>UTC.</summary>
    public DateTime? CreatedDate { get; set; }

    public string Name { get; set; }

    /// <summary>Null unless the secret is bytes.</summary>
    public MemoryStream SecretBinary { get; set; }

    /// <summary>Null unless the secret is a text.</summary>
    public string SecretString { get; set; }

    public string VersionId { get; set; }

    public List<string> VersionStages { get; set; } = AWSConfigs.InitializeCollections ? [] : null;
}
