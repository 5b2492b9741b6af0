using Amazon.Runtime;
using Amazon.Runtime.Endpoints;

namespace StudyLake.Aws.JsonRpc;

/// <summary>What the configurations of all clients of these protocols have alike.</summary>
/// <remarks>Public because the configurations are; only they derive from it.</remarks>
public abstract class JsonConfig : ClientConfig
{
    private readonly JsonService _service;

    /// <param name="service">The service.</param>
    /// <param name="signingName">What requests are signed for where it is not the endpoint's prefix; else null.</param>
    private protected JsonConfig(JsonService service, string? signingName = null)
        : base(JsonDefaults.Provider())
    {
        _service = service;
        ServiceId = service.ServiceId;
        AuthenticationServiceName = signingName ?? service.EndpointPrefix;
        EndpointProvider = new JsonEndpointProvider(service);
    }

    /// <inheritdoc />
    public override string RegionEndpointServiceName => _service.EndpointPrefix;

    /// <inheritdoc />
    public override string ServiceVersion => _service.ApiVersion;

    /// <inheritdoc />
    public override string UserAgent => JsonDefaults.UserAgent(_service);

    /// <inheritdoc />
    public override Endpoint DetermineServiceOperationEndpoint(ServiceOperationEndpointParameters parameters) =>
        JsonEndpointResolver.Determine(this, parameters);
}
