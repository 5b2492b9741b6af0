using System.Collections.Immutable;
using StudyLake.Cli.Journal;
using StudyLake.Cli.Keys;
using StudyLake.Cli.Lake;
using StudyLake.Cli.Log;
using StudyLake.Events;
using StudyLake.Ingest;
using StudyLake.Ingest.Dicom;
using StudyLake.Ingest.Reconcile;
using StudyLake.Transform;

namespace StudyLake.Cli.Folder;

/// <summary>A lake opened for ingest of one folder: holds the lock, the journal and the log for any number of passes.</summary>
internal sealed class IngestSession : IDisposable
{
    private const int FailuresShown = 20;

    private readonly LakeLock _lock;
    private readonly IngestSessionOptions _options;
    private readonly TimeProvider _time;
    private readonly Pseudonymiser _pseudonymiser;
    private readonly ObjectIngestor _ingestor;
    private readonly FolderEventLog _log;
    private readonly FolderJournal _journal;
    private readonly RunLog _runs;
    private bool _hasPassed;

    private IngestSession(
        LakeLock lakeLock,
        IngestSessionOptions options,
        string source,
        Pseudonymiser pseudonymiser,
        FolderJournal journal,
        TimeProvider time
    )
    {
        _lock = lakeLock;
        _options = options;
        _time = time;
        _pseudonymiser = pseudonymiser;
        _journal = journal;
        Source = source;
        _ingestor = new ObjectIngestor(
            new HeaderReader(HeaderMapper.Wanted, new HeaderReaderOptions()),
            new HeaderMapper(pseudonymiser, options.DefaultIssuer),
            time
        );
        _log = new FolderEventLog(options.Lake);
        _runs = new RunLog(options.Lake, time);
    }

    /// <summary>The name of the folder in the log.</summary>
    public string Source { get; }

    /// <summary>Opens the lake, making it when there is none.</summary>
    /// <exception cref="CommandException">Folder, lake or keys are not what they must be, or another ingest is at work.</exception>
    /// <exception cref="LakeFormatException">The lake is of another format version.</exception>
    public static async Task<IngestSession> OpenAsync(
        IngestSessionOptions options,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        CheckFolders(options);
        LakeFolder.Create(options.Lake);
        var pseudonymiser = new Pseudonymiser(KeyFile.OpenOrCreate(options.KeyFile, options.Lake));
        var lakeLock = LakeLock.Take(options.Lake, "ingest");
        try
        {
            await CheckKeyAsync(options.Lake, pseudonymiser, time, cancellationToken);
            var journal = FolderJournal.Open(options.Lake, cancellationToken);
            var source = await new SourceList(options.Lake, pseudonymiser).ClaimAsync(
                options.Root,
                options.Source,
                options.IsMoved,
                journal.Sources,
                cancellationToken
            );
            var session = new IngestSession(lakeLock, options, source, pseudonymiser, journal, time);
            await session._runs.EndAbandonedAsync(cancellationToken);
            return session;
        }
        catch
        {
            lakeLock.Dispose();
            throw;
        }
    }

    /// <summary>Runs one pass over the folder. A pass that noticed nothing leaves no trace but in the first run.</summary>
    /// <param name="reextract">Read every file again.</param>
    /// <param name="onStart">Gets the pass, to ask it how far it is.</param>
    /// <param name="cancellationToken">Ends the pass early; what it read is kept.</param>
    public async Task<IngestResult> PassAsync(
        bool reextract,
        Action<FolderIngest> onStart,
        CancellationToken cancellationToken
    )
    {
        var mark = new ReextractMark(_options.Lake, Source, _time);
        var pass = new FolderIngest(
            new FolderIngestOptions
            {
                Root = _options.Root,
                Source = Source,
                Parallelism = _options.Parallelism,
                AllowEmpty = _options.AllowEmpty,
                SegmentEvents = _options.SegmentEvents,
                ReextractBeforeTicks = reextract ? await mark.BeginAsync(cancellationToken) : null,
            },
            _ingestor,
            _pseudonymiser,
            _options.Through(_log),
            _journal,
            _time
        );
        onStart(pass);
        var sequence = _log.LastSequence;
        _ = _log.TakeWritten();
        var run = await _runs.BeginAsync(Source, sequence, cancellationToken);
        IngestResult result;
        try
        {
            result = await pass.RunAsync(run, cancellationToken);
        }
        catch
        {
            // What was durable by then counts, and the log is what says so.
            await _runs.EndAbandonedAsync(CancellationToken.None);
            throw;
        }
        // A watch passes every few seconds, and a thousand records of nothing would bury the ones that say something.
        if (result.Run.ChangesNoticed == 0 && _hasPassed)
            _runs.Discard(run);
        else
            await _runs.EndAsync(result.Run with { Segments = _log.TakeWritten() });
        _hasPassed = true;
        if (_log.LastSequence > sequence)
            await _journal.SaveAsync(_options.Lake, CancellationToken.None);
        // What could not be read keeps its old payload, so the re-extraction is not over before a run without failures.
        if (reextract && result.Run is { Status: IngestRunStatus.Complete, Failed: 0 })
            mark.End();
        return result;
    }

