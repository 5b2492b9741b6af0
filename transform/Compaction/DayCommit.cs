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
    /// <returns>Files deleted, and files that wait.</returns>
    /// <remarks>
    /// Goes by the manifest that is valid now and not by the one just made: of two compactors the slower may have made
    /// one that never counted.
    /// </remarks>
    public async Task<(int Deleted, int Waiting)> CleanAsync(
        DateOnly arrivalDate,
        TimeSpan grace,
        CancellationToken cancellationToken
    )
    {
        var day = await DayListing.ReadAsync(store, arrivalDate, cancellationToken).ConfigureAwait(false);
        if (day.Manifest is not { } manifest)
            return (0, 0);
        string[] left =
        [
            .. LakeTables.All.SelectMany(table =>
                DayFiles
                    .LeftOver(table, arrivalDate, day.Files(table), manifest)
                    .Select(name => $"{table.Name}/{LogSegment.PartitionName(arrivalDate)}/{name}")
            ),
        ];
        if (time.GetUtcNow().UtcDateTime < manifest.CommittedAt + grace)
            return (0, left.Length);
        foreach (var path in left)
        {
            cancellationToken.ThrowIfCancellationRequested();
            await store.DeleteAsync(path, cancellationToken).ConfigureAwait(false);
        }
        var manifests = await store
            .ListAsync(DayManifest.FolderOf(arrivalDate), cancellationToken)
            .ToListAsync(cancellationToken)
            .ConfigureAwait(false);
        foreach (
            var path in manifests.Where(path =>
                DayManifest.GenerationOf(path) is var generation && generation > 0 && generation < manifest.Generation
            )
        )
            await store.DeleteAsync(path, cancellationToken).ConfigureAwait(false);
        return (left.Length, 0);
    }
}
