using System.Collections.Immutable;
using StudyLake.Events;
using StudyLake.Events.Fold;

namespace StudyLake.Ingest.Reconcile;

/// <summary>Compares a store with the log and appends what is missing, until a comparison finds nothing.</summary>
/// <remarks>
/// <para>
/// It is what makes a lost notification harmless, and also what takes in objects older than the lake. At most one may
/// run on a lake at a time: two would give one order key to two states.
/// </para>
/// <para>
/// Stopped anywhere, it leaves nothing to clean up: the next comparison finds what is still missing and gives it the
/// same keys. The sink must make events visible to the next reading of the log, which a delivery stream that buffers
/// does not do.
/// </para>
/// </remarks>
/// <param name="ingestor">Makes the removals.</param>
/// <param name="sink">The log.</param>
/// <param name="options">How.</param>
public sealed class Reconciler(ObjectIngestor ingestor, IEventSink sink, ReconcileOptions options)
{
    /// <summary>Told of each batch after it became durable. Default: nobody.</summary>
    public Action<IReadOnlyList<StudyEvent>> OnAppended { get; init; } = static _ => { };

    /// <summary>Compares until nothing is left to append, or <see cref="ReconcileOptions.MaxPasses"/> times.</summary>
    /// <param name="openLog">
    /// Folds the log as it is, segments not yet transformed included, before each listing is made.
    /// </param>
    /// <param name="list">Makes a listing.</param>
    /// <param name="cancellationToken">Ends it between two objects; what was appended stays.</param>
    /// <returns>Each comparison, in order; the last one closed nothing unless the limit was reached.</returns>
    public async Task<ImmutableArray<ReconcilePass>> RunAsync(
        Func<CancellationToken, Task<StoreFold<KnownState>>> openLog,
        Func<IStoreListing> list,
        CancellationToken cancellationToken
    )
    {
        var passes = ImmutableArray.CreateBuilder<ReconcilePass>();
        do
        {
            var known = await openLog(cancellationToken).ConfigureAwait(false);
            passes.Add(await PassAsync(known, list(), cancellationToken).ConfigureAwait(false));
        } while (passes[^1].Closed > 0 && passes.Count < options.MaxPasses);
        return passes.DrainToImmutable();
    }

    /// <summary>Compares once.</summary>
    public async Task<ReconcilePass> PassAsync(
        StoreFold<KnownState> known,
        IStoreListing listing,
        CancellationToken cancellationToken
    )
    {
        var finder = new GapFinder(
            options.Grace == TimeSpan.Zero ? DateTime.MaxValue : listing.ListedAt - options.Grace
        );
        var work = new Work();
        var listed = new HashSet<string>(StringComparer.Ordinal);
        await foreach (var item in listing.ListAsync(cancellationToken).ConfigureAwait(false))
        {
            listed.Add(item.ObjectId);
            foreach (var gap in finder.Listed(item, known.Find(listing.Source, item.ObjectId)))
                await CloseAsync(listing, item, item.ObjectId, gap, work, cancellationToken).ConfigureAwait(false);
        }
        if (listing.IncompleteReason is null)
        {
            foreach (var folded in known.Objects)
            {
                if (folded.Source != listing.Source || listed.Contains(folded.ObjectId))
                    continue;
                foreach (var gap in finder.Unlisted(folded))
                    await CloseAsync(listing, null, folded.ObjectId, gap, work, cancellationToken)
                        .ConfigureAwait(false);
            }
        }
        await FlushAsync(work, cancellationToken).ConfigureAwait(false);
        return new ReconcilePass
        {
            ListedObjects = listed.Count,
            Gaps = work.Gaps.ToImmutableSortedDictionary(),
            Closed = work.Closed,
            Unreadable = work.Unreadable,
            InFlight = finder.InFlight,
            RemovalsSkipped = listing.IncompleteReason,
        };
    }

    private async ValueTask CloseAsync(
        IStoreListing listing,
        ListedObject? item,
        string objectId,
        Gap gap,
        Work work,
        CancellationToken cancellationToken
    )
    {
        cancellationToken.ThrowIfCancellationRequested();
        // Versions that went missing beside listed ones are removals, which an incomplete listing does not prove
        // either; but a listing gives an object with all its versions or not at all.
        work.Gaps[gap.Reason] = work.Gaps.GetValueOrDefault(gap.Reason) + 1;
        if (options.IsDryRun)
            return;
        var change = new ObjectChange(
            listing.Source,
            objectId,
            gap.VersionId,
            gap.OrderKey,
            gap.Version?.ModifiedAt ?? listing.ListedAt,
            gap.Version?.ObjectBytes,
            gap.Version?.Etag
        );
        var made = gap.Version switch
        {
            null => ingestor.Removed(change, RemovalCause.Missing),
            { IsDeleteMarker: true } => ingestor.Removed(change, RemovalCause.DeleteMarker),
            _ when item is null => null,
            { } version => await listing.ReadAsync(item, version, change, cancellationToken).ConfigureAwait(false),
        };
        // Changed since it was listed: whatever it is now, the next comparison sees it.
        if (made is null or ObjectSuperseded)
        {
            work.Unreadable++;
            return;
        }
        work.Events.Add(made);
        if (work.Events.Count >= options.BatchEvents)
            await FlushAsync(work, cancellationToken).ConfigureAwait(false);
    }

    private async ValueTask FlushAsync(Work work, CancellationToken cancellationToken)
    {
        if (work.Events.Count == 0)
            return;
        await sink.AppendAsync(work.Events, cancellationToken).ConfigureAwait(false);
        work.Closed += work.Events.Count;
        OnAppended(work.Events);
        work.Events.Clear();
    }

    private sealed class Work
    {
        public Dictionary<GapReason, long> Gaps { get; } = [];
        public List<StudyEvent> Events { get; } = [];
        public long Closed { get; set; }
        public long Unreadable { get; set; }
    }
}
