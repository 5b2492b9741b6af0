using System.Text.Json;
using Amazon.Athena;
using Amazon.Lambda.Core;
using Amazon.S3;
using StudyLake.Analytics;
using StudyLake.Aws.Athena;
using StudyLake.Aws.S3;
using StudyLake.Aws.Snapshot;
using StudyLake.Events;
using StudyLake.Transform;

namespace StudyLake.Aws.Functions;

/// <summary>Brings the tables of the snapshot up to date, and those of reports where they are due, as a schedule asks for it.</summary>
/// <remarks>
/// Athena works and this waits. A build that takes longer than an invocation goes on in the next: its statements are sent
/// again under the same tokens.
/// </remarks>
internal sealed class SnapshotFunction(
    SnapshotSettings settings,
    IAmazonS3 s3,
    IAmazonAthena athena,
    FunctionLog log,
    TimeProvider time
) : ILambdaFunction
{
    private readonly S3LakeStore _store = new(s3, settings.Common.Buckets);
    private readonly ModelCatalog _catalog = ModelCatalog.Embedded();

    /// <inheritdoc />
    /// <exception cref="LakeFormatException">The lake is of another format version.</exception>
    public Task StartAsync(CancellationToken cancellationToken) => LakeManifest.ReadAsync(_store, cancellationToken);

    /// <inheritdoc />
    public async Task<Stream> HandleAsync(Stream input, ILambdaContext context)
    {
        var request =
            await JsonSerializer.DeserializeAsync(input, FunctionJson.Default.SnapshotRequest).ConfigureAwait(false)
            ?? throw new JsonException("Expected an object, found null.");
        using var budget = new TimeBudget(context.RemainingTime, time);
        var scanned = 0L;
        var options = new SnapshotOptions
        {
            LakeBucket = settings.Common.Buckets.Lake,
            Database = settings.Database,
            Grace = TimeSpan.FromMinutes(settings.GraceMinutes),
            ReportTablesEvery = TimeSpan.FromHours(settings.ReportTablesHours),
        };
        SnapshotSummary? summary = null;
        ReportTablesSummary? tables = null;
        try
        {
            summary = await new SnapshotBuilder(_store, Engine, _catalog, options, time)
                .BuildAsync(request.IsWhole, budget.ForWork)
                .ConfigureAwait(false);
            tables = await new ReportTablesBuilder(_store, Engine, _catalog, options, time)
                .MakeAsync(request.MakesTables, budget.ForWork)
                .ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (budget.ForWork.IsCancellationRequested)
        {
            log.Warning("snapshot goes on in the next invocation");
        }
        if (tables is { Failed.IsEmpty: false })
            log.Warning($"tables of reports are left out: {string.Join(' ', tables.Failed)}");
        log.Metrics(
            settings.Common.MetricsNamespace,
            context.FunctionName,
            [
                ("SnapshotBuilds", summary?.Kind is SnapshotBuildKind.Whole or SnapshotBuildKind.Added ? 1 : 0),
                ("SnapshotUnfinished", summary is null || tables is null ? 1 : 0),
                ("SnapshotInstances", summary?.Instances ?? 0),
                ("SnapshotStatements", (summary?.Statements ?? 0) + (tables?.Statements ?? 0)),
                ("SnapshotBytesRead", scanned),
                ("ReportTablesMade", tables?.Kind is ReportTablesKind.Made ? 1 : 0),
                ("ReportTablesLeftOut", tables?.Failed.Length ?? 0),
            ]
        );
        return new MemoryStream(
            JsonSerializer.SerializeToUtf8Bytes(
                new SnapshotResponse
                {
                    Build = summary is null ? "unfinished" : SnakeCase.From(summary.Kind.ToString()),
                    Instances = summary?.Instances ?? 0,
                    Tables = tables is null ? "unfinished" : SnakeCase.From(tables.Kind.ToString()),
                    LeftOut = tables?.Failed ?? [],
                },
                FunctionJson.Default.SnapshotResponse
            )
        );

        AthenaEngine Engine(string run) =>
            new(
                athena,
                new AthenaOptions
                {
                    WorkGroup = settings.WorkGroup,
                    Database = settings.Database,
                    Run = $"snapshot {run}",
                },
                time,
                statement => Interlocked.Add(ref scanned, statement.ScannedBytes ?? 0)
            );
    }
}
