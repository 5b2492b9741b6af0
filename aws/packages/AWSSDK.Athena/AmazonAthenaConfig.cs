#nullable disable
using Amazon.Runtime;
using Amazon.Runtime.Endpoints;
using StudyLake.Aws.JsonRpc;

namespace Amazon.Athena;

/// <summary>Configuration of <see cref="AmazonAthenaClient"/>.</summary>
public partial class AmazonAthenaConfig : ClientConfig
{
    /// <summary>Region, credentials and endpoint come from the environment unless they are set here.</summary>
    public AmazonAthenaConfig()
        : base(JsonDefaults.Provider())
    {
        base.ServiceId = ServiceId;
        AuthenticationServiceName = AthenaOperations.Service.EndpointPrefix;
        EndpointProvider = new JsonEndpointProvider(AthenaOperations.Service);
    }

    /// <summary>The service's id, which also names it in <c>AWS_ENDPOINT_URL_*</c>.</summary>
    public static new string ServiceId => AthenaOperations.Service.ServiceId;

    /// <inheritdoc />
    public override string RegionEndpointServiceName => AthenaOperations.Service.EndpointPrefix;

    /// <inheritdoc />
    public override string ServiceVersion => AthenaOperations.Service.ApiVersion;

    /// <inheritdoc />
    public override string UserAgent => JsonDefaults.UserAgent(AthenaOperations.Service);

    /// <inheritdoc />
    public override Endpoint DetermineServiceOperationEndpoint(ServiceOperationEndpointParameters parameters) =>
        JsonEndpointResolver.Determine(this, parameters);
}
