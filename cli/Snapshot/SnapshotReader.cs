using System.Collections.Immutable;
using StudyLake.Analytics;
using StudyLake.Cli.DuckDb;

namespace StudyLake.Cli.Snapshot;

/// <summary>Lets the kept models of one session read the snapshot, and fold again only what came after it.</summary>
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

    /// <summary>Makes views of the kept models over the snapshot and what came after it.</summary>
    public async Task InstallAsync(
        SnapshotManifest manifest,
        ImmutableArray<EventFile> files,
        CancellationToken cancellationToken
    )
    {
        var tail = Tail(manifest, files);
        var refold = new SnapshotRefold(engine, catalog);
        if (!tail.IsEmpty)
        {
            var index = new SnapshotIndex(engine);
            await OpenAsync(index, manifest, cancellationToken);
            await index.AddAsync([.. tail.Select(file => file.Path)], cancellationToken);
            await index.FindTouchedAsync(cancellationToken);
            await index.FindPlacesAsync(cancellationToken);
            await refold.RefoldAsync(streams: false, cancellationToken);
        }
        await NewestAsync(manifest, withTail: !tail.IsEmpty, cancellationToken);
        foreach (var model in SnapshotModels.Kept)
        {
            var sql = Rows(manifest, refold, model, tail.IsEmpty ? manifest.Generations.Length - 1 : int.MaxValue);
            if (!tail.IsEmpty)
                sql += $"\nunion all\n{refold.Refolded(model)}";
            await engine.ExecuteAsync($"create or replace view {model} as\n{sql}", cancellationToken);
        }
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
            [.. files.Except(tail).Select(file => file.Path)],
            [.. tail.Select(file => file.Path)],
            cancellationToken
        );
    }

    /// <summary>Makes the index of a snapshot readable.</summary>
    public Task OpenAsync(SnapshotIndex index, SnapshotManifest manifest, CancellationToken cancellationToken) =>
        index.OpenAsync(
            manifest.Objects.Select(_folder.PathOf),
            manifest.Uids.Select(_folder.PathOf),
            manifest.Studies.Select(_folder.PathOf),
            manifest.Links.Select(_folder.PathOf),
            cancellationToken
        );

    // The last generation that names a study; the tail comes after all of them.
    private Task NewestAsync(SnapshotManifest manifest, bool withTail, CancellationToken cancellationToken)
    {
        var parts = manifest
            .Generations.Select((generation, number) => (generation.Touched, number))
            .Where(part => part.Touched is not null)
            .Select(part =>
                $"select study_instance_uid, {part.number} as generation from read_parquet({Literal(part.Touched)})"
            )
            .ToList();
        if (withTail)
            parts.Add($"select study_instance_uid, {manifest.Generations.Length} as generation from snapshot_touched");
        return parts.Count == 0
            ? Task.CompletedTask
            : engine.ExecuteAsync(
                $"""
                create or replace table snapshot_newest as
                select study_instance_uid, max(generation) as generation
                from ({string.Join("\nunion all\n", parts)})
                group by study_instance_uid
                """,
                cancellationToken
            );
    }

    private string Rows(SnapshotManifest manifest, SnapshotRefold refold, string model, int newest)
    {
        var parts = manifest.Generations.Select(
            (generation, number) =>
            {
                var files = string.Join(", ", generation.Rows[model].Select(Literal));
                var rows = $"select {refold.ColumnsOf(model)} from read_parquet([{files}]) as kept";
                return number == newest
                    ? rows
                    : $"""
                        {rows}
                        where not exists (
                            select 1 from snapshot_newest
                            where
                                snapshot_newest.study_instance_uid = kept.study_instance_uid
                                and snapshot_newest.generation > {number}
                        )
                        """;
            }
        );
        return string.Join("\nunion all\n", parts);
    }

    private string Literal(string? file) => SqlTypes.Literal(file is null ? null : _folder.PathOf(file));

    private static long Bytes(ImmutableArray<EventFile> files) => files.Sum(file => new FileInfo(file.Path).Length);
}
