#nullable disable
using Amazon.QuickSight.Model;
using Amazon.Runtime;
using Amazon.Runtime.Endpoints;
using StudyLake.Aws.JsonRpc;

namespace Amazon.QuickSight;

/// <summary>Amazon QuickSight, as far as this system calls it.</summary>
public partial interface IAmazonQuickSight : IAmazonService, IDisposable
{
    /// <summary>The tags of a resource.</summary>
    Task<ListTagsForResourceResponse> ListTagsForResourceAsync(
        ListTagsForResourceRequest request,
        CancellationToken cancellationToken = default
    );

    /// <summary>Adds tags to a resource, or changes them.</summary>
    Task<TagResourceResponse> TagResourceAsync(
        TagResourceRequest request,
        CancellationToken cancellationToken = default
    );

    /// <summary>The state of one version of a dashboard.</summary>
    Task<DescribeDashboardResponse> DescribeDashboardAsync(
        DescribeDashboardRequest request,
        CancellationToken cancellationToken = default
    );

    /// <summary>Shows readers another version of a dashboard.</summary>
    Task<UpdateDashboardPublishedVersionResponse> UpdateDashboardPublishedVersionAsync(
        UpdateDashboardPublishedVersionRequest request,
        CancellationToken cancellationToken = default
    );

    /// <summary>The ingestions of a data set, the latest first.</summary>
    Task<ListIngestionsResponse> ListIngestionsAsync(
        ListIngestionsRequest request,
        CancellationToken cancellationToken = default
    );

    /// <summary>Where a request would go.</summary>
    Endpoint DetermineServiceOperationEndpoint(AmazonWebServiceRequest request);

    static ClientConfig IAmazonService.CreateDefaultClientConfig() => new AmazonQuickSightConfig();

    static IAmazonService IAmazonService.CreateDefaultServiceClient(
        AWSCredentials awsCredentials,
        ClientConfig clientConfig
    ) =>
        awsCredentials is null
            ? new AmazonQuickSightClient(JsonDefaults.Expect<AmazonQuickSightConfig>(clientConfig))
            : new AmazonQuickSightClient(awsCredentials, JsonDefaults.Expect<AmazonQuickSightConfig>(clientConfig));
}
