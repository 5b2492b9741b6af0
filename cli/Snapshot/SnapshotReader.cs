using System.Collections.Immutable;
using StudyLake.Analytics;
using StudyLake.Cli.DuckDb;

namespace StudyLake.Cli.Snapshot;

/// <summary>Says whether a snapshot serves for a lake, and opens what it holds.</summary>
/// <remarks>Changes no result: without a usable snapshot the models are made of all events, as ever.</remarks>
internal sealed class SnapshotReader(DuckDbEngine engine, ModelCatalog catalog, string lake, SnapshotOptions options)
{
    private readonly SnapshotFolder _folder = new(lake);

    /// <summary>The snapshot to use with this registry and these models; null when there is none.</summary>
    public SnapshotManifest? Usable(Registry registry, ImmutableArray<EventFile> files)
    {
        if (_folder.Read() is not { } manifest)
            return null;
        if (manifest.Fingerprint != SnapshotModels.Fingerprint(catalog, registry))
            return null;
        return Bytes(Tail(manifest, files)) <= options.LargestTail * Bytes(files) ? manifest : null;
    }

    /// <summary>The files of <c>study_events</c> that may have events which the snapshot has not seen.</summary>
    /// <remarks>
    /// A file that compaction made of segments it has seen is none of them: what compaction leaves out no fold can take.
    /// </remarks>
    public static ImmutableArray<EventFile> Tail(SnapshotManifest manifest, ImmutableArray<EventFile> files)
    {
        var seen = manifest.Included.ToHashSet(StringComparer.Ordinal);
        return [.. files.Where(file => !file.Segments.All(seen.Contains))];
    }

    /// <summary>Makes a view of the growth of the store over the snapshot and what came after it; false when it does not serve.</summary>
    public async Task<bool> InstallStorageAsync(
        SnapshotManifest manifest,
        ImmutableArray<EventFile> files,
        CancellationToken cancellationToken
    )
    {
        if (await StorageAsync(manifest, files, cancellationToken) is not { } sql)
            return false;
        await engine.ExecuteAsync($"create or replace view {SnapshotStorage.Model} as\n{sql}", cancellationToken);
        return true;
    }

    /// <summary>A query of the growth of the store over the snapshot and what came after it; null when it does not serve.</summary>
    public async Task<string?> StorageAsync(
        SnapshotManifest manifest,
        ImmutableArray<EventFile> files,
        CancellationToken cancellationToken
    )
    {
        if (manifest.Storage is not { } kept || !SnapshotStorage.Serves(manifest, files))
            return null;
        var tail = Tail(manifest, files);
        return await new SnapshotStorage(engine, catalog).KeptAsync(
            _folder.PathOf(kept),
            manifest.Objects.Select(_folder.PathOf),
            [.. files.Except(tail)],
            tail,
            cancellationToken
        );
    }

    /// <summary>The full path of one of the snapshot's files.</summary>
    public string PathOf(string file) => _folder.PathOf(file);

    /// <summary>Makes the index of a snapshot readable.</summary>
    public Task OpenAsync(SnapshotIndex index, SnapshotManifest manifest, CancellationToken cancellationToken) =>
        index.OpenAsync(
            manifest.Objects.Select(_folder.PathOf),
            manifest.Uids.Select(_folder.PathOf),
            manifest.Studies.Select(_folder.PathOf),
            manifest.Links.Select(_folder.PathOf),
            cancellationToken
        );

    private static long Bytes(ImmutableArray<EventFile> files) => files.Sum(file => new FileInfo(file.Path).Length);
}
