namespace StudyLake.Tests.Support.Aws;

/// <summary>
/// The account that the functions run in: buckets, queues, secrets and the two functions as processes, wired as
/// <c>template.yaml</c> wires them.
/// </summary>
internal sealed class StandInCloud : IAsyncDisposable
{
    public const string SourceBucket = "imaging";
    public const string LogBucket = "studylake-log";
    public const string LakeBucket = "studylake-lake";
    private const int MaxReceives = 5;

    private readonly Dictionary<string, string> _environment;

    private StandInCloud(S3StandIn s3, SecretsStandIn secrets, Random random, bool isVersioned)
    {
        (S3, Secrets) = (s3, secrets);
        Source = s3.Create(SourceBucket, isVersioned);
        Log = s3.Create(LogBucket);
        Lake = s3.Create(LakeBucket);
        IngestQueue = new SqsQueue(MaxReceives, 360, random);
        TransformQueue = new SqsQueue(MaxReceives, 5_400, random);
        Source.OnNotification = IngestQueue.Send;
        Log.OnNotification = body =>
        {
            if (body.Contains("\"key\":\"log/", StringComparison.Ordinal))
                TransformQueue.Send(body);
        };
        _environment = new(StringComparer.Ordinal)
        {
            ["AWS_REGION"] = "eu-west-1",
            ["AWS_ACCESS_KEY_ID"] = "AKIDEXAMPLE",
            ["AWS_SECRET_ACCESS_KEY"] = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY",
            ["AWS_SESSION_TOKEN"] = "token",
            ["AWS_ENDPOINT_URL_S3"] = s3.Address.ToString(),
            ["AWS_ENDPOINT_URL_SECRETS_MANAGER"] = secrets.Address.ToString(),
            ["AWS_LAMBDA_FUNCTION_MEMORY_SIZE"] = "512",
            ["STUDYLAKE_SOURCE_BUCKETS"] = SourceBucket,
            ["STUDYLAKE_EVENT_SINK"] = "s3",
            ["STUDYLAKE_LOG_BUCKET"] = LogBucket,
            ["STUDYLAKE_LAKE_BUCKET"] = LakeBucket,
            ["STUDYLAKE_EXPECTED_BUCKET_OWNER"] = "111122223333",
            ["STUDYLAKE_LAKE_BUCKET_OWNER"] = "111122223333",
            ["STUDYLAKE_PSEUDONYM_KEYS_SECRET"] = "pseudonym-keys",
            ["STUDYLAKE_OBJECT_KEY_SECRET"] = "object-key",
        };
    }

    /// <summary>S3.</summary>
    public S3StandIn S3 { get; }

    /// <summary>Secrets Manager.</summary>
    public SecretsStandIn Secrets { get; }

    /// <summary>The bucket of the DICOM objects.</summary>
    public S3Bucket Source { get; }

    /// <summary>The bucket of the event log.</summary>
    public S3Bucket Log { get; }

    /// <summary>The bucket of everything else of the lake.</summary>
    public S3Bucket Lake { get; }

    /// <summary>Notifications of the source bucket.</summary>
    public SqsQueue IngestQueue { get; }

    /// <summary>Notifications of the log bucket.</summary>
    public SqsQueue TransformQueue { get; }

    /// <summary>Makes one.</summary>
    /// <param name="keys">The text of a key file; it is divided over two secrets.</param>
    /// <param name="random">Order of delivery.</param>
    /// <param name="isVersioned">Whether the source bucket keeps versions.</param>
    public static async Task<StandInCloud> StartAsync(string keys, Random random, bool isVersioned = false)
    {
        var s3 = await S3StandIn.StartAsync();
        using var document = System.Text.Json.JsonDocument.Parse(keys);
        var members = document
            .RootElement.EnumerateObject()
            .ToDictionary(item => item.Name, item => item.Value.GetRawText());
        var secrets = await SecretsStandIn.StartAsync(
            new Dictionary<string, string>
            {
                ["pseudonym-keys"] =
                    $$"""{"pseudonym_key_id":{{members["pseudonym_key_id"]}},"pseudonym_key":{{members["pseudonym_key"]}}}""",
                ["object-key"] = $$"""{"object_id_key":{{members["object_id_key"]}}}""",
            }
        );
        return new StandInCloud(s3, secrets, random, isVersioned);
    }

    /// <summary>The environment of a function.</summary>
    public Dictionary<string, string> Environment(string function, params (string Name, string Value)[] more)
    {
        var made = new Dictionary<string, string>(_environment, StringComparer.Ordinal)
        {
            ["_HANDLER"] = function,
            ["AWS_LAMBDA_FUNCTION_NAME"] = $"studylake-{function}",
        };
        foreach (var (name, value) in more)
            made[name] = value;
        return made;
    }

    /// <summary>Sets a variable of every function.</summary>
    public void Set(string name, string value) => _environment[name] = value;

    /// <summary>Writes every file of the lake, log included, to a folder.</summary>
    public async Task DownloadAsync(string folder)
    {
        foreach (
            var file in Lake.Live()
                .Concat(Log.Live().Where(item => item.Key.StartsWith("log/", StringComparison.Ordinal)))
        )
        {
            var path = Path.Combine(folder, file.Key);
            Directory.CreateDirectory(Path.GetDirectoryName(path) ?? folder);
            await File.WriteAllBytesAsync(path, file.Content);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await S3.DisposeAsync();
        await Secrets.DisposeAsync();
    }
}
