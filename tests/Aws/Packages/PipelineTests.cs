using System.Net;
using System.Text;
using Amazon.Athena;
using Amazon.Athena.Model;
using Amazon.KinesisFirehose;
using Amazon.KinesisFirehose.Model;
using Amazon.Runtime;
using Amazon.SecretsManager;
using Amazon.SecretsManager.Model;
using StudyLake.Tests.Support.Aws;
using FirehoseNotFound = Amazon.KinesisFirehose.Model.ResourceNotFoundException;
using Record = Amazon.KinesisFirehose.Model.Record;

namespace StudyLake.Tests.Aws.Packages;

/// <summary>What the clients do around a request: retries, typed errors, and each operation on the wire once.</summary>
public sealed class PipelineTests
{
    private const string Put = """{"FailedPutCount":0,"RequestResponses":[{"RecordId":"r1"}]}""";

    [Fact]
    public async Task Failures_that_pass_are_retried_and_each_attempt_says_which_it_is()
    {
        await using var service = await ScriptedService.StartAsync(
            (500, """{"__type":"InternalFailure","message":"once more"}"""),
            (400, """{"__type":"ThrottlingException","message":"Rate exceeded"}"""),
            (503, "<html>busy</html>"),
            (200, Put)
        );
        using var client = Firehose(service, retries: 4);
        var response = await client.PutRecordBatchAsync("stream", [Record("a")]);
        Assert.Equal(0, response.FailedPutCount);
        Assert.Equal("request-4", response.ResponseMetadata.RequestId);
        Assert.Equal(
            ["attempt=1; max=5", "attempt=2; max=5", "attempt=3; max=5", "attempt=4; max=5"],
            service.Requests.Select(request => request.Headers["amz-sdk-request"])
        );
        Assert.Single(service.Requests.Select(request => request.Headers["amz-sdk-invocation-id"]).Distinct());
    }

    [Fact]
    public async Task Without_a_setting_there_are_three_attempts()
    {
        await using var service = await ScriptedService.StartAsync((503, "{}"));
        using var client = Firehose(service, retries: null);
        await Assert.ThrowsAsync<AmazonKinesisFirehoseException>(() =>
            client.PutRecordBatchAsync("stream", [Record("a")])
        );
        Assert.Equal(3, service.Requests.Count);
    }

    [Fact]
    public async Task An_error_of_the_model_is_its_exception_and_is_not_retried()
    {
        await using var service = await ScriptedService.StartAsync(
            (
                400,
                """{"__type":"com.amazonaws.firehose#ResourceNotFoundException","message":"Firehose stream not found."}"""
            )
        );
        using var client = Firehose(service, retries: 4);
        var exception = await Assert.ThrowsAsync<FirehoseNotFound>(() =>
            client.PutRecordBatchAsync("stream", [Record("a")])
        );
        Assert.Equal("Firehose stream not found.", exception.Message);
        Assert.Equal("ResourceNotFoundException", exception.ErrorCode);
        Assert.Equal(HttpStatusCode.BadRequest, exception.StatusCode);
        Assert.Equal("request-1", exception.RequestId);
        Assert.Single(service.Requests);
    }

    [Fact]
    public async Task The_members_of_an_error_beside_its_message_are_kept()
    {
        await using var service = await ScriptedService.StartAsync(
            (400, """{"__type":"InvalidRequestException","AthenaErrorCode":"MALFORMED_QUERY","Message":"line 1:8"}"""),
            (
                400,
                """{"__type":"TooManyRequestsException","Reason":"CONCURRENT_QUERY_LIMIT_EXCEEDED","Message":"wait"}"""
            )
        );
        using var client = new AmazonAthenaClient(
            new BasicAWSCredentials(ScriptedService.AccessKey, ScriptedService.SecretKey),
            service.Configure(new AmazonAthenaConfig { MaxErrorRetry = 0 })
        );
        var request = new StartQueryExecutionRequest { QueryString = "select" };
        var invalid = await Assert.ThrowsAsync<Amazon.Athena.Model.InvalidRequestException>(() =>
            client.StartQueryExecutionAsync(request)
        );
        Assert.Equal(("MALFORMED_QUERY", "line 1:8"), (invalid.AthenaErrorCode, invalid.Message));
        var throttled = await Assert.ThrowsAsync<TooManyRequestsException>(() =>
            client.StartQueryExecutionAsync(request)
        );
        Assert.Equal(ThrottleReason.CONCURRENT_QUERY_LIMIT_EXCEEDED, throttled.Reason);
    }

    [Theory]
    [InlineData("<html><body>Bad gateway</body></html>")]
    [InlineData("")]
    [InlineData("[1]")]
    public async Task An_answer_that_is_no_error_of_the_service_is_its_base_exception(string body)
    {
        await using var service = await ScriptedService.StartAsync((502, body));
        using var client = Firehose(service, retries: 0);
        var exception = await Assert.ThrowsAsync<AmazonKinesisFirehoseException>(() =>
            client.PutRecordAsync("stream", Record("a"))
        );
        Assert.Equal(HttpStatusCode.BadGateway, exception.StatusCode);
    }

