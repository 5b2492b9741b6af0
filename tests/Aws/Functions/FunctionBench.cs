using System.Text;
using Amazon.Lambda.Core;
using Amazon.Lambda.SQSEvents;
using Amazon.S3;
using StudyLake.Aws.Functions;
using StudyLake.Aws.S3;
using StudyLake.Ingest;
using StudyLake.Tests.Aws.S3;
using StudyLake.Tests.Support.Aws;

namespace StudyLake.Tests.Aws.Functions;

/// <summary>The ingest function in this process, over a stand-in of S3, with a log that can be looked into.</summary>
internal sealed class FunctionBench : IAsyncDisposable
{
    public const string Bucket = "imaging";
    private static readonly KeyRing Keys = new("k1", new byte[32], [.. Enumerable.Repeat((byte)1, 32)]);
    private readonly AmazonS3Client _client;
    private readonly MemoryStream _output = new();

    private FunctionBench(S3StandIn s3)
    {
        S3 = s3;
        Source = s3.Create(Bucket);
        EventLog = s3.Create("log-bucket");
        Lake = s3.Create("lake-bucket");
        Source.OnNotification = Bodies.Add;
        EventLog.OnNotification = LogBodies.Add;
        _client = s3.Client(retries: 1);
    }

    public S3StandIn S3 { get; }

    public S3Bucket Source { get; }

    public S3Bucket EventLog { get; }

    public S3Bucket Lake { get; }

    /// <summary>Notifications of the source bucket, oldest first.</summary>
    public List<string> Bodies { get; } = [];

    /// <summary>Notifications of the log bucket.</summary>
    public List<string> LogBodies { get; } = [];

    /// <summary>Everything the function wrote: log and metrics.</summary>
    public string Output => Encoding.UTF8.GetString(_output.ToArray());

    public static async Task<FunctionBench> StartAsync() => new(await S3StandIn.StartAsync());

    /// <summary>A started ingest function.</summary>
    public async Task<IngestFunction> IngestAsync(
        IEventSink? sink = null,
        KeyRing? keys = null,
        int parallel = 32,
        IAmazonS3? s3 = null
    )
    {
        var function = new IngestFunction(
            IngestSettings.Read(Variables(("STUDYLAKE_MAX_PARALLEL_READS", $"{parallel}"))),
            s3 ?? _client,
            (_, _) => Task.FromResult(keys ?? Keys),
            sink ?? new S3EventSink(_client, new LakeBuckets("log-bucket", "lake-bucket", null)),
            new FunctionLog("ingest", _output, TimeProvider.System),
            TimeProvider.System
        );
        await function.StartAsync(CancellationToken.None);
        return function;
    }

    /// <summary>A started transform function.</summary>
    public async Task<TransformFunction> TransformAsync()
    {
        var function = new TransformFunction(
            TransformSettings.Read(Variables()),
            _client,
            new FunctionLog("transform", _output, TimeProvider.System),
            TimeProvider.System
        );
        await function.StartAsync(CancellationToken.None);
        return function;
    }

    /// <summary>A started compact function.</summary>
    public async Task<CompactFunction> CompactAsync(
        TimeProvider time,
        int retries = 1,
        params (string Name, string? Value)[] more
    )
    {
        var function = new CompactFunction(
            CompactSettings.Read(Variables(more)),
            retries == 1 ? _client : S3.Client(retries),
            new FunctionLog("compact", _output, time),
            time
        );
        await function.StartAsync(CancellationToken.None);
        return function;
    }

    /// <summary>A batch of messages with these bodies, <c>m0</c> and on.</summary>
    public static SQSEvent Batch(params IEnumerable<string> bodies) =>
        new()
        {
            Records =
            [
                .. bodies.Select((body, index) => new SQSEvent.SQSMessage { MessageId = $"m{index}", Body = body }),
            ],
        };

    /// <summary>The environment of the functions, with some variables set or changed.</summary>
    public static Func<string, string?> Variables(params (string Name, string? Value)[] more)
    {
        var variables = new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["STUDYLAKE_SOURCE_BUCKETS"] = Bucket,
            ["STUDYLAKE_EVENT_SINK"] = "s3",
            ["STUDYLAKE_LOG_BUCKET"] = "log-bucket",
            ["STUDYLAKE_LAKE_BUCKET"] = "lake-bucket",
            ["STUDYLAKE_PSEUDONYM_KEYS_SECRET"] = "pseudonym-keys",
            ["STUDYLAKE_OBJECT_KEY_SECRET"] = "object-key",
        };
        foreach (var (name, value) in more)
            variables[name] = value;
        return name => variables.GetValueOrDefault(name);
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _output.DisposeAsync();
        await S3.DisposeAsync();
    }
}

/// <summary>An invocation with so much time left.</summary>
internal sealed class SomeContext(TimeSpan? remaining = null) : ILambdaContext
{
    public string AwsRequestId => "8476a536-e9f4-11e8-9739-2dfe598c3fcd";

    public IClientContext? ClientContext => null;

    public string FunctionName => "studylake-ingest";

    public string FunctionVersion => "1";

    public ICognitoIdentity? Identity => null;

    public string InvokedFunctionArn => "";

    public ILambdaLogger? Logger => null;

    public string LogGroupName => "";

    public string LogStreamName => "";

    public int MemoryLimitInMB => 512;

    public TimeSpan RemainingTime => remaining ?? TimeSpan.FromMinutes(1);
}
