using System.Text;
using System.Text.Json;
using Amazon.Athena;
using Amazon.Lambda.Core;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.SimpleEmailV2;
using Microsoft.Extensions.Time.Testing;
using StudyLake.Analytics;
using StudyLake.Aws.Athena;
using StudyLake.Aws.Functions;
using StudyLake.Reports;
using StudyLake.Tests.Aws.Athena;
using StudyLake.Tests.Support.Aws;

namespace StudyLake.Tests.Aws.Reports;

/// <summary>The report function in front of stand-ins for S3, Athena over a small lake, and SES.</summary>
internal sealed class ReportBench : IAsyncDisposable
{
    public const string Bucket = "studylake-results";
    public const string From = "reports@example.org";
    public const string To = "Radiology <radiology@example.org>, chief@example.org";

    private readonly AmazonS3Client _s3;
    private readonly AmazonSimpleEmailServiceV2Client _ses;
    private readonly AmazonAthenaClient? _athena;
    private readonly Dictionary<string, string?> _variables = new(StringComparer.Ordinal)
    {
        ["STUDYLAKE_REPORT_BUCKET"] = Bucket,
        ["STUDYLAKE_LAKE_BUCKET_OWNER"] = "111122223333",
        ["STUDYLAKE_WORKGROUP"] = AthenaStandIn.WorkGroup,
        ["STUDYLAKE_DATABASE"] = AthenaStandIn.Database,
        ["STUDYLAKE_REPORT_FORMATS"] = "json,html,pdf",
        ["STUDYLAKE_MAIL_FROM"] = From,
        ["STUDYLAKE_MAIL_TO"] = To,
    };

    private ReportBench(S3StandIn s3, SesStandIn ses, AthenaStandIn? athena)
    {
        (S3, Ses, Athena) = (s3, ses, athena);
        Results = s3.Create(Bucket);
        // No retries: a call that fails is a call that failed.
        _s3 = new AmazonS3Client(
            "a",
            "b",
            new AmazonS3Config
            {
                ServiceURL = s3.Address.ToString(),
                ForcePathStyle = true,
                AuthenticationRegion = "eu-central-1",
                MaxErrorRetry = 0,
            }
        );
        _ses = new AmazonSimpleEmailServiceV2Client(
            new BasicAWSCredentials("a", "b"),
            new AmazonSimpleEmailServiceV2Config
            {
                ServiceURL = ses.Address.ToString(),
                AuthenticationRegion = "eu-central-1",
                MaxErrorRetry = 0,
            }
        );
        if (athena is not null)
            _athena = new AmazonAthenaClient(
                new BasicAWSCredentials("a", "b"),
                new AmazonAthenaConfig
                {
                    ServiceURL = athena.Address.ToString(),
                    AuthenticationRegion = "eu-central-1",
                    MaxErrorRetry = 0,
                }
            );
    }

    public S3StandIn S3 { get; }

    public SesStandIn Ses { get; }

    public AthenaStandIn? Athena { get; }

    public S3Bucket Results { get; }

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 10, 2, 6, 10, 0, TimeSpan.Zero));

    public MemoryStream Log { get; } = new();

    /// <summary>What the function has written to its log.</summary>
    public string LogText => Encoding.UTF8.GetString(Log.ToArray());

    /// <summary>Names of what is in the bucket, in order.</summary>
    public string[] Keys => [.. Results.Live().Select(item => item.Key).Order(StringComparer.Ordinal)];

    public static async Task<ReportBench> StartAsync(AthenaStandIn? athena) =>
        new(await S3StandIn.StartAsync(), await SesStandIn.StartAsync(), athena);

    /// <summary>Sets a variable of the function's environment.</summary>
    public ReportBench With(string name, string? value)
    {
        _variables[name] = value;
        return this;
    }

    /// <summary>The bytes of an object.</summary>
    public byte[] Content(string key) =>
        Results.Find(key, null)?.Content
        ?? throw new ArgumentException($"Expected {key}, found {string.Join(' ', Keys)}.");

    public ReportSettings Settings() => ReportSettings.Read(name => _variables.GetValueOrDefault(name));

    /// <summary>An invocation by an instance of its own.</summary>
    public async Task<JsonElement> InvokeAsync(string payload, string invocation = "run-1", IQueryEngine? lake = null)
    {
        var settings = Settings();
        var function = new ReportFunction(
            settings,
            _s3,
            run => lake ?? Engine(run),
            settings.Sender is null ? null : new SesMailer(_ses),
            new FunctionLog("reports", Log, Time),
            Time
        );
        using var input = new MemoryStream(Encoding.UTF8.GetBytes(payload));
        await using var answer = await function.HandleAsync(input, new Invocation(invocation));
        return (await JsonDocument.ParseAsync(answer)).RootElement;
    }

    public async ValueTask DisposeAsync()
    {
        _s3.Dispose();
        _ses.Dispose();
        _athena?.Dispose();
        await S3.DisposeAsync();
        await Ses.DisposeAsync();
        await Log.DisposeAsync();
        Assert.Empty(S3.Failures);
        Assert.Empty(Ses.Failures);
    }

    private AthenaEngine Engine(string run) =>
        new(
            _athena ?? throw new InvalidOperationException("Expected a bench with Athena."),
            new AthenaOptions
            {
                WorkGroup = AthenaStandIn.WorkGroup,
                Database = AthenaStandIn.Database,
                Run = run,
            },
            new HastyTime()
        );

    private sealed class Invocation(string id) : ILambdaContext
    {
        public string AwsRequestId => id;

        public IClientContext? ClientContext => null;

        public string FunctionName => "studylake-reports";

        public string FunctionVersion => "1";

        public ICognitoIdentity? Identity => null;

        public string InvokedFunctionArn => "";

        public ILambdaLogger? Logger => null;

        public string LogGroupName => "";

        public string LogStreamName => "";

        public int MemoryLimitInMB => 1024;

        public TimeSpan RemainingTime => TimeSpan.FromMinutes(15);
    }
}

/// <summary>One small lake with its views made through Athena, for every test of the function.</summary>
[CollectionDefinition(Name)]
public sealed class ReportLakeCollection : ICollectionFixture<SameAnswersTests.Fixture>
{
    public const string Name = "report lake";
}
