using System.Net;
using Amazon.KinesisFirehose;
using Amazon.KinesisFirehose.Model;
using Amazon.Runtime;
using Amazon.Runtime.Endpoints;
using StudyLake.Aws.Firehose;
using StudyLake.Events;
using StudyLake.Ingest;
using Record = Amazon.KinesisFirehose.Model.Record;

namespace StudyLake.Tests.Simulation;

/// <summary>The stream behind the client that the product's own sink calls: records are taken or refused one by one.</summary>
internal sealed class SimFirehoseClient(SimFirehose stream) : IAmazonKinesisFirehose
{
    /// <summary>The product's sink over a stream, without delays.</summary>
    public static IEventSink Sink(SimFirehose stream) =>
        new FirehoseEventSink(
            new SimFirehoseClient(stream),
            new FirehoseSinkOptions
            {
                DeliveryStream = "events",
                RecordBytes = FirehoseSinkOptions.BilledBytes,
                MaxResends = 2,
                Delay = TimeSpan.Zero,
                MaxDelay = TimeSpan.Zero,
            },
            TimeProvider.System
        );

    public IClientConfig Config => throw new NotSupportedException();

    public Task<PutRecordBatchResponse> PutRecordBatchAsync(
        PutRecordBatchRequest request,
        CancellationToken cancellationToken = default
    )
    {
        var records = request.Records.ConvertAll(record => Events(record.Data.ToArray()));
        var failed = stream.PutRecordBatch(records);
        return Task.FromResult(
            new PutRecordBatchResponse
            {
                HttpStatusCode = HttpStatusCode.OK,
                FailedPutCount = failed.Count(isFailed => isFailed),
                RequestResponses =
                [
                    .. failed.Select(isFailed =>
                        isFailed
                            ? new PutRecordBatchResponseEntry { ErrorCode = "ServiceUnavailableException" }
                            : new PutRecordBatchResponseEntry { RecordId = "1" }
                    ),
                ],
            }
        );
    }

    public Task<PutRecordBatchResponse> PutRecordBatchAsync(
        string deliveryStreamName,
        List<Record> records,
        CancellationToken cancellationToken = default
    ) => throw new NotSupportedException();

    public Task<PutRecordResponse> PutRecordAsync(
        PutRecordRequest request,
        CancellationToken cancellationToken = default
    ) => throw new NotSupportedException();

    public Task<PutRecordResponse> PutRecordAsync(
        string deliveryStreamName,
        Record record,
        CancellationToken cancellationToken = default
    ) => throw new NotSupportedException();

    public Endpoint DetermineServiceOperationEndpoint(AmazonWebServiceRequest request) =>
        throw new NotSupportedException();

    public void Dispose() { }

    // A record holds whole lines.
    private static StudyEvent[] Events(byte[] record)
    {
        var events = new List<StudyEvent>();
        for (var rest = record.AsSpan(); !rest.IsEmpty; )
        {
            var end = rest.IndexOf((byte)'\n');
            events.Add(EventJson.Read(rest[..end]));
            rest = rest[(end + 1)..];
        }
        return [.. events];
    }
}
