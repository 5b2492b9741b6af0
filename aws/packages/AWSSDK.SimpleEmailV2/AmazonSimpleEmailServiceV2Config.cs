#nullable disable
using Amazon.Runtime;
using Amazon.Runtime.Endpoints;
using StudyLake.Aws.JsonRpc;

namespace Amazon.SimpleEmailV2;

/// <summary>Configuration of <see cref="AmazonSimpleEmailServiceV2Client"/>.</summary>
public partial class AmazonSimpleEmailServiceV2Config : ClientConfig
{
    /// <summary>Region, credentials and endpoint come from the environment unless they are set here.</summary>
    public AmazonSimpleEmailServiceV2Config()
        : base(JsonDefaults.Provider())
    {
        base.ServiceId = ServiceId;
        // Requests go to email.<region> and are signed for ses.
        AuthenticationServiceName = "ses";
        EndpointProvider = new JsonEndpointProvider(SimpleEmailOperations.Service);
    }

    /// <summary>The service's id, which also names it in <c>AWS_ENDPOINT_URL_*</c>.</summary>
    public static new string ServiceId => SimpleEmailOperations.Service.ServiceId;

    /// <inheritdoc />
    public override string RegionEndpointServiceName => SimpleEmailOperations.Service.EndpointPrefix;

    /// <inheritdoc />
    public override string ServiceVersion => SimpleEmailOperations.Service.ApiVersion;

    /// <inheritdoc />
    public override string UserAgent => JsonDefaults.UserAgent(SimpleEmailOperations.Service);

    /// <inheritdoc />
    public override Endpoint DetermineServiceOperationEndpoint(ServiceOperationEndpointParameters parameters) =>
        JsonEndpointResolver.Determine(this, parameters);
}
