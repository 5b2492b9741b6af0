#nullable disable

namespace Amazon.SecretsManager.Model;

/// <summary>Asks for the value of a secret.</summary>
public partial class GetSecretValueRequest : AmazonSecretsManagerRequest
{
    /// <summary>Name or ARN.</summary>
    public string SecretId { get; set; }

    /// <summary>Null for the version that the stage names.</summary>
    public string VersionId { get; set; }

    /// <summary>Null for <c>AWSCURRENT</c>.</summary>
    public string VersionStage { get; set; }
}
