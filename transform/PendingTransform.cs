using System.Collections.Concurrent;
using System.Collections.Immutable;
using StudyLake.Events.Lake;

namespace StudyLake.Transform;

/// <summary>Takes in every segment of the log that the lake does not have yet.</summary>
/// <remarks>
/// A segment counts as taken in when its file of <c>transform_batches</c> is there, which is written last, or when the
/// manifest of its day says that its rows are in a compacted group. Idempotent: a run that was stopped or failed leaves nothing to clean up, and the next one goes on where it was.
/// </remarks>
public sealed class PendingTransform(ILakeStore store, TransformOptions options)
{
    /// <summary>The segments not yet taken in, in the order of the log, and how many files are no segments.</summary>
    /// <remarks>
    /// Lists the log day by day from <see cref="TransformOptions.Since"/> on, and what was taken in only of days that have a
    /// segment in no compacted group: an old day costs its names in the log and its manifest.
    /// </remarks>
    public async Task<(ImmutableArray<LogSegment> Segments, int IgnoredFiles)> ListAsync(
        CancellationToken cancellationToken
    )
    {
        var taken = await TakenIn
            .OpenAsync(store, LakeTables.TransformBatches, cancellationToken)
            .ConfigureAwait(false);
        var segments = ImmutableArray.CreateBuilder<LogSegment>();
        var ignored = 0;
        await foreach (var folder in store.ListFoldersAsync(LogSegment.Folder, cancellationToken).ConfigureAwait(false))
        {
            var isDay = LogSegment.TryParsePartition(folder[(LogSegment.Folder.Length + 1)..], out var date);
            if (isDay && date < options.Since)
                continue;
            var found = new List<LogSegment>();
            await foreach (var name in store.ListAsync(folder, cancellationToken).ConfigureAwait(false))
            {
                if (LogSegment.TryParse(name, out var segment))
                    found.Add(segment);
                else
                    ignored++;
            }
            if (!isDay)
                continue;
            var missing = await taken
                .MissingAsync(date, found.Select(segment => segment.Name), cancellationToken)
                .ConfigureAwait(false);
            segments.AddRange(found.Where(segment => missing.Contains(segment.Name)));
        }
        return (
            [.. segments.OrderBy(segment => segment.Sequence).ThenBy(segment => segment.Path, StringComparer.Ordinal)],
            ignored
        );
    }

    /// <summary>Takes them in, several at once, and adds the ingest runs that have ended.</summary>
    /// <param name="progress">Told after each segment; may be null. Called from several threads, one at a time.</param>
    /// <param name="cancellationToken">Heeded between segments: one that was begun is completed.</param>
    /// <exception cref="LakeFormatException">The lake is of another format version.</exception>
    /// <exception cref="OperationCanceledException">Stopped on request; what was completed stays.</exception>
    public async Task<TransformSummary> RunAsync(
        IProgress<TransformProgress>? progress,
        CancellationToken cancellationToken
    )
    {
        _ = await LakeManifest.ReadAsync(store, cancellationToken).ConfigureAwait(false);
        var (segments, ignored) = await ListAsync(cancellationToken).ConfigureAwait(false);
        var transformer = new Transformer(store, options);
        var results = new ConcurrentBag<BatchResult>();
        var done = new TransformProgress(0, segments.Length, 0, 0);
        var gate = new Lock();
        await Parallel
            .ForEachAsync(
                segments,
                new ParallelOptions
                {
                    MaxDegreeOfParallelism = options.Parallelism,
                    CancellationToken = cancellationToken,
                },
                async (segment, _) =>
                {
                    var result = await transformer
                        .TransformAsync(segment, CancellationToken.None)
                        .ConfigureAwait(false);
                    results.Add(result);
                    lock (gate)
                    {
                        done = done with
                        {
                            Segments = done.Segments + 1,
                            Events = done.Events + result.Events,
                            StoredBytes = done.StoredBytes + result.StoredBytes,
                        };
                        progress?.Report(done);
                    }
                }
            )
            .ConfigureAwait(false);
        var runs = await new IngestRunTransform(store, options.Since).RunAsync(cancellationToken).ConfigureAwait(false);
        return new TransformSummary
        {
            Batches =
            [
                .. results
                    .OrderBy(batch => batch.Segment.Sequence)
                    .ThenBy(batch => batch.Segment.Path, StringComparer.Ordinal),
            ],
            IgnoredFiles = ignored,
            IngestRuns = runs.Written,
            UnreadableRuns = runs.Unreadable,
        };
    }
}
