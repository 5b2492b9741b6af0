using System.Text.Json;
using Amazon.Lambda.Core;
using Amazon.S3;
using StudyLake.Aws.S3;
using StudyLake.Transform;
using StudyLake.Transform.Compaction;
using StudyLake.Transform.Sorting;

namespace StudyLake.Aws.Functions;

/// <summary>Joins the small Parquet files of each day, as a schedule asks for it.</summary>
/// <remarks>
/// <para>
/// An invocation takes as many days as it has time for and leaves the others to the next, whose listing finds them:
/// there is no state beside the lake. It may be repeated, and two may run at once: the manifests decide (see
/// <see cref="Compactor"/>).
/// </para>
/// <para>
/// Nothing new is begun in the last two fifths of its time. A step that is under way when the time is over is done
/// again from its beginning, and the invocation fails, for it would never fit.
/// </para>
/// </remarks>
internal sealed class CompactFunction(CompactSettings settings, IAmazonS3 s3, FunctionLog log, TimeProvider time)
    : ILambdaFunction
{
    // Small files are a request of some 20 ms each, and a day may have ten thousand.
    private const int Parallelism = 16;

    private readonly S3LakeStore _store = new(s3, settings.Common.Buckets, Scratch);

    /// <inheritdoc />
    /// <exception cref="LakeFormatException">The lake is of another format version.</exception>
    public Task StartAsync(CancellationToken cancellationToken) => LakeManifest.ReadAsync(_store, cancellationToken);

    /// <inheritdoc />
    /// <exception cref="FunctionFailedException">Time was over within a step.</exception>
    public async Task<Stream> HandleAsync(Stream input, ILambdaContext context)
    {
        var request =
            await JsonSerializer.DeserializeAsync(input, FunctionJson.Default.CompactRequest).ConfigureAwait(false)
            ?? throw new JsonException("Expected an object, found null.");
        using var budget = new TimeBudget(context.RemainingTime, time, newWorkShare: 0.6);
        var compactor = new Compactor(
            _store,
            new CompactionOptions
            {
                Grace = TimeSpan.FromMinutes(settings.GraceMinutes),
                MostEvents = settings.StepEvents,
                Parallelism = Parallelism,
                Scratch = Scratch,
            },
            time
        );
        var summary = await compactor
            .RunAsync(
                request.Dates ?? [],
                new CompactionTime(budget.ForNew, budget.ForEnding),
                null,
                CancellationToken.None
            )
            .ConfigureAwait(false);
        Report(context, summary);
        if (summary.IsAbandoned)
            throw new FunctionFailedException(
                $"Expected a step of compaction to end in time, found it unfinished; {summary.LeftDates.Length} days are left."
            );
        return new MemoryStream(
            JsonSerializer.SerializeToUtf8Bytes(
                new CompactResponse
                {
                    Steps = summary.Days.Length,
                    DeletedFiles = summary.DeletedFiles,
                    WaitingFiles = summary.WaitingFiles,
                    LeftDates = summary.LeftDates,
                },
                FunctionJson.Default.CompactResponse
            )
        );
    }

    private static Stream Scratch() => ScratchFile.Create(Path.GetTempPath());

    private void Report(ILambdaContext context, CompactionSummary summary)
    {
        var committed = summary.Days.Where(day => day.IsCommitted).ToList();
        var tables = committed.SelectMany(day => day.Group.Tables).ToList();
        log.Metrics(
            settings.Common.MetricsNamespace,
            context.FunctionName,
            [
                ("CompactionSteps", committed.Count),
                ("CompactionRows", tables.Sum(table => table.Rows)),
                ("FilesJoined", committed.Sum(day => day.InputFiles)),
                ("FilesMade", tables.Sum(table => table.Parts)),
                ("FilesDeleted", summary.DeletedFiles),
                ("FilesWaiting", summary.WaitingFiles),
                ("SegmentsLeft", summary.LeftInputs),
            ]
        );
        log.Information(
            "lake compacted",
            ("steps", committed.Count),
            ("steps_lost", summary.Days.Length - committed.Count),
            ("days_left", summary.LeftDates.Length),
            ("remaining_ms", (long)context.RemainingTime.TotalMilliseconds)
        );
    }
}
