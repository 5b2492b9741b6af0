#nullable disable
using Amazon.Runtime;
using Amazon.Runtime.Endpoints;
using Amazon.Runtime.Internal;
using Amazon.SimpleEmailV2.Model;
using StudyLake.Aws.JsonRpc;

namespace Amazon.SimpleEmailV2;

/// <summary>Amazon Simple Email Service, version 2: the client. One serves every thread.</summary>
public partial class AmazonSimpleEmailServiceV2Client : AmazonServiceClient, IAmazonSimpleEmailServiceV2
{
    public AmazonSimpleEmailServiceV2Client()
        : this(new AmazonSimpleEmailServiceV2Config()) { }

    public AmazonSimpleEmailServiceV2Client(RegionEndpoint region)
        : this(new AmazonSimpleEmailServiceV2Config { RegionEndpoint = region }) { }

    public AmazonSimpleEmailServiceV2Client(AmazonSimpleEmailServiceV2Config config)
        : base(config) { }

    public AmazonSimpleEmailServiceV2Client(AWSCredentials credentials)
        : this(credentials, new AmazonSimpleEmailServiceV2Config()) { }

    public AmazonSimpleEmailServiceV2Client(AWSCredentials credentials, RegionEndpoint region)
        : this(credentials, new AmazonSimpleEmailServiceV2Config { RegionEndpoint = region }) { }

    public AmazonSimpleEmailServiceV2Client(AWSCredentials credentials, AmazonSimpleEmailServiceV2Config clientConfig)
        : base(credentials, clientConfig) { }

    public AmazonSimpleEmailServiceV2Client(string awsAccessKeyId, string awsSecretAccessKey)
        : this(awsAccessKeyId, awsSecretAccessKey, new AmazonSimpleEmailServiceV2Config()) { }

    public AmazonSimpleEmailServiceV2Client(string awsAccessKeyId, string awsSecretAccessKey, RegionEndpoint region)
        : this(awsAccessKeyId, awsSecretAccessKey, new AmazonSimpleEmailServiceV2Config { RegionEndpoint = region }) { }

    public AmazonSimpleEmailServiceV2Client(
        string awsAccessKeyId,
        string awsSecretAccessKey,
        AmazonSimpleEmailServiceV2Config clientConfig
    )
        : base(awsAccessKeyId, awsSecretAccessKey, clientConfig) { }

    public AmazonSimpleEmailServiceV2Client(string awsAccessKeyId, string awsSecretAccessKey, string awsSessionToken)
        : this(awsAccessKeyId, awsSecretAccessKey, awsSessionToken, new AmazonSimpleEmailServiceV2Config()) { }

    public AmazonSimpleEmailServiceV2Client(
        string awsAccessKeyId,
        string awsSecretAccessKey,
        string awsSessionToken,
        RegionEndpoint region
    )
        : this(
            awsAccessKeyId,
            awsSecretAccessKey,
            awsSessionToken,
            new AmazonSimpleEmailServiceV2Config { RegionEndpoint = region }
        ) { }

    public AmazonSimpleEmailServiceV2Client(
        string awsAccessKeyId,
        string awsSecretAccessKey,
        string awsSessionToken,
        AmazonSimpleEmailServiceV2Config clientConfig
    )
        : base(awsAccessKeyId, awsSecretAccessKey, awsSessionToken, clientConfig) { }

    /// <inheritdoc />
    public virtual Task<SendEmailResponse> SendEmailAsync(
        SendEmailRequest request,
        CancellationToken cancellationToken = default
    ) => InvokeAsync<SendEmailResponse>(request, SimpleEmailOperations.SendEmail.Options(), cancellationToken);

    /// <inheritdoc />
    public Endpoint DetermineServiceOperationEndpoint(AmazonWebServiceRequest request) =>
        Config.DetermineServiceOperationEndpoint(new ServiceOperationEndpointParameters(request));

    /// <inheritdoc />
    protected override IServiceMetadata ServiceMetadata => SimpleEmailOperations.Service;

    /// <inheritdoc />
    protected override void CustomizeRuntimePipeline(RuntimePipeline pipeline) => JsonPipeline.Customize(pipeline);
}
