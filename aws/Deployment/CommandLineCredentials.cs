using Amazon.Runtime;

namespace StudyLake.Aws.Deployment;

/// <summary>Credentials of the <c>aws</c> command for clients in this process, renewed before they end.</summary>
/// <param name="aws">The command line.</param>
/// <remarks>So that whoever signed in for the command (single sign-on, assumed role) is signed in here too.</remarks>
public sealed class CommandLineCredentials(AwsCommandLine aws) : RefreshingAWSCredentials
{
    private static readonly TimeSpan Unlimited = TimeSpan.FromHours(12);

    /// <summary>
    /// Credentials for a client: those of the command; null where it is of version 1, which cannot give any, to leave it
    /// to the SDK.
    /// </summary>
    /// <remarks>Never another account's in place of those asked for: a session that has ended is an error.</remarks>
    /// <exception cref="AwsCommandException">The command is not signed in, or cannot be for the profile given.</exception>
    public static async Task<AWSCredentials?> FindAsync(AwsCommandLine aws, CancellationToken cancellationToken)
    {
        try
        {
            await aws.JsonAsync(Export, cancellationToken).ConfigureAwait(false);
            return new CommandLineCredentials(aws);
        }
        catch (AwsCommandException exception)
        {
            var version = await aws.TextAsync(["--version"], cancellationToken).ConfigureAwait(false);
            if (!version.StartsWith("aws-cli/1.", StringComparison.Ordinal))
                throw;
            if (aws.Profile is not null)
                throw new AwsCommandException(
                    "Expected version 2 of the aws command for --profile, found version 1: name the profile in AWS_PROFILE instead.",
                    exception
                );
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
