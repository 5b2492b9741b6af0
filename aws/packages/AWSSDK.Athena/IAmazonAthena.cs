#nullable disable
using Amazon.Athena.Model;
using Amazon.Runtime;
using Amazon.Runtime.Endpoints;
using StudyLake.Aws.JsonRpc;

namespace Amazon.Athena;

/// <summary>Amazon Athena, as far as this system calls it.</summary>
public partial interface IAmazonAthena : IAmazonService, IDisposable
{
    /// <summary>Starts a statement.</summary>
    Task<StartQueryExecutionResponse> StartQueryExecutionAsync(
        StartQueryExecutionRequest request,
        CancellationToken cancellationToken = default
    );

    /// <summary>The state of a statement.</summary>
    Task<GetQueryExecutionResponse> GetQueryExecutionAsync(
        GetQueryExecutionRequest request,
        CancellationToken cancellationToken = default
    );

    /// <summary>One page of the rows of a statement that has succeeded.</summary>
    Task<GetQueryResultsResponse> GetQueryResultsAsync(
        GetQueryResultsRequest request,
        CancellationToken cancellationToken = default
    );

    /// <summary>Stops a statement.</summary>
    Task<StopQueryExecutionResponse> StopQueryExecutionAsync(
        StopQueryExecutionRequest request,
        CancellationToken cancellationToken = default
    );

    /// <summary>Where a request would go.</summary>
    Endpoint DetermineServiceOperationEndpoint(AmazonWebServiceRequest request);

    static ClientConfig IAmazonService.CreateDefaultClientConfig() => new AmazonAthenaConfig();

    static IAmazonService IAmazonService.CreateDefaultServiceClient(
        AWSCredentials awsCredentials,
        ClientConfig clientConfig
    ) =>
        awsCredentials is null
            ? new AmazonAthenaClient(JsonDefaults.Expect<AmazonAthenaConfig>(clientConfig))
            : new AmazonAthenaClient(awsCredentials, JsonDefaults.Expect<AmazonAthenaConfig>(clientConfig));
}
