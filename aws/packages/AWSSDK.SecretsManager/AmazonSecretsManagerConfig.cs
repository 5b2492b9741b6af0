#nullable disable
using Amazon.Runtime;
using Amazon.Runtime.Endpoints;
using StudyLake.Aws.JsonRpc;

namespace Amazon.SecretsManager;

/// <summary>Configuration of <see cref="AmazonSecretsManagerClient"/>.</summary>
public partial class AmazonSecretsManagerConfig : ClientConfig
{
    /// <summary>Region, credentials and endpoint come from the environment unless they are set here.</summary>
    public AmazonSecretsManagerConfig()
        : base(JsonDefaults.Provider())
    {
        base.ServiceId = ServiceId;
        AuthenticationServiceName = SecretsOperations.Service.EndpointPrefix;
        EndpointProvider = new JsonEndpointProvider(SecretsOperations.Service);
    }

    /// <summary>The service's id, which also names it in <c>AWS_ENDPOINT_URL_*</c>.</summary>
    public static new string ServiceId => SecretsOperations.Service.ServiceId;

    /// <inheritdoc />
    public override string RegionEndpointServiceName => SecretsOperations.Service.EndpointPrefix;

    /// <inheritdoc />
    public override string ServiceVersion => SecretsOperations.Service.ApiVersion;

    /// <inheritdoc />
    public override string UserAgent => JsonDefaults.UserAgent(SecretsOperations.Service);

    /// <inheritdoc />
    public override Endpoint DetermineServiceOperationEndpoint(ServiceOperationEndpointParameters parameters) =>
        JsonEndpointResolver.Determine(this, parameters);
}
