#nullable disable
using Amazon.Athena.Model;
using Amazon.Runtime;
using Amazon.Runtime.Endpoints;
using Amazon.Runtime.Internal;
using StudyLake.Aws.JsonRpc;

namespace Amazon.Athena;

/// <summary>Amazon Athena: the client. One serves every thread.</summary>
public partial class AmazonAthenaClient : AmazonServiceClient, IAmazonAthena
{
    public AmazonAthenaClient()
        : this(new AmazonAthenaConfig()) { }

    public AmazonAthenaClient(RegionEndpoint region)
        : this(new AmazonAthenaConfig { RegionEndpoint = region }) { }

    public AmazonAthenaClient(AmazonAthenaConfig config)
        : base(config) { }

    public AmazonAthenaClient(AWSCredentials credentials)
        : this(credentials, new AmazonAthenaConfig()) { }

    public AmazonAthenaClient(AWSCredentials credentials, RegionEndpoint region)
        : this(credentials, new AmazonAthenaConfig { RegionEndpoint = region }) { }

    public AmazonAthenaClient(AWSCredentials credentials, AmazonAthenaConfig clientConfig)
        : base(credentials, clientConfig) { }

    public AmazonAthenaClient(string awsAccessKeyId, string awsSecretAccessKey)
        : this(awsAccessKeyId, awsSecretAccessKey, new AmazonAthenaConfig()) { }

    public AmazonAthenaClient(string awsAccessKeyId, string awsSecretAccessKey, RegionEndpoint region)
        : this(awsAccessKeyId, awsSecretAccessKey, new AmazonAthenaConfig { RegionEndpoint = region }) { }

    public AmazonAthenaClient(string awsAccessKeyId, string awsSecretAccessKey, AmazonAthenaConfig clientConfig)
        : base(awsAccessKeyId, awsSecretAccessKey, clientConfig) { }

    public AmazonAthenaClient(string awsAccessKeyId, string awsSecretAccessKey, string awsSessionToken)
        : this(awsAccessKeyId, awsSecretAccessKey, awsSessionToken, new AmazonAthenaConfig()) { }

    public AmazonAthenaClient(
        string awsAccessKeyId,
        string awsSecretAccessKey,
        string awsSessionToken,
        RegionEndpoint region
    )
        : this(awsAccessKeyId, awsSecretAccessKey, awsSessionToken, new AmazonAthenaConfig { RegionEndpoint = region })
    { }

    public AmazonAthenaClient(
        string awsAccessKeyId,
        string awsSecretAccessKey,
        string awsSessionToken,
        AmazonAthenaConfig clientConfig
    )
        : base(awsAccessKeyId, awsSecretAccessKey, awsSessionToken, clientConfig) { }

    /// <inheritdoc />
    public virtual Task<StartQueryExecutionResponse> StartQueryExecutionAsync(
        StartQueryExecutionRequest request,
        CancellationToken cancellationToken = default
    ) =>
        InvokeAsync<StartQueryExecutionResponse>(
            request,
            AthenaOperations.StartQueryExecution.Options(),
            cancellationToken
        );

    /// <inheritdoc />
    public virtual Task<GetQueryExecutionResponse> GetQueryExecutionAsync(
        GetQueryExecutionRequest request,
        CancellationToken cancellationToken = default
    ) =>
        InvokeAsync<GetQueryExecutionResponse>(
            request,
            AthenaOperations.GetQueryExecution.Options(),
            cancellationToken
        );

    /// <inheritdoc />
    public virtual Task<GetQueryResultsResponse> GetQueryResultsAsync(
        GetQueryResultsRequest request,
        CancellationToken cancellationToken = default
    ) => InvokeAsync<GetQueryResultsResponse>(request, AthenaOperations.GetQueryResults.Options(), cancellationToken);

    /// <inheritdoc />
    public virtual Task<StopQueryExecutionResponse> StopQueryExecutionAsync(
        StopQueryExecutionRequest request,
        CancellationToken cancellationToken = default
    ) =>
        InvokeAsync<StopQueryExecutionResponse>(
            request,
            AthenaOperations.StopQueryExecution.Options(),
            cancellationToken
        );

    /// <inheritdoc />
    public Endpoint DetermineServiceOperationEndpoint(AmazonWebServiceRequest request) =>
        Config.DetermineServiceOperationEndpoint(new ServiceOperationEndpointParameters(request));

    /// <inheritdoc />
    protected override IServiceMetadata ServiceMetadata => AthenaOperations.Service;

    /// <inheritdoc />
    protected override void CustomizeRuntimePipeline(RuntimePipeline pipeline) => JsonPipeline.Customize(pipeline);
}
