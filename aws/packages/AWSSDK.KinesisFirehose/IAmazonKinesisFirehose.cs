#nullable disable
using Amazon.KinesisFirehose.Model;
using Amazon.Runtime;
using Amazon.Runtime.Endpoints;
using StudyLake.Aws.JsonRpc;

namespace Amazon.KinesisFirehose;

/// <summary>Amazon Data Firehose, as far as this system calls it.</summary>
public partial interface IAmazonKinesisFirehose : IAmazonService, IDisposable
{
    /// <summary>Writes one record to a delivery stream.</summary>
    Task<PutRecordResponse> PutRecordAsync(PutRecordRequest request, CancellationToken cancellationToken = default);

    /// <summary>Writes at most 500 records of together at most 4 MiB; some may fail although the call succeeds.</summary>
    Task<PutRecordBatchResponse> PutRecordBatchAsync(
        PutRecordBatchRequest request,
        CancellationToken cancellationToken = default
    );

    /// <summary>Writes one record to a delivery stream.</summary>
    Task<PutRecordResponse> PutRecordAsync(
        string deliveryStreamName,
        Record record,
        CancellationToken cancellationToken = default
    );

    /// <summary>Writes several records to a delivery stream.</summary>
    Task<PutRecordBatchResponse> PutRecordBatchAsync(
        string deliveryStreamName,
        List<Record> records,
        CancellationToken cancellationToken = default
    );

    /// <summary>Where a request would go.</summary>
    Endpoint DetermineServiceOperationEndpoint(AmazonWebServiceRequest request);

    static ClientConfig IAmazonService.CreateDefaultClientConfig() => new AmazonKinesisFirehoseConfig();

    static IAmazonService IAmazonService.CreateDefaultServiceClient(
        AWSCredentials awsCredentials,
        ClientConfig clientConfig
    ) =>
        awsCredentials is null
            ? new AmazonKinesisFirehoseClient(JsonDefaults.Expect<AmazonKinesisFirehoseConfig>(clientConfig))
            : new AmazonKinesisFirehoseClient(
                awsCredentials,
                JsonDefaults.Expect<AmazonKinesisFirehoseConfig>(clientConfig)
            );
}
