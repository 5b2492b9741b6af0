#nullable disable
using Amazon.KinesisFirehose.Model;
using Amazon.Runtime;
using Amazon.Runtime.Endpoints;
using Amazon.Runtime.Internal;
using StudyLake.Aws.JsonRpc;

namespace Amazon.KinesisFirehose;

/// <summary>Amazon Data Firehose: the client. One serves every thread.</summary>
public partial class AmazonKinesisFirehoseClient : AmazonServiceClient, IAmazonKinesisFirehose
{
    public AmazonKinesisFirehoseClient()
        : this(new AmazonKinesisFirehoseConfig()) { }

    public AmazonKinesisFirehoseClient(RegionEndpoint region)
        : this(new AmazonKinesisFirehoseConfig { RegionEndpoint = region }) { }

    public AmazonKinesisFirehoseClient(AmazonKinesisFirehoseConfig config)
        : base(config) { }

    public AmazonKinesisFirehoseClient(AWSCredentials credentials)
        : this(credentials, new AmazonKinesisFirehoseConfig()) { }

    public AmazonKinesisFirehoseClient(AWSCredentials credentials, RegionEndpoint region)
        : this(credentials, new AmazonKinesisFirehoseConfig { RegionEndpoint = region }) { }

    public AmazonKinesisFirehoseClient(AWSCredentials credentials, AmazonKinesisFirehoseConfig clientConfig)
        : base(credentials, clientConfig) { }

    public AmazonKinesisFirehoseClient(string awsAccessKeyId, string awsSecretAccessKey)
        : this(awsAccessKeyId, awsSecretAccessKey, new AmazonKinesisFirehoseConfig()) { }

    public AmazonKinesisFirehoseClient(string awsAccessKeyId, string awsSecretAccessKey, RegionEndpoint region)
        : this(awsAccessKeyId, awsSecretAccessKey, new AmazonKinesisFirehoseConfig { RegionEndpoint = region }) { }

    public AmazonKinesisFirehoseClient(
        string awsAccessKeyId,
        string awsSecretAccessKey,
        AmazonKinesisFirehoseConfig clientConfig
    )
        : base(awsAccessKeyId, awsSecretAccessKey, clientConfig) { }

    public AmazonKinesisFirehoseClient(string awsAccessKeyId, string awsSecretAccessKey, string awsSessionToken)
        : this(awsAccessKeyId, awsSecretAccessKey, awsSessionToken, new AmazonKinesisFirehoseConfig()) { }

    public AmazonKinesisFirehoseClient(
        string awsAccessKeyId,
        string awsSecretAccessKey,
        string awsSessionToken,
        RegionEndpoint region
    )
        : this(
            awsAccessKeyId,
            awsSecretAccessKey,
            awsSessionToken,
            new AmazonKinesisFirehoseConfig { RegionEndpoint = region }
        ) { }

    public AmazonKinesisFirehoseClient(
        string awsAccessKeyId,
        string awsSecretAccessKey,
        string awsSessionToken,
        AmazonKinesisFirehoseConfig clientConfig
    )
        : base(awsAccessKeyId, awsSecretAccessKey, awsSessionToken, clientConfig) { }

    /// <inheritdoc />
    public virtual Task<PutRecordResponse> PutRecordAsync(
        PutRecordRequest request,
        CancellationToken cancellationToken = default
    ) => InvokeAsync<PutRecordResponse>(request, FirehoseOperations.PutRecord.Options(), cancellationToken);

    /// <inheritdoc />
    public virtual Task<PutRecordBatchResponse> PutRecordBatchAsync(
        PutRecordBatchRequest request,
        CancellationToken cancellationToken = default
    ) => InvokeAsync<PutRecordBatchResponse>(request, FirehoseOperations.PutRecordBatch.Options(), cancellationToken);

    /// <inheritdoc />
    public virtual Task<PutRecordResponse> PutRecordAsync(
        string deliveryStreamName,
        Record record,
        CancellationToken cancellationToken = default
    ) =>
        PutRecordAsync(
            new PutRecordRequest { DeliveryStreamName = deliveryStreamName, Record = record },
            cancellationToken
        );

    /// <inheritdoc />
    public virtual Task<PutRecordBatchResponse> PutRecordBatchAsync(
        string deliveryStreamName,
        List<Record> records,
        CancellationToken cancellationToken = default
    ) =>
        PutRecordBatchAsync(
            new PutRecordBatchRequest { DeliveryStreamName = deliveryStreamName, Records = records },
            cancellationToken
        );

    /// <inheritdoc />
    public Endpoint DetermineServiceOperationEndpoint(AmazonWebServiceRequest request) =>
        Config.DetermineServiceOperationEndpoint(new ServiceOperationEndpointParameters(request));

    /// <inheritdoc />
    protected override IServiceMetadata ServiceMetadata => FirehoseOperations.Service;

    /// <inheritdoc />
    protected override void CustomizeRuntimePipeline(RuntimePipeline pipeline) => JsonPipeline.Customize(pipeline);
}
