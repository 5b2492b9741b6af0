using System.Net.Http.Headers;
using System.Text;
using Amazon.KinesisFirehose;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;
using StudyLake.Aws.Firehose;
using StudyLake.Tests.Support.Aws;

namespace StudyLake.Tests.Aws.Firehose;

/// <summary>The wire format of Firehose as moto reads it, an implementation that is not ours.</summary>
public sealed class MotoFirehoseTests
{
    private static readonly BasicAWSCredentials Credentials = new("AKIDEXAMPLE", "secret");

    [Fact]
    public async Task Moto_takes_the_records_of_the_sink_and_writes_their_lines_to_S3()
    {
        await using var moto = await MotoServer.StartAsync();
        using var s3 = new AmazonS3Client(
            Credentials,
            new AmazonS3Config
            {
                ServiceURL = moto.Address.ToString(),
                AuthenticationRegion = "us-east-1",
                ForcePathStyle = true,
            }
        );
        await s3.PutBucketAsync("log-bucket");
        await CreateStreamAsync(moto.Address);
        using var client = new AmazonKinesisFirehoseClient(
            Credentials,
            new AmazonKinesisFirehoseConfig { ServiceURL = moto.Address.ToString(), AuthenticationRegion = "us-east-1" }
        );
        var events = SinkBench.SomeEvents(200);
        var sink = new FirehoseEventSink(client, SinkBench.Options(), TimeProvider.System);
        await sink.AppendAsync(events, CancellationToken.None);

        var lines = new List<string>();
        foreach (var item in (await s3.ListObjectsV2Async(new() { BucketName = "log-bucket" })).S3Objects)
        {
            using var found = await s3.GetObjectAsync("log-bucket", item.Key);
            using var reader = new StreamReader(found.ResponseStream);
            lines.AddRange((await reader.ReadToEndAsync()).TrimEnd('\n').Split('\n'));
        }
        Assert.Equal(SinkBench.Lines(events), lines);

        await Assert.ThrowsAsync<Amazon.KinesisFirehose.Model.ResourceNotFoundException>(() =>
            client.PutRecordBatchAsync("no-such-stream", [new() { Data = new MemoryStream([1]) }])
        );
    }

    // The client here does not create streams; moto does not check signatures.
    private static async Task CreateStreamAsync(Uri address)
    {
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, address);
        request.Content = new StringContent(
            """
            {
              "DeliveryStreamName": "studylake-events",
              "ExtendedS3DestinationConfiguration": {
                "RoleARN": "arn:aws:iam::123456789012:role/firehose",
                "BucketARN": "arn:aws:s3:::log-bucket",
                "Prefix": "log/"
              }
            }
            """,
            Encoding.UTF8,
            "application/x-amz-json-1.1"
        );
        request.Headers.Add("X-Amz-Target", "Firehose_20150804.CreateDeliveryStream");
        request.Headers.Authorization = new AuthenticationHeaderValue(
            "AWS4-HMAC-SHA256",
            "Credential=AKIDEXAMPLE/20261001/us-east-1/firehose/aws4_request, SignedHeaders=host, Signature=0"
        );
        using var response = await http.SendAsync(request);
        response.EnsureSuccessStatusCode();
    }
}
