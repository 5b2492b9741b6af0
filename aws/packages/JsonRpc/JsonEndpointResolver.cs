using Amazon;
using Amazon.Runtime;
using Amazon.Runtime.Endpoints;
using Amazon.Runtime.Internal;
using Amazon.Util;

namespace StudyLake.Aws.JsonRpc;

/// <summary>The step of the pipeline that takes region, FIPS, dual-stack and custom endpoint from the configuration.</summary>
internal sealed class JsonEndpointResolver : BaseEndpointResolver
{
    /// <summary>Where a request would go, without sending it.</summary>
    public static Endpoint Determine(ClientConfig config, ServiceOperationEndpointParameters parameters)
    {
        var context = new RequestContext(enableMetric: false)
        {
            ClientConfig = config,
            OriginalRequest = parameters.Request,
            Request = new DefaultRequest(parameters.Request, config.ServiceId)
            {
                AlternateEndpoint = parameters.AlternateEndpoint,
            },
        };
        return new JsonEndpointResolver().GetEndpoint(new Amazon.Runtime.Internal.ExecutionContext(context, null));
    }

    /// <inheritdoc />
    protected override EndpointParameters MapEndpointsParameters(IRequestContext requestContext)
    {
        var config = requestContext.ClientConfig;
        var region = requestContext.Request.AlternateEndpoint ?? config.RegionEndpoint;
        var parameters = new EndpointParameters
        {
            [JsonEndpointProvider.UseFips] = config.UseFIPSEndpoint,
            [JsonEndpointProvider.UseDualStack] = config.UseDualstackEndpoint,
        };
        if (!string.IsNullOrEmpty(config.ServiceURL))
        {
            parameters[JsonEndpointProvider.CustomEndpoint] = config.ServiceURL;
            region ??= RegionEndpoint.GetBySystemName(AWSSDKUtils.DetermineRegion(config.ServiceURL));
        }
        parameters[JsonEndpointProvider.Region] = region?.SystemName;
        return parameters;
    }
}
