#nullable disable
using Amazon.Runtime;
using Amazon.Runtime.Endpoints;
using Amazon.SecretsManager.Model;
using StudyLake.Aws.JsonRpc;

namespace Amazon.SecretsManager;

/// <summary>AWS Secrets Manager, as far as this system calls it.</summary>
public partial interface IAmazonSecretsManager : IAmazonService, IDisposable
{
    /// <summary>The value of one version of a secret.</summary>
    Task<GetSecretValueResponse> GetSecretValueAsync(
        GetSecretValueRequest request,
        CancellationToken cancellationToken = default
    );

    /// <summary>Where a request would go.</summary>
    Endpoint DetermineServiceOperationEndpoint(AmazonWebServiceRequest request);

    static ClientConfig IAmazonService.CreateDefaultClientConfig() => new AmazonSecretsManagerConfig();

    static IAmazonService IAmazonService.CreateDefaultServiceClient(
        AWSCredentials awsCredentials,
        ClientConfig clientConfig
    ) =>
        awsCredentials is null
            ? new AmazonSecretsManagerClient(JsonDefaults.Expect<AmazonSecretsManagerConfig>(clientConfig))
            : new AmazonSecretsManagerClient(
                awsCredentials,
                JsonDefaults.Expect<AmazonSecretsManagerConfig>(clientConfig)
            );
}
