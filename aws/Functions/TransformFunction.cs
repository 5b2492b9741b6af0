using Amazon.Lambda.Core;
using Amazon.Lambda.SQSEvents;
using Amazon.S3;
using StudyLake.Aws.Notifications;
using StudyLake.Aws.S3;
using StudyLake.Events.Lake;
using StudyLake.Transform;

namespace StudyLake.Aws.Functions;

/// <summary>From notifications of the log bucket to Parquet: those segments alone, one after another.</summary>
/// <remarks>
/// A segment that was taken in before is passed over. One that is delivered to two instances at once is written twice
/// with the same bytes under the same names.
/// </remarks>
internal sealed class TransformFunction(TransformSettings settings, IAmazonS3 s3, FunctionLog log, TimeProvider time)
    : IQueueFunction
{
    private readonly NotificationParser _parser = new(
        new HashSet<string>([settings.Common.Buckets.Log], StringComparer.Ordinal)
    );
    private readonly S3LakeStore _store = new(s3, settings.Common.Buckets);

    /// <inheritdoc />
    /// <exception cref="LakeFormatException">The lake is of another format version.</exception>
    public Task StartAsync(CancellationToken cancellationToken) => LakeManifest.ReadAsync(_store, cancellationToken);

    /// <inheritdoc />
    public async Task<SQSBatchResponse> HandleAsync(SQSEvent batch, ILambdaContext context)
    {
        using var budget = new TimeBudget(context.RemainingTime, time);
        var (failures, results, ignored, unreadable) = (new List<string>(), new List<BatchResult>(), 0, 0);
        foreach (var message in batch.Records ?? [])
        {
            var notification = _parser.Parse(message.Body);
            if (notification.Problem is { } problem)
            {
                log.Warning($"message is no notification that can be taken: {problem}");
                unreadable++;
                failures.Add(message.MessageId);
                continue;
            }
            ignored += notification.Ignored;
            foreach (var change in notification.Changes)
            {
                if (change.Removal is not null || !LogSegment.TryParse(change.Key, out var segment))
                {
                    ignored++;
                }
                else if (!await TryTransformAsync(segment, results, budget).ConfigureAwait(false))
                {
                    failures.Add(message.MessageId);
                    break;
                }
            }
        }
        Report(context, results, failures.Count, ignored, unreadable);
        var messages = batch.Records?.Count ?? 0;
        if (failures.Count > 0 && failures.Count == messages)
            throw new FunctionFailedException(
                $"Expected at least one message to succeed, found {failures.Count} of {messages} failed."
            );
        return new SQSBatchResponse([
            .. failures.Select(id => new SQSBatchResponse.BatchItemFailure { ItemIdentifier = id }),
        ]);
    }

    // The edge of one record, as in ingest.
    private async Task<bool> TryTransformAsync(LogSegment segment, List<BatchResult> results, TimeBudget budget)
    {
        if (budget.ForWork.IsCancellationRequested)
            return false;
        try
        {
            var transformer = new Transformer(_store, new TransformOptions());
            if (await transformer.IsTransformedAsync(segment, budget.ForEnding).ConfigureAwait(false))
                return true;
            results.Add(await transformer.TransformAsync(segment, budget.ForEnding).ConfigureAwait(false));
            return true;
        }
        catch (Exception exception)
        {
            log.Error("segment could not be transformed, its message returns", exception);
            return false;
        }
    }

    private void Report(ILambdaContext context, List<BatchResult> results, int failures, int ignored, int unreadable)
    {
        log.Metrics(
            settings.Common.MetricsNamespace,
            context.FunctionName,
            [
                ("SegmentsTransformed", results.Count(result => result.Defect is null)),
                ("RowsWritten", results.Sum(result => result.Events)),
                ("LinesQuarantined", results.Sum(result => result.QuarantinedLines)),
                ("SegmentsQuarantined", results.Count(result => result.Defect is not null)),
                ("BatchItemFailures", failures),
                ("NotificationsIgnored", ignored),
                ("MessagesUnreadable", unreadable),
            ]
        );
        log.Information(
            "batch served",
            ("segments", results.Count),
            ("events", results.Sum(result => result.Events)),
            ("failures", failures),
            ("remaining_ms", (long)context.RemainingTime.TotalMilliseconds)
        );
    }
}
