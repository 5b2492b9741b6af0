using System.Threading.Channels;
using StudyLake.Cli.Journal;
using StudyLake.Events;
using StudyLake.Ingest;

namespace StudyLake.Cli.Folder;

/// <summary>
/// One pass over a folder: walk it, read the header of what is new or changed, append the events, and note what is
/// gone. A pass that is interrupted loses nothing: the next one reads only what is not in the log yet.
/// </summary>
/// <remarks>
/// One walker feeds several readers, which feed one writer. Each queue is bounded, so memory does not grow with the
/// folder but for 16 bytes an object.
/// </remarks>
internal sealed class FolderIngest(
    FolderIngestOptions options,
    ObjectIngestor ingestor,
    Pseudonymiser pseudonymiser,
    IEventSink log,
    FolderJournal journal,
    TimeProvider time
)
{
    private const int Attempts = 3;

    // Enough for the readers to go on while a segment is written; every event that waits is copied by the collector.
    private const int QueuedEvents = 4_096;

    private readonly Lock _journalLock = new();
    private readonly IngestTally _tally = new();
    private string? _removalsSkipped;

    /// <summary>How far the pass is.</summary>
    public IngestProgress Progress => _tally.Progress;

    /// <summary>Runs the pass.</summary>
    /// <param name="run">The run's name and beginning.</param>
    /// <param name="cancellationToken">Stops the walk and the readers; what was read by then is still made durable.</param>
    /// <returns>The counts; the run is <c>interrupted</c> when it was cancelled.</returns>
    /// <exception cref="IOException">The log cannot be written, for instance because the disk is full.</exception>
    public async Task<IngestResult> RunAsync(IngestRun run, CancellationToken cancellationToken)
    {
        var work = Channel.CreateBounded<Work>(4_096);
        var events = Channel.CreateBounded<StudyEvent>(Math.Min(options.SegmentEvents, QueuedEvents));
        // A reader or the writer that fails must stop the others, or they would wait for it for ever.
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var writer = StopOnFailure(WriteAsync(events.Reader), stop);
        var walker = StopOnFailure(
            Task.Run(() => WalkAsync(work.Writer, events.Writer, stop.Token), CancellationToken.None),
            stop
        );
        var readers = Enumerable
            .Range(0, options.Parallelism)
            .Select(_ =>
                StopOnFailure(
                    Task.Run(() => ReadAsync(work.Reader, events.Writer, stop.Token), CancellationToken.None),
                    stop
                )
            )
            .ToList();
        try
        {
            await Task.WhenAll([walker, .. readers]);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested) { }
        finally
        {
            events.Writer.TryComplete();
            await writer;
        }
        var status = cancellationToken.IsCancellationRequested ? IngestRunStatus.Interrupted : IngestRunStatus.Complete;
        var ended = _tally.Fill(run) with { Status = status, EndedAt = time.GetUtcNow().UtcDateTime };
        return new IngestResult(ended, _tally.Failures, _removalsSkipped);
    }

    private static async Task StopOnFailure(Task task, CancellationTokenSource stop)
    {
        try
        {
            await task;
        }
        catch
        {
            await stop.CancelAsync();
            throw;
        }
    }

    private async Task WalkAsync(
        ChannelWriter<Work> work,
        ChannelWriter<StudyEvent> events,
        CancellationToken cancellationToken
    )
    {
        try
        {
            var seen = new HashSet<ObjectNumber>();
            var walk = new FolderWalk(options.Root) { OnDanglingLink = key => KeepUnseen(key, seen) };
            foreach (var file in walk.Files(cancellationToken))
            {
                _tally.Saw();
                var objectId = pseudonymiser.ObjectId(options.Source, file.Key);
                var number = ObjectNumber.Parse(objectId);
                seen.Add(number);
                var known = Find(number);
                if (MustRead(known, file))
                {
                    _tally.Notice();
                    await work.WriteAsync(new Work(file, objectId, known), cancellationToken);
                }
                else
                {
                    _tally.Unchanged();
                }
            }
            await NoteRemovedAsync(walk, seen, events, cancellationToken);
            _tally.WalkDone();
        }
        finally
        {
            work.TryComplete();
        }
    }

    // What a link led to may only be out of reach: its object is neither read nor removed, and the run says so.
    private void KeepUnseen(string key, HashSet<ObjectNumber> seen)
    {
        var objectId = pseudonymiser.ObjectId(options.Source, key);
        var number = ObjectNumber.Parse(objectId);
        if (Find(number) is not { IsPresent: true })
            return;
        seen.Add(number);
        _tally.Notice();
        _tally.Failed(objectId, "its link leads nowhere now");
    }

    private bool MustRead(JournalEntry? known, FolderFile file) =>
        known is not { } entry
        || !entry.Matches(file.Bytes, file.ModifiedTicks)
        || (options.ReextractBeforeTicks is { } before && entry.ReadTicks < before);

    private JournalEntry? Find(ObjectNumber number)
    {
        lock (_journalLock)
            return journal.Find(number);
    }

    private async Task NoteRemovedAsync(
        FolderWalk walk,
        HashSet<ObjectNumber> seen,
        ChannelWriter<StudyEvent> events,
        CancellationToken cancellationToken
    )
    {
        var removed = MissingFrom(seen);
        if (removed.Count == 0)
            return;
        if (walk.UnreadableFolders > 0)
        {
            _removalsSkipped =
                $"{walk.UnreadableFolders} folders could not be listed, so what is missing may be in them: removals are left for a run that sees all";
            return;
        }
        if (seen.Count == 0 && !options.AllowEmpty)
        {
            _removalsSkipped =
                "the folder is empty where it was not before: if that is so and it is not merely unmounted, run again with --allow-empty";
            return;
        }
        foreach (var (objectId, orderKey) in removed)
        {
            _tally.Notice();
            var change = new ObjectChange(options.Source, objectId, null, orderKey, time.GetUtcNow().UtcDateTime, null);
            await events.WriteAsync(ingestor.Removed(change, RemovalCause.Deleted), cancellationToken);
        }
    }

    private List<(string ObjectId, string OrderKey)> MissingFrom(HashSet<ObjectNumber> seen)
    {
        lock (_journalLock)
        {
            var source = journal.IndexOf(options.Source);
            return
            [
                .. journal
                    .Entries.Where(pair =>
                        pair.Value.Source == source && pair.Value.IsPresent && !seen.Contains(pair.Key)
                    )
                    .Select(pair => (pair.Key.ToString(), pair.Value.NextOrderKey)),
            ];
        }
    }

    private async Task ReadAsync(
        ChannelReader<Work> work,
        ChannelWriter<StudyEvent> events,
        CancellationToken cancellationToken
    )
    {
        await foreach (var item in work.ReadAllAsync(cancellationToken))
        {
            if (await ReadOneAsync(item, cancellationToken) is { } made)
                await events.WriteAsync(made, cancellationToken);
        }
    }

    // What a file is may change under the reader's hands: an event must carry size and time of the very bytes it was
    // made of, or the next run could take them for read.
    private async Task<StudyEvent?> ReadOneAsync(Work item, CancellationToken cancellationToken)
    {
        var file = item.File;
        try
        {
            for (var attempt = 1; attempt <= Attempts; attempt++)
            {
                var change = new ObjectChange(
                    options.Source,
                    item.ObjectId,
                    null,
                    item.OrderKeyOf(file),
                    new DateTime(file.ModifiedTicks, DateTimeKind.Utc),
                    file.Bytes
                );
                // Also keeps away from pipes and sockets, which look empty and would block whoever opens them.
                if (file.Bytes == 0 && File.Exists(file.Path))
                    return await ingestor.ReadAsync(change, EmptyObject.Instance, cancellationToken);
                using (var reader = new FileObjectReader(file))
                {
                    if (reader.IsUnchanged())
                    {
                        var made = await ingestor.ReadAsync(change, reader, cancellationToken);
                        if (reader.IsUnchanged())
                            return made;
                    }
                }
                file = FolderFile.Stat(options.Root, file.Path);
            }
            _tally.Failed(item.ObjectId, "it is being written to; the next run reads it");
        }
        catch (UnauthorizedAccessException)
        {
            _tally.Failed(item.ObjectId, "permission denied");
        }
        catch (Exception exception)
            when (exception is ObjectChangedException or FileNotFoundException or DirectoryNotFoundException)
        {
            _tally.Failed(
                item.ObjectId,
                "not found under the name the folder lists: gone since, or a name that is not UTF-8"
            );
        }
        catch (IOException)
        {
            _tally.Failed(item.ObjectId, "the disk could not read it");
        }
        return null;
    }

    // Cancelling does not reach the writer: what the readers made is worth keeping.
    private async Task WriteAsync(ChannelReader<StudyEvent> events)
    {
        var batch = new List<StudyEvent>();
        var opened = time.GetTimestamp();
        while (true)
        {
            var canRead = events.TryRead(out var item);
            if (canRead && item is not null)
            {
                if (batch.Count == 0)
                    opened = time.GetTimestamp();
                batch.Add(item);
            }
            var isOld = batch.Count > 0 && time.GetElapsedTime(opened) >= options.SegmentAge;
            if (batch.Count >= options.SegmentEvents || isOld)
                await FlushAsync(batch);
            if (
                !canRead
                && !await WaitAsync(events, batch.Count == 0 ? null : options.SegmentAge - time.GetElapsedTime(opened))
            )
                break;
        }
        await FlushAsync(batch);
    }

    /// <summary>Waits for an event, or until the open segment is due; false when no more will come.</summary>
    private async Task<bool> WaitAsync(ChannelReader<StudyEvent> events, TimeSpan? due)
    {
        var more = events.WaitToReadAsync(CancellationToken.None).AsTask();
        if (due is not { } delay)
            return await more;
        using var timer = new CancellationTokenSource();
        var first = await Task.WhenAny(
            more,
            Task.Delay(delay < TimeSpan.Zero ? TimeSpan.Zero : delay, time, timer.Token)
        );
        await timer.CancelAsync();
        return first != more || await more;
    }

    private async Task FlushAsync(List<StudyEvent> batch)
    {
        if (batch.Count == 0)
            return;
        await log.AppendAsync(batch, CancellationToken.None);
        lock (_journalLock)
        {
            foreach (var item in batch)
                _tally.Durable(item, isReread: !journal.Apply(item));
        }
        batch.Clear();
    }

    /// <summary>A file to read.</summary>
    /// <param name="File">What the walk saw.</param>
    /// <param name="ObjectId">Its object id.</param>
    /// <param name="Known">What the log knew of it then.</param>
    private readonly record struct Work(FolderFile File, string ObjectId, JournalEntry? Known)
    {
        /// <summary>
        /// The key of the state a file is in now. The state that the log knows, read again, is the same change and
        /// keeps its key; another state is the next change.
        /// </summary>
        public string OrderKeyOf(FolderFile now) =>
            Known is not { } known ? OrderKey.FromRevision(1)
            : known.Matches(now.Bytes, now.ModifiedTicks) ? known.OrderKey
            : known.NextOrderKey;
    }
}
