using Amazon.Runtime;

namespace StudyLake.Aws.Deployment;

/// <summary>Credentials of the <c>aws</c> command for clients in this process, renewed before they end.</summary>
/// <param name="aws">The command line.</param>
/// <remarks>So that whoever signed in for the command (single sign-on, assumed role) is signed in here too.</remarks>
public sealed class CommandLineCredentials(AwsCommandLine aws) : RefreshingAWSCredentials
{
    private static readonly TimeSpan Unlimited = TimeSpan.FromHours(12);

    /// <summary>
    /// Credentials for a client: those of the command where it can give them, else those that the SDK finds by itself
    /// (version 1 of the command cannot give any).
    /// </summary>
    public static async Task<AWSCredentials?> FindAsync(AwsCommandLine aws, CancellationToken cancellationToken)
    {
        try
        {
            await aws.JsonAsync(Export, cancellationToken).ConfigureAwait(false);
            return new CommandLineCredentials(aws);
        }
        catch (AwsCommandException)
        {
            return null;
        }
    }

    /// <inheritdoc />
    protected override async Task<CredentialsRefreshState> GenerateNewCredentialsAsync()
    {
        var found = await aws.JsonAsync(Export, CancellationToken.None).ConfigureAwait(false);
        var expires = found.TryGetProperty("Expiration", out var expiration)
            ? expiration.GetDateTime().ToUniversalTime()
            : TimeProvider.System.GetUtcNow().UtcDateTime + Unlimited;
        return new CredentialsRefreshState(
            new ImmutableCredentials(
                found.GetProperty("AccessKeyId").GetString(),
                found.GetProperty("SecretAccessKey").GetString(),
                found.TryGetProperty("SessionToken", out var token) ? token.GetString() : null
            ),
            expires
        );
    }

    private static readonly string[] Export = ["configure", "export-credentials", "--format", "process"];
}
