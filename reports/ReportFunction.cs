using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using Amazon.Athena;
using Amazon.Lambda.Core;
using Amazon.S3;
using Amazon.SimpleEmailV2;
using StudyLake.Analytics;
using StudyLake.Analytics.Reporting;
using StudyLake.Aws.Athena;
using StudyLake.Aws.Functions;
using StudyLake.Aws.S3;
using StudyLake.Aws.Snapshot;

namespace StudyLake.Reports;

/// <summary>Makes the reports that are due over Athena, keeps them in a bucket and sends them; or looks for new alerts.</summary>
/// <remarks>
/// Schedules call it; its answer is the text of a notification that the service forwards, so that nothing here needs to.
/// An invocation may be repeated at any point: what is made is made again or found made, and a mail about the same input
/// is not sent by two.
/// </remarks>
/// <param name="settings">The environment.</param>
/// <param name="s3">The bucket.</param>
/// <param name="engine">Opens Athena for an invocation, by whose id repetitions are known.</param>
/// <param name="mailer">Sends mail; null when none is sent.</param>
/// <param name="log">The log.</param>
/// <param name="time">The clock.</param>
internal sealed class ReportFunction(
    ReportSettings settings,
    IAmazonS3 s3,
    Func<string, IQueryEngine> engine,
    IMailer? mailer,
    FunctionLog log,
    TimeProvider time
) : ILambdaFunction
{
    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    };

    private readonly Lazy<ReportCatalog> _catalog = new(static () => ReportCatalog.Embedded(ModelCatalog.Embedded()));

    private readonly ReportArchive _archive = new(s3, settings.Bucket, settings.BucketOwner, time);

    /// <summary>As the environment says.</summary>
    /// <exception cref="SettingsException">Settings are missing or wrong.</exception>
    public static ReportFunction Create(Func<string, string?> variable, FunctionLog log, TimeProvider time)
    {
        var settings = ReportSettings.Read(variable);
        var athena = new AmazonAthenaClient();
        return new ReportFunction(
            settings,
            new AmazonS3Client(),
            invocation => new AthenaEngine(
                athena,
                new AthenaOptions
                {
                    WorkGroup = settings.WorkGroup,
                    Database = settings.Database,
                    Run = invocation,
                },
                time
            ),
            settings.Sender is not null ? new SesMailer(new AmazonSimpleEmailServiceV2Client()) : null,
            log,
            time
        );
    }

    /// <inheritdoc />
    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc />
    /// <exception cref="FunctionFailedException">A report could not be made, or the message asks for none that there is.</exception>
    public async Task<Stream> HandleAsync(Stream input, ILambdaContext context)
    {
        var request = await ReadAsync(input).ConfigureAwait(false);
        using var budget = new TimeBudget(context.RemainingTime, time);
        var answer = await AnswerAsync(request, context.AwsRequestId, budget).ConfigureAwait(false);
        log.Metrics(
            settings.MetricsNamespace,
            context.FunctionName,
            [(request.Make == Alerts ? "AlertsOpened" : "ReportsMade", answer.News)]
        );
        return new MemoryStream(JsonSerializer.SerializeToUtf8Bytes(answer, Json));
    }

    private const string Alerts = "alerts";

    private async Task<ReportAnswer> AnswerAsync(ReportRequestMessage request, string invocation, TimeBudget budget)
    {
        var tables = new RunTables(
            engine(invocation),
            _catalog.Value.Models,
            new RunTableOptions
            {
                Database = settings.Database,
                Bucket = settings.Bucket,
                Given = await GivenAsync(budget.ForWork).ConfigureAwait(false),
            },
            time
        );
        try
        {
            if (request.Make == Alerts)
                return await new AlertNews(tables, _catalog.Value, _archive, time)
                    .LookAsync(invocation, budget.ForWork)
                    .ConfigureAwait(false);
            var courier = new Courier(_archive, mailer);
            var making = new ReportMaking(settings, tables, _catalog.Value, _archive, courier, log, time);
            return await new ReportRun(settings, _catalog.Value, making, _archive, courier, log, time)
                .RunAsync(request, invocation, budget)
                .ConfigureAwait(false);
        }
        finally
        {
            await DropAsync(tables, budget.ForEnding).ConfigureAwait(false);
        }
    }

    /// <summary>The tables that the snapshot has made for reports, by models and registry as they are; else its own.</summary>
    private async Task<ImmutableDictionary<string, ModelSource>> GivenAsync(CancellationToken cancellationToken)
    {
        if (!settings.HasSnapshot)
            return ImmutableDictionary<string, ModelSource>.Empty;
        if (settings.LakeBucket is { } lake)
        {
            var store = new S3LakeStore(s3, new LakeBuckets(lake, lake, settings.BucketOwner));
            var made = await ReportTables
                .ValidAsync(_catalog.Value.Models, store, cancellationToken)
                .ConfigureAwait(false);
            if (made is not null)
                return made.Sources;
            log.Warning("there are no tables made for reports: this run makes them itself");
        }
        return ModelSource.OfOwnNames(SnapshotModels.Kept).ToImmutableDictionary(StringComparer.Ordinal);
    }

    // What was made stands, whatever becomes of its tables: a later run drops what is left.
    private async Task DropAsync(RunTables tables, CancellationToken cancellationToken)
    {
        try
        {
            await tables.DropAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is QueryException or OperationCanceledException)
        {
            log.Error("tables of the run are left", exception);
        }
    }

    private static async Task<ReportRequestMessage> ReadAsync(Stream input)
    {
        try
        {
            var request = await JsonSerializer
                .DeserializeAsync<ReportRequestMessage>(input, Json)
                .ConfigureAwait(false);
            if (request?.Make is Alerts or "reports")
                return request;
        }
        catch (JsonException)
        {
            // Told below: what was found may be anything.
        }
        throw new FunctionFailedException(
            "Expected {\"make\": \"reports\" or \"alerts\", \"report\": name, \"period\": text, \"scheduled_at\": time}, found something else."
        );
    }
}