    [Fact]
    public async Task A_cancelled_call_ends_without_a_retry()
    {
        await using var service = await ScriptedService.StartAsync((200, Put));
        using var client = Firehose(service, retries: 4);
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            client.PutRecordAsync("stream", Record("a"), cancelled.Token)
        );
        Assert.Empty(service.Requests);
    }

    [Fact]
    public async Task A_record_goes_out_as_base64_and_its_answer_comes_back()
    {
        await using var service = await ScriptedService.StartAsync((200, """{"RecordId":"r9","Encrypted":true}"""));
        using var client = Firehose(service, retries: 0);
        var response = await client.PutRecordAsync("stream-1", Record("line\n"));
        Assert.Equal(("r9", true), (response.RecordId, response.Encrypted));
        var request = Assert.Single(service.Requests);
        Assert.Equal(("POST", "/"), (request.Method, request.Target));
        Assert.Equal("Firehose_20150804.PutRecord", request.Headers["x-amz-target"]);
        Assert.Equal("application/x-amz-json-1.1", request.Headers["content-type"]);
        Assert.Equal(
            """{"DeliveryStreamName":"stream-1","Record":{"Data":"bGluZQo="}}""",
            Encoding.UTF8.GetString(request.Body)
        );
    }

    [Fact]
    public async Task A_secret_comes_as_text_or_as_bytes()
    {
        await using var service = await ScriptedService.StartAsync(
            (
                200,
                """
                {"ARN":"arn:x","Name":"keys","VersionId":"v","SecretString":"k","VersionStages":["AWSCURRENT"],"CreatedDate":1759287600.5}
                """
            ),
            (200, """{"SecretBinary":"AAH/"}"""),
            (400, """{"__type":"DecryptionFailure","Message":"no key"}""")
        );
        using var client = new AmazonSecretsManagerClient(
            new BasicAWSCredentials(ScriptedService.AccessKey, ScriptedService.SecretKey),
            service.Configure(new AmazonSecretsManagerConfig())
        );
        var text = await client.GetSecretValueAsync(new GetSecretValueRequest { SecretId = "keys" });
        Assert.Equal("k", text.SecretString);
        Assert.Equal(["AWSCURRENT"], text.VersionStages);
        // 1,759,287,600 s after 1970 is 2025-10-01 03:00:00 UTC.
        Assert.Equal(new DateTime(2025, 10, 1, 3, 0, 0, 500, DateTimeKind.Utc), text.CreatedDate);
        var bytes = await client.GetSecretValueAsync(new GetSecretValueRequest { SecretId = "keys" });
        Assert.Equal([0, 1, 255], bytes.SecretBinary.ToArray());
        Assert.Null(bytes.VersionStages);
        await Assert.ThrowsAsync<DecryptionFailureException>(() =>
            client.GetSecretValueAsync(new GetSecretValueRequest { SecretId = "keys" })
        );
        Assert.All(
            service.Requests,
            request => Assert.Equal("secretsmanager.GetSecretValue", request.Headers["x-amz-target"])
        );
    }

    [Fact]
    public async Task A_statement_without_a_token_gets_one_that_its_retries_keep()
    {
        await using var service = await ScriptedService.StartAsync((500, "{}"), (200, """{"QueryExecutionId":"q"}"""));
        using var client = new AmazonAthenaClient(
            new BasicAWSCredentials(ScriptedService.AccessKey, ScriptedService.SecretKey),
            service.Configure(new AmazonAthenaConfig())
        );
        await client.StartQueryExecutionAsync(
            new StartQueryExecutionRequest
            {
                QueryString = "select 1",
                ExecutionParameters = ["1", "'a'"],
                QueryExecutionContext = new QueryExecutionContext { Database = "d" },
                WorkGroup = "w",
            }
        );
        Assert.Equal(2, service.Requests.Count);
        var token = service.Requests[0].Json.GetProperty("ClientRequestToken").GetString() ?? "";
        Assert.InRange(token.Length, 32, 128);
        Assert.Equal(
            $$$"""{"ClientRequestToken":"{{{token}}}","ExecutionParameters":["1","'a'"],"QueryExecutionContext":{"Database":"d"},"QueryString":"select 1","WorkGroup":"w"}""",
            Encoding.UTF8.GetString(service.Requests[1].Body)
        );
    }

    private static Record Record(string text) => new() { Data = new MemoryStream(Encoding.UTF8.GetBytes(text)) };

    private static AmazonKinesisFirehoseClient Firehose(ScriptedService service, int? retries)
    {
        var config = service.Configure(new AmazonKinesisFirehoseConfig());
        if (retries is { } count)
            config.MaxErrorRetry = count;
        return new(new BasicAWSCredentials(ScriptedService.AccessKey, ScriptedService.SecretKey), config);
    }
}
