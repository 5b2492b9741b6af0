#nullable disable
using Amazon.Runtime;
using Amazon.Runtime.Endpoints;
using Amazon.SimpleEmailV2.Model;
using StudyLake.Aws.JsonRpc;

namespace Amazon.SimpleEmailV2;

/// <summary>Amazon Simple Email Service, version 2, as far as this system calls it.</summary>
public partial interface IAmazonSimpleEmailServiceV2 : IAmazonService, IDisposable
{
    /// <summary>Sends a message; the service has taken it over when the task ends.</summary>
    Task<SendEmailResponse> SendEmailAsync(SendEmailRequest request, CancellationToken cancellationToken = default);

    /// <summary>Where a request would go.</summary>
    Endpoint DetermineServiceOperationEndpoint(AmazonWebServiceRequest request);

    static ClientConfig IAmazonService.CreateDefaultClientConfig() => new AmazonSimpleEmailServiceV2Config();

    static IAmazonService IAmazonService.CreateDefaultServiceClient(
        AWSCredentials awsCredentials,
        ClientConfig clientConfig
    ) =>
        awsCredentials is null
            ? new AmazonSimpleEmailServiceV2Client(JsonDefaults.Expect<AmazonSimpleEmailServiceV2Config>(clientConfig))
            : new AmazonSimpleEmailServiceV2Client(
                awsCredentials,
                JsonDefaults.Expect<AmazonSimpleEmailServiceV2Config>(clientConfig)
            );
}
