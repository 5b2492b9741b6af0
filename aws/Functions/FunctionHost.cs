using System.Collections.Immutable;
using Amazon.Athena;
using Amazon.KinesisFirehose;
using Amazon.Lambda.Core;
using Amazon.Lambda.RuntimeSupport;
using Amazon.Runtime;
using Amazon.S3;
using StudyLake.Aws.Firehose;
using StudyLake.Aws.S3;
using StudyLake.Ingest;

namespace StudyLake.Aws.Functions;

/// <summary>Chooses the function by its name and serves it. Clients and keys live as long as the instance.</summary>
/// <param name="variable">The environment.</param>
/// <param name="output">Where the log goes.</param>
/// <param name="time">The clock.</param>
/// <param name="create">Makes the only function of another program; null for those that are named here.</param>
internal sealed class FunctionHost(
    Func<string, string?> variable,
    Stream output,
    TimeProvider time,
    Func<FunctionLog, ILambdaFunction>? create = null
)
{
    /// <summary>The names of the functions, of which a handler is one.</summary>
    internal static readonly ImmutableArray<string> Names = [Ingest, Transform, Compact, Snapshot];

    private const string Ingest = "ingest";
    private const string Transform = "transform";
    private const string Compact = "compact";
    private const string Snapshot = "snapshot";
    private const string NameVariable = "STUDYLAKE_FUNCTION";
    private const string HandlerVariable = "_HANDLER";

    private readonly FunctionLog _log = new(NameOf(variable) ?? "unknown", output, time);
    private ILambdaFunction? _function;

    /// <summary>Serves until cancelled.</summary>
    /// <exception cref="FunctionFailedException">The function could not start; the service was told why.</exception>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using var bootstrap = LambdaBootstrapBuilder.Create(HandleAsync).UseBootstrapHandler(StartAsync).Build();
        await bootstrap.RunAsync(cancellationToken).ConfigureAwait(false);
    }

    private static string? NameOf(Func<string, string?> variable) =>
        variable(NameVariable) is { Length: > 0 } name ? name : variable(HandlerVariable);

    private ILambdaFunction Create()
    {
        var s3 = new AmazonS3Client(
            new AmazonS3Config
            {
                RetryMode = RequestRetryMode.Standard,
                MaxErrorRetry = 4,
                // Of one request: compaction puts files of some hundred megabytes, the others files of a few.
                Timeout = NameOf(variable) == Compact ? TimeSpan.FromMinutes(3) : TimeSpan.FromSeconds(30),
                // Checksums of parts do not exist, and whole files carry their own.
                ResponseChecksumValidation = ResponseChecksumValidation.WHEN_REQUIRED,
            }
        );
        switch (NameOf(variable))
        {
            case Ingest:
                var ingest = IngestSettings.Read(variable);
                return new QueueFunction(
                    new IngestFunction(ingest, s3, KeySecrets.ReadAsync, Sink(ingest, s3), _log, time)
                );
            case Transform:
                return new QueueFunction(new TransformFunction(TransformSettings.Read(variable), s3, _log, time));
            case Compact:
                return new CompactFunction(CompactSettings.Read(variable), s3, _log, time);
            case Snapshot:
                return new SnapshotFunction(SnapshotSettings.Read(variable), s3, new AmazonAthenaClient(), _log, time);
            case var other:
                throw new SettingsException([
                    $"Expected {string.Join(" or ", Names)} in {NameVariable} or {HandlerVariable}, found '{other}'.",
                ]);
        }
    }

    private IEventSink Sink(IngestSettings settings, AmazonS3Client s3) =>
        settings.DeliveryStream is { } stream
            ? new FirehoseEventSink(
                new AmazonKinesisFirehoseClient(),
                new FirehoseSinkOptions { DeliveryStream = stream },
                time
            )
            : new S3EventSink(s3, settings.Common.Buckets);

    // The edge of the start: what goes out of it is reported to the service.
    private async Task<bool> StartAsync()
    {
        try
        {
            _function = create is null ? Create() : create(_log);
            await _function.StartAsync(CancellationToken.None).ConfigureAwait(false);
            return true;
        }
        catch (Exception exception)
        {
            _log.Error("function could not start", exception);
            throw exception is SettingsException or FunctionFailedException
                ? exception
                : new FunctionFailedException("Expected the function to start, found a fault", exception);
        }
    }

    // The edge of an invocation.
    private async Task<Stream> HandleAsync(Stream input, ILambdaContext context)
    {
        _log.RequestId = context.AwsRequestId;
        try
        {
            if (_function is not { } function)
                throw new InvalidOperationException("Expected a function that was started.");
            return await function.HandleAsync(input, context).ConfigureAwait(false);
        }
        catch (FunctionFailedException)
        {
            throw;
        }
        catch (Exception exception)
        {
            _log.Error("invocation failed", exception);
            throw new FunctionFailedException("Expected the invocation to be served, found a fault", exception);
        }
    }
}
