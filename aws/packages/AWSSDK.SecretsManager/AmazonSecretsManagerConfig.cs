using StudyLake.Aws.JsonRpc;

namespace Amazon.SecretsManager;

/// <summary>Configuration of <see cref="AmazonSecretsManagerClient"/>.</summary>
public partial class AmazonSecretsManagerConfig : JsonConfig
{
    /// <summary>Region, credentials and endpoint come from the environment unless they are set here.</summary>
    public AmazonSecretsManagerConfig()
        : base(SecretsOperations.Service) { }

    /// <summary>The service's id, which also names it in <c>AWS_ENDPOINT_URL_*</c>.</summary>
    public static new string ServiceId => SecretsOperations.Service.ServiceId;
}
