#nullable disable
using Amazon.Runtime;
using Amazon.Runtime.Endpoints;
using StudyLake.Aws.JsonRpc;

namespace Amazon.KinesisFirehose;

/// <summary>Configuration of <see cref="AmazonKinesisFirehoseClient"/>.</summary>
public partial class AmazonKinesisFirehoseConfig : ClientConfig
{
    /// <summary>Region, credentials and endpoint come from the environment unless they are set here.</summary>
    public AmazonKinesisFirehoseConfig()
        : base(JsonDefaults.Provider())
    {
        base.ServiceId = ServiceId;
        AuthenticationServiceName = FirehoseOperations.Service.EndpointPrefix;
        EndpointProvider = new JsonEndpointProvider(FirehoseOperations.Service);
    }

    /// <summary>The service's id, which also names it in <c>AWS_ENDPOINT_URL_*</c>.</summary>
    public static new string ServiceId => FirehoseOperations.Service.ServiceId;

    /// <inheritdoc />
    public override string RegionEndpointServiceName => FirehoseOperations.Service.EndpointPrefix;

    /// <inheritdoc />
    public override string ServiceVersion => FirehoseOperations.Service.ApiVersion;

    /// <inheritdoc />
    public override string UserAgent => JsonDefaults.UserAgent(FirehoseOperations.Service);

    /// <inheritdoc />
    public override Endpoint DetermineServiceOperationEndpoint(ServiceOperationEndpointParameters parameters) =>
        JsonEndpointResolver.Determine(this, parameters);
}
