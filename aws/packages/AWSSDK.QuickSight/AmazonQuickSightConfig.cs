#nullable disable
using Amazon.Runtime;
using Amazon.Runtime.Endpoints;
using StudyLake.Aws.JsonRpc;

namespace Amazon.QuickSight;

/// <summary>Configuration of <see cref="AmazonQuickSightClient"/>.</summary>
public partial class AmazonQuickSightConfig : ClientConfig
{
    /// <summary>Region, credentials and endpoint come from the environment unless they are set here.</summary>
    public AmazonQuickSightConfig()
        : base(JsonDefaults.Provider())
    {
        base.ServiceId = ServiceId;
        AuthenticationServiceName = QuickSightOperations.Service.EndpointPrefix;
        EndpointProvider = new JsonEndpointProvider(QuickSightOperations.Service);
    }

    /// <summary>The service's id, which also names it in <c>AWS_ENDPOINT_URL_*</c>.</summary>
    public static new string ServiceId => QuickSightOperations.Service.ServiceId;

    /// <inheritdoc />
    public override string RegionEndpointServiceName => QuickSightOperations.Service.EndpointPrefix;

    /// <inheritdoc />
    public override string ServiceVersion => QuickSightOperations.Service.ApiVersion;

    /// <inheritdoc />
    public override string UserAgent => JsonDefaults.UserAgent(QuickSightOperations.Service);

    /// <inheritdoc />
    public override Endpoint DetermineServiceOperationEndpoint(ServiceOperationEndpointParameters parameters) =>
        JsonEndpointResolver.Determine(this, parameters);
}
