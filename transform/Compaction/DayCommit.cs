using System.Collections.Immutable;
using StudyLake.Events.Lake;

namespace StudyLake.Transform.Compaction;

/// <summary>The two steps after the files of a group are written: make them valid, and later delete what they replace.</summary>
internal sealed class DayCommit(ILakeStore store, TimeProvider time)
{
    /// <summary>Makes the next manifest of a date; false when another has been made since the given one was read.</summary>
    public async Task<bool> CommitAsync(
        DateOnly arrivalDate,
        DayManifest? before,
        ImmutableArray<CompactedGroup> groups,
        CancellationToken cancellationToken
    )
    {
        var made = new DayManifest
        {
            ArrivalDate = arrivalDate,
            Generation = (before?.Generation ?? 0) + 1,
            CommittedAt = time.GetUtcNow().UtcDateTime,
            Groups = groups,
        };
        return await made.CreateAsync(store, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Deletes what a date's valid manifest has replaced, once the grace is over.</summary>
    /// <param name="arrivalDate">The date.</param>
    /// <param name="options">Grace, and how many are deleted at one time.</param>
    /// <param name="available">Ends it early: the rest waits.</param>
    /// <param name="cancellationToken">Ends it with an exception; what was deleted stays so.</param>
    /// <returns>Files deleted, and files that wait.</returns>
    /// <remarks>
    /// <para>
    /// Goes by the manifest that is valid now and not by the one just made: of two compactors the slower may have made
    /// one that never counted.
    /// </para>
    /// <para>
    /// Files of the tables that <see cref="DueDates"/> looks at go last, and older manifests after them: a date at which
    /// this stopped half-way is found again.
    /// </para>
    /// </remarks>
    public async Task<(int Deleted, int Waiting)> CleanAsync(
        DateOnly arrivalDate,
        CompactionOptions options,
        CompactionTime available,
        CancellationToken cancellationToken
    )
    {
        var day = await DayListing.ReadAsync(store, arrivalDate, cancellationToken).ConfigureAwait(false);
        if (day.Manifest is not { } manifest)
            return (0, 0);
        var left = LakeTables
            .All.SelectMany(table =>
                DayFiles
                    .LeftOver(table, arrivalDate, day.Files(table), manifest)
                    .Select(name =>
                        (
                            IsLooked: DueDates.Tables.Contains(table),
                            Path: $"{table.Name}/{LogSegment.PartitionName(arrivalDate)}/{name}"
                        )
                    )
            )
            .ToLookup(file => file.IsLooked, file => file.Path);
        var count = left.Sum(files => files.Count());
        if (time.GetUtcNow().UtcDateTime < manifest.CommittedAt + options.Grace)
            return (0, count);
        var manifests = await store
            .ListAsync(DayManifest.FolderOf(arrivalDate), cancellationToken)
            .ToListAsync(cancellationToken)
            .ConfigureAwait(false);
        var older = manifests.Where(path =>
            DayManifest.GenerationOf(path) is var generation && generation > 0 && generation < manifest.Generation
        );
        var deleted = 0;
        foreach (var step in new[] { left[false], left[true] })
            deleted += await DeleteAsync(step, options.Parallelism, available, cancellationToken).ConfigureAwait(false);
        if (deleted == count)
            await DeleteAsync(older, options.Parallelism, available, cancellationToken).ConfigureAwait(false);
        return (deleted, count - deleted);
    }

    private async Task<int> DeleteAsync(
        IEnumerable<string> paths,
        int parallelism,
        CompactionTime available,
        CancellationToken cancellationToken
    )
    {
        var deleted = 0;
        foreach (var chunk in paths.Chunk(parallelism))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (available.Enough.IsCancellationRequested)
                break;
            await Task.WhenAll(chunk.Select(path => store.DeleteAsync(path, cancellationToken))).ConfigureAwait(false);
            deleted += chunk.Length;
        }
        return deleted;
    }
}
