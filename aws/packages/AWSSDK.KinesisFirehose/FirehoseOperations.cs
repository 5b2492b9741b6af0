using Amazon.KinesisFirehose.Model;
using StudyLake.Aws.JsonRpc;

namespace Amazon.KinesisFirehose;

/// <summary>The operations of Firehose on the wire. Source: its public service model of 2015-08-04.</summary>
internal static class FirehoseOperations
{
    public static readonly JsonService Service = new()
    {
        ServiceId = "Firehose",
        EndpointPrefix = "firehose",
        ApiVersion = "2015-08-04",
        TargetPrefix = "Firehose_20150804",
        Exception = Exception,
    };

    public static readonly JsonOperation<PutRecordRequest, PutRecordResponse> PutRecord = new(
        Service,
        nameof(PutRecord),
        static (json, request) =>
        {
            json.Text("DeliveryStreamName", request.DeliveryStreamName);
            json.Structure("Record", request.Record, static (item, record) => item.Blob("Data", record.Data));
        },
        static json => new PutRecordResponse { Encrypted = json.Boolean("Encrypted"), RecordId = json.Text("RecordId") }
    );

    public static readonly JsonOperation<PutRecordBatchRequest, PutRecordBatchResponse> PutRecordBatch = new(
        Service,
        nameof(PutRecordBatch),
        static (json, request) =>
        {
            json.Text("DeliveryStreamName", request.DeliveryStreamName);
            json.List(
                "Records",
                request.Records,
                static (item, record) =>
                {
                    item.WriteStartObject();
                    item.Blob("Data", record.Data);
                    item.WriteEndObject();
                }
            );
        },
        static json => new PutRecordBatchResponse
        {
            Encrypted = json.Boolean("Encrypted"),
            FailedPutCount = json.Int32("FailedPutCount"),
            RequestResponses = json.List(
                "RequestResponses",
                static entry => new PutRecordBatchResponseEntry
                {
                    ErrorCode = entry.Text("ErrorCode"),
                    ErrorMessage = entry.Text("ErrorMessage"),
                    RecordId = entry.Text("RecordId"),
                }
            ),
        }
    );

    private static AmazonKinesisFirehoseException Exception(JsonError e) =>
        e.Code switch
        {
            "InvalidArgumentException" => e.As((m, i, t, c, r, s) => new InvalidArgumentException(m, i, t, c, r, s)),
            "InvalidKMSResourceException" => e.As(
                (m, i, t, c, r, s) => new InvalidKMSResourceException(m, i, t, c, r, s) { Code = e.Text("code") }
            ),
            "InvalidSourceException" => e.As(
                (m, i, t, c, r, s) => new InvalidSourceException(m, i, t, c, r, s) { Code = e.Text("code") }
            ),
            "ResourceNotFoundException" => e.As((m, i, t, c, r, s) => new ResourceNotFoundException(m, i, t, c, r, s)),
            "ServiceUnavailableException" => e.As(
                (m, i, t, c, r, s) => new ServiceUnavailableException(m, i, t, c, r, s)
            ),
            _ => e.As((m, i, t, c, r, s) => new AmazonKinesisFirehoseException(m, i, t, c, r, s)),
        };
}
