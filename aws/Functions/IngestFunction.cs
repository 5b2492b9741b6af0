using System.Collections.Concurrent;
using Amazon.Lambda.Core;
using Amazon.Lambda.SQSEvents;
using Amazon.S3;
using StudyLake.Aws.Notifications;
using StudyLake.Aws.S3;
using StudyLake.Events;
using StudyLake.Ingest;
using StudyLake.Ingest.Dicom;
using StudyLake.Transform;

namespace StudyLake.Aws.Functions;

/// <summary>From notifications of the source buckets to events in the log.</summary>
/// <remarks>
/// A message counts as failed until the events of all its changes are durable. Changes that are told twice in a batch
/// are read once. When time runs out, what was read is made durable and the rest returns to the queue.
/// </remarks>
internal sealed class IngestFunction(
    IngestSettings settings,
    IAmazonS3 s3,
    Func<IngestSettings, CancellationToken, Task<KeyRing>> readKeys,
    IEventSink sink,
    FunctionLog log,
    TimeProvider time
) : IQueueFunction
{
    // Twice the default: S3 charges for requests and not for bytes, and a second request costs a round trip.
    private const int FirstReadBytes = 64 << 10;

    private readonly NotificationParser _parser = new(settings.SourceBuckets.ToHashSet(StringComparer.Ordinal));
    private (Pseudonymiser Pseudonymiser, BucketObjects Objects)? _started;

    /// <inheritdoc />
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var keys = await readKeys(settings, cancellationToken).ConfigureAwait(false);
        var pseudonymiser = new Pseudonymiser(keys);
        await CheckKeyAsync(pseudonymiser, cancellationToken).ConfigureAwait(false);
        var ingestor = new ObjectIngestor(
            new HeaderReader(
                HeaderMapper.WantedUnder(settings.Privacy),
                new HeaderReaderOptions { FirstReadBytes = FirstReadBytes }
            ),
            new HeaderMapper(pseudonymiser, settings.DefaultIssuer, settings.Privacy),
            time
        );
        _started = (pseudonymiser, new BucketObjects(s3, ingestor, settings.SourceBucketOwner));
    }

    /// <inheritdoc />
    public async Task<SQSBatchResponse> HandleAsync(SQSEvent batch, ILambdaContext context)
    {
        if (_started is not { } started)
            throw new InvalidOperationException("Expected a function that was started.");
        using var budget = new TimeBudget(context.RemainingTime, time);
        var began = time.GetTimestamp();
        var work = new IngestBatch();
        foreach (var message in batch.Records ?? [])
        {
            var notification = _parser.Parse(message.Body);
            if (notification.Problem is { } problem)
                log.Warning($"message is no notification that can be taken: {problem}");
            work.Add(message, notification, started.Pseudonymiser);
        }
        var usage = new ReadUsage();
        var events = await ReadAsync(work, started.Objects, usage, budget.ForWork).ConfigureAwait(false);
        if (events.Count > 0)
            await sink.AppendAsync(events, budget.ForEnding).ConfigureAwait(false);
        var durable = events.Select(item => item.EventId).ToHashSet(StringComparer.Ordinal);
        var failures = work.Failures(durable);
        log.Metrics(
            settings.Common.MetricsNamespace,
            context.FunctionName,
            [
                ("ObjectsRead", events.Count(item => item is InstanceStored)),
                ("ObjectsRejected", events.Count(item => item is ObjectRejected)),
                ("ObjectsSuperseded", events.Count(item => item is ObjectSuperseded)),
                ("ObjectsRemoved", events.Count(item => item is ObjectRemoved)),
                ("EventsWritten", events.Count),
                ("HeaderBytesRead", usage.Bytes),
                ("S3Requests", usage.Requests),
                ("BatchItemFailures", failures.Count),
                ("NotificationsIgnored", work.Ignored),
                ("MessagesUnreadable", work.Unreadable),
            ]
        );
        log.Information(
            "batch served",
            ("messages", work.Messages),
            ("changes", work.Items.Count),
            ("events", events.Count),
            ("failures", failures.Count),
            ("elapsed_ms", (long)time.GetElapsedTime(began).TotalMilliseconds),
            ("remaining_ms", (long)context.RemainingTime.TotalMilliseconds)
        );
        if (failures.Count > 0 && failures.Count == work.Messages)
            throw new FunctionFailedException(
                $"Expected at least one message to succeed, found {failures.Count} of {work.Messages} failed."
            );
        return new SQSBatchResponse([
            .. failures.Select(id => new SQSBatchResponse.BatchItemFailure { ItemIdentifier = id }),
        ]);
    }

    private async Task<List<StudyEvent>> ReadAsync(
        IngestBatch work,
        BucketObjects objects,
        ReadUsage usage,
        CancellationToken cancellationToken
    )
    {
        var events = new ConcurrentDictionary<string, StudyEvent>(StringComparer.Ordinal);
        try
        {
            await Parallel
                .ForEachAsync(
                    work.Items,
                    new ParallelOptions
                    {
                        MaxDegreeOfParallelism = settings.MaxParallelReads,
                        CancellationToken = cancellationToken,
                    },
                    async (item, token) =>
                    {
                        if (await TryReadAsync(item, objects, usage, token).ConfigureAwait(false) is { } made)
                            events[item.EventId] = made;
                    }
                )
                .ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            log.Warning(
                "time ran out, the rest of the batch returns",
                ("read", events.Count),
                ("changes", work.Items.Count)
            );
        }
        return [.. work.Items.Where(item => events.ContainsKey(item.EventId)).Select(item => events[item.EventId])];
    }

    // The edge of one record: whatever befalls it must not fail its neighbours. It returns to the queue.
    private async Task<StudyEvent?> TryReadAsync(
        IngestBatch.Item item,
        BucketObjects objects,
        ReadUsage usage,
        CancellationToken cancellationToken
    )
    {
        try
        {
            return await objects.ToEventAsync(item, usage, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception) when (cancellationToken.IsCancellationRequested)
        {
            // Whatever a read throws that was stopped: what others have read by now is still to be made durable.
            return null;
        }
        catch (Exception exception)
        {
            log.Error("object could not be read, its message returns", exception);
            return null;
        }
    }

    private async Task CheckKeyAsync(Pseudonymiser pseudonymiser, CancellationToken cancellationToken)
    {
        var store = new S3LakeStore(s3, settings.Common.Buckets);
        var manifest = await LakeManifest.OpenOrCreateAsync(store, time, cancellationToken).ConfigureAwait(false);
        var check = pseudonymiser.KeyCheck();
        if (manifest.KeyCheck is { } expected && expected != check)
            throw new FunctionFailedException(
                $"Expected in {settings.ObjectKeySecret} the object key this lake was made with, found another: every object would count a second time."
            );
        if (manifest.KeyCheck is null)
            await (manifest with { KeyCheck = check }).WriteAsync(store, cancellationToken).ConfigureAwait(false);
    }
}
