using Amazon.Athena;
using StudyLake.Analytics;
using StudyLake.Aws.Athena;

namespace StudyLake.Aws.Deployment;

/// <summary>Athena with the workgroup and database of a stack, signed in as the <c>aws</c> command is.</summary>
public sealed class AthenaConnection : IDisposable
{
    private readonly AmazonAthenaClient _client;

    private AthenaConnection(AmazonAthenaClient client, IQueryEngine engine) => (_client, Engine) = (client, engine);

    /// <summary>The engine.</summary>
    public IQueryEngine Engine { get; }

    /// <summary>Connects.</summary>
    /// <exception cref="AwsCommandException">No region is set, or the stack is of another release.</exception>
    public static async Task<AthenaConnection> OpenAsync(
        AwsCommandLine aws,
        StackState stack,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        var clients = await ServiceClients.OpenAsync(aws, cancellationToken).ConfigureAwait(false);
        var client = clients.Credentials is { } credentials
            ? new AmazonAthenaClient(credentials, clients.Endpoint)
            : new AmazonAthenaClient(clients.Endpoint);
        var options = new AthenaOptions
        {
            WorkGroup = stack.Output("WorkGroupName"),
            Database = stack.Output("DatabaseName"),
            // Another run may make the views anew, so one of an earlier minute is never taken for it.
            Run = $"apply-views {time.GetUtcNow():O}",
        };
        return new AthenaConnection(client, new AthenaEngine(client, options, time));
    }

    /// <inheritdoc />
    public void Dispose() => _client.Dispose();
}