    /// <summary>
    /// Compares the folder with what the lake knows of it, and appends what is missing until nothing is. Under the lock
    /// of ingest there is one comparison at a time, and nothing else adds to the log meanwhile.
    /// </summary>
    /// <param name="options">How.</param>
    /// <param name="cancellationToken">Ends it; what was appended stays, and its account with it.</param>
    public async Task<ReconcileRun> ReconcileAsync(ReconcileOptions options, CancellationToken cancellationToken)
    {
        _ = _log.TakeWritten();
        var run = options.IsDryRun ? null : await _runs.BeginAsync(Source, _log.LastSequence, cancellationToken);
        var tally = new IngestTally();
        var failures = new List<string>();
        var reconciler = new Reconciler(_ingestor, _log, options)
        {
            OnAppended = events =>
            {
                foreach (var item in events)
                {
                    tally.Notice();
                    tally.Durable(item, isReread: !_journal.Apply(item));
                }
            },
        };
        ImmutableArray<ReconcilePass> passes;
        try
        {
            passes = await reconciler.RunAsync(
                cancel => KnownObjects.OpenAsync(_options.Lake, Source, cancel),
                () =>
                {
                    failures.Clear();
                    return new FolderListing(
                        _options.Root,
                        Source,
                        _options.AllowEmpty,
                        _pseudonymiser,
                        _ingestor,
                        _time
                    )
                    {
                        OnUnreadable = (objectId, why) => failures.Add($"{objectId}: {why}"),
                    };
                },
                cancellationToken
            );
        }
        catch
        {
            await _runs.EndAbandonedAsync(CancellationToken.None);
            throw;
        }
        if (run is not null)
            run = await EndAsync(run, tally, passes[^1]);
        return new ReconcileRun(Source, passes, run, [.. failures.Take(FailuresShown)]);
    }

    private async Task<IngestRun> EndAsync(IngestRun run, IngestTally tally, ReconcilePass last)
    {
        var counted = tally.Fill(run);
        var ended = counted with
        {
            ChangesNoticed = counted.ChangesNoticed + last.Unreadable,
            Failed = last.Unreadable,
            Status = IngestRunStatus.Complete,
            EndedAt = _time.GetUtcNow().UtcDateTime,
            ObjectsSeen = last.ListedObjects,
            Unchanged = Math.Max(0, last.ListedObjects - last.GapCount),
            Segments = _log.TakeWritten(),
        };
        await _runs.EndAsync(ended);
        await _journal.SaveAsync(_options.Lake, CancellationToken.None);
        return ended;
    }

    /// <summary>Lets go of the lake.</summary>
    public void Dispose() => _lock.Dispose();

    private static void CheckFolders(IngestSessionOptions options)
    {
        if (!Directory.Exists(options.Root))
            throw new CommandException(
                File.Exists(options.Root)
                    ? "Expected a folder to ingest, found a file: name the folder it is in."
                    : "Expected a folder to ingest, found nothing of that name."
            );
        if (Paths.IsInside(options.Lake, options.Root))
            throw new CommandException("Expected the lake outside the folder to ingest, found it inside.");
        if (Paths.IsInside(options.Root, options.Lake))
            throw new CommandException("Expected the folder to ingest outside the lake, found it inside.");
    }

    private static async Task CheckKeyAsync(
        string lake,
        Pseudonymiser pseudonymiser,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        var store = new FolderLakeStore(lake);
        var manifest = await LakeManifest.OpenOrCreateAsync(store, time, cancellationToken);
        var check = pseudonymiser.KeyCheck();
        if (manifest.KeyCheck is { } expected && expected != check)
            throw new CommandException(
                "Expected the key file this lake was made with, found other keys: every object would count a second "
                    + "time. Name the right file with --keys."
            );
        if (manifest.KeyCheck is null)
            await (manifest with { KeyCheck = check }).WriteAsync(store, cancellationToken);
    }
}
