using Amazon;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.SQS;

namespace StudyLake.Aws.Deployment;

/// <summary>Clients in this process, signed in as the <c>aws</c> command is.</summary>
internal sealed class ServiceClients
{
    private readonly AWSCredentials? _credentials;
    private readonly RegionEndpoint _region;

    private ServiceClients(AWSCredentials? credentials, string region)
    {
        _credentials = credentials;
        _region = RegionEndpoint.GetBySystemName(region);
    }

    /// <summary>The region's name.</summary>
    public string Region => _region.SystemName;

    /// <summary>The region as the SDK names it.</summary>
    public RegionEndpoint Endpoint => _region;

    /// <summary>What the command is signed in with, or null to leave it to the SDK.</summary>
    public AWSCredentials? Credentials => _credentials;

    /// <summary>Finds region and credentials.</summary>
    /// <exception cref="AwsCommandException">No region is set.</exception>
    public static async Task<ServiceClients> OpenAsync(AwsCommandLine aws, CancellationToken cancellationToken) =>
        new(
            await CommandLineCredentials.FindAsync(aws, cancellationToken).ConfigureAwait(false),
            await new Packager(aws).RegionAsync(cancellationToken).ConfigureAwait(false)
        );

    /// <summary>A client of S3.</summary>
    public AmazonS3Client S3() => _credentials is null ? new(_region) : new(_credentials, _region);

    /// <summary>A client of SQS.</summary>
    public AmazonSQSClient Sqs() => _credentials is null ? new(_region) : new(_credentials, _region);

    /// <summary>Runs what talks to AWS, and says in our words what it refused.</summary>
    /// <exception cref="AwsCommandException">AWS refused or failed it, after the SDK's own retries.</exception>
    public static async Task<T> GuardAsync<T>(Func<Task<T>> work)
    {
        try
        {
            return await work().ConfigureAwait(false);
        }
        catch (AmazonServiceException exception)
        {
            throw new AwsCommandException(
                $"AWS refused the request with {exception.ErrorCode} ({(int)exception.StatusCode})",
                exception
            )
            {
                Code = exception.ErrorCode ?? "",
            };
        }
        catch (AmazonClientException exception)
        {
            throw new AwsCommandException($"AWS could not be asked: {exception.Message}", exception);
        }
    }
}
