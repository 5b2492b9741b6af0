using Amazon;
using Amazon.QuickSight;
using Amazon.Runtime;
using StudyLake.Aws.Deployment;

namespace StudyLake.Aws.QuickSight;

/// <summary>QuickSight in one region, for typed operations and for documents.</summary>
public sealed class QuickSightConnection : IDisposable
{
    // A deployment is a burst of calls, which QuickSight answers with ThrottlingException before it fails.
    private const int Retries = 8;

    private QuickSightConnection(IAmazonQuickSight client, QuickSightDocuments documents) =>
        (Client, Documents) = (client, documents);

    /// <summary>The region's name; empty where only an address is configured.</summary>
    public string Region => Client.Config.RegionEndpoint?.SystemName ?? "";

    internal IAmazonQuickSight Client { get; }

    internal QuickSightDocuments Documents { get; }

    /// <summary>Connects with the credentials that the <c>aws</c> command is signed in with.</summary>
    /// <exception cref="AwsCommandException">The command is not signed in, or no region is set.</exception>
    public static async Task<QuickSightConnection> OpenAsync(AwsCommandLine aws, CancellationToken cancellationToken)
    {
        var clients = await ServiceClients.OpenAsync(aws, cancellationToken).ConfigureAwait(false);
        return Open(clients.Credentials, new AmazonQuickSightConfig { RegionEndpoint = clients.Endpoint });
    }

    /// <summary>Connects with a configuration; credentials that are null are found by the SDK.</summary>
    public static QuickSightConnection Open(AWSCredentials? credentials, AmazonQuickSightConfig config)
    {
        config.MaxErrorRetry = Retries;
        return credentials is null
            ? new(new AmazonQuickSightClient(config), new QuickSightDocuments(config))
            : new(new AmazonQuickSightClient(credentials, config), new QuickSightDocuments(credentials, config));
    }

    /// <summary>The partition of a region, as ARNs name it.</summary>
    public static string PartitionOf(string region) => RegionEndpoint.GetBySystemName(region).PartitionName;

    /// <inheritdoc />
    public void Dispose()
    {
        Client.Dispose();
        Documents.Dispose();
    }
}
