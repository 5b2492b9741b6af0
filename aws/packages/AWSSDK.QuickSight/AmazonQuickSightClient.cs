#nullable disable
using Amazon.QuickSight.Model;
using Amazon.Runtime;
using Amazon.Runtime.Endpoints;
using Amazon.Runtime.Internal;
using StudyLake.Aws.JsonRpc;

namespace Amazon.QuickSight;

/// <summary>Amazon QuickSight: the client. One serves every thread.</summary>
public partial class AmazonQuickSightClient : AmazonServiceClient, IAmazonQuickSight
{
    public AmazonQuickSightClient()
        : this(new AmazonQuickSightConfig()) { }

    public AmazonQuickSightClient(RegionEndpoint region)
        : this(new AmazonQuickSightConfig { RegionEndpoint = region }) { }

    public AmazonQuickSightClient(AmazonQuickSightConfig config)
        : base(config) { }

    public AmazonQuickSightClient(AWSCredentials credentials)
        : this(credentials, new AmazonQuickSightConfig()) { }

    public AmazonQuickSightClient(AWSCredentials credentials, RegionEndpoint region)
        : this(credentials, new AmazonQuickSightConfig { RegionEndpoint = region }) { }

    public AmazonQuickSightClient(AWSCredentials credentials, AmazonQuickSightConfig clientConfig)
        : base(credentials, clientConfig) { }

    public AmazonQuickSightClient(string awsAccessKeyId, string awsSecretAccessKey)
        : this(awsAccessKeyId, awsSecretAccessKey, new AmazonQuickSightConfig()) { }

    public AmazonQuickSightClient(string awsAccessKeyId, string awsSecretAccessKey, RegionEndpoint region)
        : this(awsAccessKeyId, awsSecretAccessKey, new AmazonQuickSightConfig { RegionEndpoint = region }) { }

    public AmazonQuickSightClient(string awsAccessKeyId, string awsSecretAccessKey, AmazonQuickSightConfig clientConfig)
        : base(awsAccessKeyId, awsSecretAccessKey, clientConfig) { }

    public AmazonQuickSightClient(string awsAccessKeyId, string awsSecretAccessKey, string awsSessionToken)
        : this(awsAccessKeyId, awsSecretAccessKey, awsSessionToken, new AmazonQuickSightConfig()) { }

    public AmazonQuickSightClient(
        string awsAccessKeyId,
        string awsSecretAccessKey,
        string awsSessionToken,
        RegionEndpoint region
    )
        : this(
            awsAccessKeyId,
            awsSecretAccessKey,
            awsSessionToken,
            new AmazonQuickSightConfig { RegionEndpoint = region }
        ) { }

    public AmazonQuickSightClient(
        string awsAccessKeyId,
        string awsSecretAccessKey,
        string awsSessionToken,
        AmazonQuickSightConfig clientConfig
    )
        : base(awsAccessKeyId, awsSecretAccessKey, awsSessionToken, clientConfig) { }

    /// <inheritdoc />
    public virtual Task<ListTagsForResourceResponse> ListTagsForResourceAsync(
        ListTagsForResourceRequest request,
        CancellationToken cancellationToken = default
    ) =>
        InvokeAsync<ListTagsForResourceResponse>(
            request,
            QuickSightOperations.ListTagsForResource.Options(),
            cancellationToken
        );

    /// <inheritdoc />
    public virtual Task<TagResourceResponse> TagResourceAsync(
        TagResourceRequest request,
        CancellationToken cancellationToken = default
    ) => InvokeAsync<TagResourceResponse>(request, QuickSightOperations.TagResource.Options(), cancellationToken);

    /// <inheritdoc />
    public virtual Task<DescribeDashboardResponse> DescribeDashboardAsync(
        DescribeDashboardRequest request,
        CancellationToken cancellationToken = default
    ) =>
        InvokeAsync<DescribeDashboardResponse>(
            request,
            QuickSightOperations.DescribeDashboard.Options(),
            cancellationToken
        );

    /// <inheritdoc />
    public virtual Task<UpdateDashboardPublishedVersionResponse> UpdateDashboardPublishedVersionAsync(
        UpdateDashboardPublishedVersionRequest request,
        CancellationToken cancellationToken = default
    ) =>
        InvokeAsync<UpdateDashboardPublishedVersionResponse>(
            request,
            QuickSightOperations.UpdateDashboardPublishedVersion.Options(),
            cancellationToken
        );

    /// <inheritdoc />
    public virtual Task<ListIngestionsResponse> ListIngestionsAsync(
        ListIngestionsRequest request,
        CancellationToken cancellationToken = default
    ) => InvokeAsync<ListIngestionsResponse>(request, QuickSightOperations.ListIngestions.Options(), cancellationToken);

    /// <inheritdoc />
    public Endpoint DetermineServiceOperationEndpoint(AmazonWebServiceRequest request) =>
        Config.DetermineServiceOperationEndpoint(new ServiceOperationEndpointParameters(request));

    /// <inheritdoc />
    protected override IServiceMetadata ServiceMetadata => QuickSightOperations.Service;

    /// <inheritdoc />
    protected override void CustomizeRuntimePipeline(RuntimePipeline pipeline) => JsonPipeline.Customize(pipeline);
}
