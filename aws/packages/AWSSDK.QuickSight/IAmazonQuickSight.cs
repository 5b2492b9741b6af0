#nullable disable
using Amazon.QuickSight.Model;
using Amazon.Runtime;
using Amazon.Runtime.Endpoints;

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

    /// <summary>Who may do what with a dashboard.</summary>
    Task<DescribeDashboardPermissionsResponse> DescribeDashboardPermissionsAsync(
        DescribeDashboardPermissionsRequest request,
        CancellationToken cancellationToken = default
    );

    /// <summary>Grants and revokes permissions on a dashboard.</summary>
    Task<UpdateDashboardPermissionsResponse> UpdateDashboardPermissionsAsync(
        UpdateDashboardPermissionsRequest request,
        CancellationToken cancellationToken = default
    );

    /// <summary>Who may do what with a data set.</summary>
    Task<DescribeDataSetPermissionsResponse> DescribeDataSetPermissionsAsync(
        DescribeDataSetPermissionsRequest request,
        CancellationToken cancellationToken = default
    );

    /// <summary>Grants and revokes permissions on a data set.</summary>
    Task<UpdateDataSetPermissionsResponse> UpdateDataSetPermissionsAsync(
        UpdateDataSetPermissionsRequest request,
        CancellationToken cancellationToken = default
    );

    /// <summary>Who may do what with a data source.</summary>
    Task<DescribeDataSourcePermissionsResponse> DescribeDataSourcePermissionsAsync(
        DescribeDataSourcePermissionsRequest request,
        CancellationToken cancellationToken = default
    );

    /// <summary>Grants and revokes permissions on a data source.</summary>
    Task<UpdateDataSourcePermissionsResponse> UpdateDataSourcePermissionsAsync(
        UpdateDataSourcePermissionsRequest request,
        CancellationToken cancellationToken = default
    );

    /// <summary>Who may do what with a theme.</summary>
    Task<DescribeThemePermissionsResponse> DescribeThemePermissionsAsync(
        DescribeThemePermissionsRequest request,
        CancellationToken cancellationToken = default
    );

    /// <summary>Grants and revokes permissions on a theme.</summary>
    Task<UpdateThemePermissionsResponse> UpdateThemePermissionsAsync(
        UpdateThemePermissionsRequest request,
        CancellationToken cancellationToken = default
    );

    /// <summary>Where a request would go.</summary>
    Endpoint DetermineServiceOperationEndpoint(AmazonWebServiceRequest request);

    static ClientConfig IAmazonService.CreateDefaultClientConfig() => new AmazonQuickSightConfig();

    static IAmazonService IAmazonService.CreateDefaultServiceClient(
        AWSCredentials awsCredentials,
        ClientConfig clientConfig
    ) =>
        clientConfig is not AmazonQuickSightConfig config
            ? throw new AmazonClientException(
                $"Expected a {nameof(AmazonQuickSightConfig)}, found {clientConfig?.GetType().Name ?? "none"}."
            )
        : awsCredentials is null ? new AmazonQuickSightClient(config)
        : new AmazonQuickSightClient(awsCredentials, config);
}
