using System.Collections.Immutable;
using System.Globalization;
using StudyLake.Analytics;
using StudyLake.Cli.DuckDb;

namespace StudyLake.Cli.Snapshot;

/// <summary>Builds the snapshot of a lake: whole at first, then only what new events touch.</summary>
/// <remarks>
/// The caller holds the lock of the transform, so that the files stay what they are. Interrupted anywhere it leaves the
/// snapshot before.
/// </remarks>
internal sealed class SnapshotBuilder(
    DuckDbEngine engine,
    ModelCatalog catalog,
    Registry registry,
    string lake,
    SnapshotOptions options,
    TimeProvider timeProvider
)
{
    private const string LinkOrder = "sop_key, study_key";
    private const string StudyOrder = "study_key";
    private const string AllUids = "(select * from snapshot_uids union all select * from snapshot_new_uids)";

    private readonly SnapshotFolder _folder = new(lake);
    private readonly SnapshotReader _reader = new(engine, catalog, lake, options);

    /// <summary>Brings the snapshot up to these files.</summary>
    /// <param name="files">The files of <c>study_events</c>.</param>
    /// <param name="views">Gives the models that do not read events.</param>
    /// <param name="progress">Told of each bucket that is done.</param>
    /// <param name="cancellationToken">Stops it; the snapshot before stays.</param>
    public async Task<SnapshotSummary> BuildAsync(
        ImmutableArray<EventFile> files,
        ViewInstaller views,
        IProgress<SnapshotProgress>? progress,
        CancellationToken cancellationToken
    )
    {
        await views.PrepareAsync(SnapshotModels.Others(catalog), cancellationToken);
        var before = _folder.Read();
        if (_reader.Usable(registry, files) is not { } usable)
            return await BuildWholeAsync(before, files, progress, cancellationToken);
        var tail = SnapshotReader.Tail(usable, files);
        if (tail.IsEmpty)
        {
            await SeeAsync(usable, files, cancellationToken);
            return new SnapshotSummary(SnapshotBuildKind.UpToDate, 0, usable.Generations.Sum(one => one.Instances));
        }
        return usable.Generations.Length >= options.MostGenerations
            ? await MergeAsync(usable, files, cancellationToken)
            : await AddAsync(usable, files, tail, cancellationToken);
    }

    private async Task<SnapshotSummary> BuildWholeAsync(
        SnapshotManifest? before,
        ImmutableArray<EventFile> files,
        IProgress<SnapshotProgress>? progress,
        CancellationToken cancellationToken
    )
    {
        var folder = _folder.Begin(before);
        var refold = new SnapshotRefold(engine, catalog);
        var index = new SnapshotIndex(engine);
        var lists = ImmutableArray<Lists>.Empty;
        var events = 0L;
        using (var scan = new SnapshotScan(engine, _folder.PathOf(folder), options.FilesPerTurn))
        {
            var found = await scan.RunAsync(files, cancellationToken);
            lists = [.. ObjectRanges(found).Select((_, part) => new Lists(folder, part))];
            foreach (var (part, range) in ObjectRanges(found).Index())
                events += await CopyAsync(
                    $"select * from ({scan.Objects}) where {range.Contains("object_key")}",
                    lists[part].Objects,
                    "object_key",
                    cancellationToken
                );
            foreach (var (part, range) in UidRanges(found).Index())
                await CopyAsync(
                    $"select * from ({scan.Uids}) where {range.Contains("sop_key")}",
                    lists[part].Uids,
                    "sop_key",
                    cancellationToken
                );
        }
        NativeHeap.Trim();
        await index.OpenAsync(Paths(one => one.Objects), Paths(one => one.Uids), [], [], cancellationToken);
        // Nothing is new to a snapshot that is made of everything.
        await index.AddAsync([], cancellationToken);
        await FindRepeatedAsync(events, cancellationToken);
        await engine.ExecuteAsync(
            $"create or replace table snapshot_repeated as {SnapshotIndex.RepeatedOf("snapshot_objects", "select object_key from snapshot_repeated_objects")}",
            cancellationToken
        );
        foreach (var (part, range) in UidRanges(events).Index())
            await CopyAsync(
                $"select * from ({SnapshotIndex.StudiesOf("snapshot_objects", "snapshot_repeated")}) where {range.Contains("study_key")}",
                lists[part].Studies,
                StudyOrder,
                cancellationToken
            );
        await engine.ExecuteAsync("drop table snapshot_repeated", cancellationToken);
        await new SnapshotKeys(engine, options.KeysPerTurn).FindAsync(
            "snapshot_linked_uids",
            "snapshot_uids",
            "sop_key",
            SnapshotIndex.UidBits,
            "min(study_key) <> max(study_key)",
            events,
            cancellationToken
        );
        foreach (var (part, range) in UidRanges(events).Index())
            await CopyAsync(
                $"select * from ({Links("snapshot_uids", "select sop_key from snapshot_linked_uids")}) where {range.Contains("sop_key")}",
                lists[part].Links,
                LinkOrder,
                cancellationToken
            );
        NativeHeap.Trim();
        await index.OpenAsync(
            Paths(one => one.Objects),
            Paths(one => one.Uids),
            Paths(one => one.Studies),
            Paths(one => one.Links),
            cancellationToken
        );
        using var distributed = new SnapshotBuckets(engine, _folder.PathOf(folder));
        var buckets = await distributed.DistributeAsync(
            options.EventsPerBucket,
            options.KeysPerTurn,
            cancellationToken
        );
        NativeHeap.Trim();
        var rows = SnapshotModels.Kept.ToDictionary(model => model, _ => new string[buckets]);
        var instances = 0L;
        for (var bucket = 0; bucket < buckets; bucket++)
        {
            await distributed.TakeAsync(bucket, cancellationToken);
            await refold.ReadAsync(files, [], streams: true, cancellationToken);
            foreach (var model in SnapshotModels.Kept)
                rows[model][bucket] = $"{folder}/{model}-{bucket:D4}.parquet";
            var number = bucket;
            await refold.WriteAsync(model => _folder.PathOf(rows[model][number]), cancellationToken);
            instances += await CountAsync(Parquet([rows["instances"][bucket]]), cancellationToken);
            await refold.ForgetAsync(cancellationToken);
            NativeHeap.Trim();
            progress?.Report(new SnapshotProgress(bucket + 1, buckets));
        }
        var generation = new SnapshotGeneration
        {
            Touched = null,
            Rows = rows,
            Instances = instances,
        };
        var storage = await WholeStorageAsync(folder, files, cancellationToken);
        await CommitAsync(before, files, [.. lists], [generation], storage, cancellationToken);
        return new SnapshotSummary(SnapshotBuildKind.Whole, instances, instances);

        IEnumerable<string> Paths(Func<Lists, string> list) => lists.Select(one => _folder.PathOf(list(one)));
    }

    // A range of keys at a time, each a file, so that sorting does not need more memory as the lake grows.
    private IEnumerable<KeyRange> ObjectRanges(long events) =>
        KeyRange.Of(SnapshotIndex.ObjectBits, events, options.KeysPerTurn);

    private IEnumerable<KeyRange> UidRanges(long events) =>
        KeyRange.Of(SnapshotIndex.UidBits, events, options.KeysPerTurn);

    private async Task<SnapshotSummary> AddAsync(
        SnapshotManifest before,
        ImmutableArray<EventFile> files,
        ImmutableArray<EventFile> tail,
        CancellationToken cancellationToken
    )
    {
        var folder = _folder.Begin(before);
        var refold = new SnapshotRefold(engine, catalog);
        var index = new SnapshotIndex(engine);
        await _reader.OpenAsync(index, before, cancellationToken);
        await index.AddAsync([.. tail.Select(file => file.Path)], cancellationToken);
        await index.FindTouchedAsync(cancellationToken);
        await index.FindPlacesAsync(cancellationToken);
        await refold.ReadAsync(files, tail, streams: false, cancellationToken);
        await refold.FoldAsync(SnapshotModels.Kept, cancellationToken);
        var lists = new Lists(folder);
        var touched = $"{folder}/touched.parquet";
        await CopyAsync("select * from snapshot_new_objects", lists.Objects, "object_key", cancellationToken);
        await CopyAsync("select * from snapshot_new_uids", lists.Uids, "sop_key", cancellationToken);
        await CopyAsync("select * from snapshot_new_studies", lists.Studies, StudyOrder, cancellationToken);
        await CopyAsync(NewLinks, lists.Links, LinkOrder, cancellationToken);
        await CopyAsync("select * from snapshot_touched", touched, StudyOrder, cancellationToken);
        var rows = new Dictionary<string, string[]>();
        var instances = 0L;
        foreach (var model in SnapshotModels.Kept)
        {
            var file = $"{folder}/{model}.parquet";
            var count = await CopyAsync(refold.Refolded(model), file, SnapshotModels.Study, cancellationToken);
            rows[model] = [file];
            instances += model == "instances" ? count : 0;
        }
        var generation = new SnapshotGeneration
        {
            Touched = touched,
            Rows = rows,
            Instances = instances,
        };
        await CommitAsync(
            before,
            files,
            [.. Lists.Of(before), lists],
            [.. before.Generations, generation],
            await StorageAsync(before, folder, files, cancellationToken),
            cancellationToken
        );
        return new SnapshotSummary(SnapshotBuildKind.Added, instances, instances);
    }

    // The generations after the first and what came after them go into the first, whose files stay as they are where no
    // study of theirs was touched; of the index likewise the largest file. So this costs what has changed.
    private async Task<SnapshotSummary> MergeAsync(
        SnapshotManifest before,
        ImmutableArray<EventFile> files,
        CancellationToken cancellationToken
    )
    {
        var folder = _folder.Begin(before);
        var views = new SnapshotViews(engine, catalog, _reader, before, files);
        await views.InstallAsync(SnapshotModels.Kept, cancellationToken);
        var rows = new Dictionary<string, string[]>();
        var (written, instances) = (0L, 0L);
        foreach (var model in SnapshotModels.Kept)
        {
            var stale = await views.StaleAsync(model, cancellationToken);
            var file = $"{folder}/{model}.parquet";
            var count = await CopyAsync(views.Changed(model, stale), file, SnapshotModels.Study, cancellationToken);
            rows[model] = [.. before.Generations[0].Rows[model].Except(stale), file];
            if (model == "instances")
                (written, instances) = (count, await CountAsync(Parquet(rows[model]), cancellationToken));
        }
        var generation = new SnapshotGeneration
        {
            Touched = null,
            Rows = rows,
            Instances = instances,
        };
        var lists = await MergeListsAsync(before, new Lists(folder), cancellationToken);
        var storage = await StorageAsync(before, folder, files, cancellationToken);
        await CommitAsync(before, files, lists, [generation], storage, cancellationToken);
        return new SnapshotSummary(SnapshotBuildKind.Merged, written, instances);
    }

    private async Task<Lists[]> MergeListsAsync(
        SnapshotManifest before,
        Lists merged,
        CancellationToken cancellationToken
    )
    {
        Lists[] all = [.. Lists.Of(before)];
        var first = all.TakeWhile(one => one.Folder == all[0].Folder).Count();
        Lists[] rest = Bytes(all[first..]) < Bytes(all[..first]) ? all[first..] : all;
        await CopyAsync(
            Union(rest.Select(one => one.Objects), "new_objects"),
            merged.Objects,
            "object_key",
            cancellationToken
        );
        await CopyAsync(Union(rest.Select(one => one.Uids), "new_uids"), merged.Uids, "sop_key", cancellationToken);
        await CopyAsync(
            Union(rest.Select(one => one.Studies), "new_studies"),
            merged.Studies,
            StudyOrder,
            cancellationToken
        );
        await engine.ExecuteAsync($"create or replace table snapshot_new_links as {NewLinks}", cancellationToken);
        await CopyAsync(Union(rest.Select(one => one.Links), "new_links"), merged.Links, LinkOrder, cancellationToken);
        return [.. all.Except(rest), merged];

        string Union(IEnumerable<string> lists, string table) =>
            lists.ToList() is { Count: > 0 } some
                ? $"select * from {Parquet(some)} union all select * from snapshot_{table}"
                : $"select * from snapshot_{table}";

        long Bytes(Lists[] lists) => lists.Sum(one => new FileInfo(_folder.PathOf(one.Objects)).Length);
    }

    private string Parquet(IEnumerable<string> files) =>
        $"read_parquet([{string.Join(", ", files.Select(file => SqlTypes.Literal(_folder.PathOf(file))))}])";

    private async Task<string> StorageAsync(
        SnapshotManifest before,
        string folder,
        ImmutableArray<EventFile> files,
        CancellationToken cancellationToken
    ) =>
        await _reader.StorageAsync(before, files, cancellationToken) is { } sql
            ? await CopyStorageAsync(sql, folder, cancellationToken)
            : await WholeStorageAgainAsync(folder, files, cancellationToken);

    private async Task<string> WholeStorageAgainAsync(
        string folder,
        ImmutableArray<EventFile> files,
        CancellationToken cancellationToken
    )
    {
        await FindRepeatedAsync(await CountAsync(SnapshotIndex.AllObjects, cancellationToken), cancellationToken);
        return await WholeStorageAsync(folder, files, cancellationToken);
    }

    private Task FindRepeatedAsync(long events, CancellationToken cancellationToken) =>
        new SnapshotKeys(engine, options.KeysPerTurn).FindAsync(
            "snapshot_repeated_objects",
            SnapshotIndex.AllObjects,
            "object_key",
            SnapshotIndex.ObjectBits,
            "count(*) > 1",
            events,
            cancellationToken
        );

    private async Task<string> WholeStorageAsync(
        string folder,
        ImmutableArray<EventFile> files,
        CancellationToken cancellationToken
    )
    {
        var sql = await new SnapshotStorage(engine, catalog).WholeAsync(
            files,
            options.EventsPerStorageTurn,
            cancellationToken
        );
        return await CopyStorageAsync(sql, folder, cancellationToken);
    }

    private async Task<string> CopyStorageAsync(string sql, string folder, CancellationToken cancellationToken)
    {
        var file = $"{folder}/{SnapshotStorage.Model}.parquet";
        await CopyAsync(sql, file, "source, storage_date", cancellationToken);
        return file;
    }

    // What was compacted since then is known by its segments, once they are named as included.
    private async Task SeeAsync(
        SnapshotManifest manifest,
        ImmutableArray<EventFile> files,
        CancellationToken cancellationToken
    )
    {
        var included = Included(files);
        if (!included.SequenceEqual(manifest.Included))
            await _folder.CommitAsync(manifest with { Included = included }, cancellationToken);
    }

    // UIDs that more than one study has or refers to, with those studies.
    private static string Links(string uids, string linked) =>
        $"select distinct study_key, sop_key from {uids} where sop_key in ({linked})";

    private static string NewLinks =>
        Links(
            AllUids,
            $"""
            select sop_key
            from {AllUids}
            where sop_key in (select sop_key from snapshot_new_uids)
            group by sop_key
            having min(study_key) <> max(study_key)
            """
        );

    private static string[] Included(ImmutableArray<EventFile> files) =>
        [.. files.SelectMany(file => file.Segments).Distinct().Order(StringComparer.Ordinal)];

    private async Task<long> CopyAsync(string sql, string file, string order, CancellationToken cancellationToken)
    {
        // Lists are read a key at a time, and sorted keys are short as differences; rows of models are read as a whole.
        var isList = file.EndsWith(Lists.Suffix, StringComparison.Ordinal);
        var form = isList
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"parquet_version v2, row_group_size {SnapshotIndex.RowGroup}"
            )
            : "row_group_size 122880";
        var path = SqlTypes.Literal(_folder.PathOf(file));
        await engine.ExecuteAsync(
            string.Create(
                CultureInfo.InvariantCulture,
                $"copy (select * from (\n{sql}\n) order by {order}) to {path} (format parquet, {form}, compression zstd, compression_level 1)"
            ),
            cancellationToken
        );
        return await CountAsync($"read_parquet({path})", cancellationToken);
    }

    private async Task<long> CountAsync(string source, CancellationToken cancellationToken)
    {
        await using var count = await engine.QueryAsync($"select count(*) from {source}", [], cancellationToken);
        var rows = await count.ToArrayAsync(cancellationToken);
        return Convert.ToInt64(rows[0][0], CultureInfo.InvariantCulture);
    }

    private async Task CommitAsync(
        SnapshotManifest? before,
        ImmutableArray<EventFile> files,
        Lists[] lists,
        SnapshotGeneration[] generations,
        string storage,
        CancellationToken cancellationToken
    )
    {
        var manifest = new SnapshotManifest
        {
            FormatVersion = SnapshotManifest.CurrentFormat,
            Number = (before?.Number ?? 0) + 1,
            Fingerprint = SnapshotModels.Fingerprint(catalog, registry),
            BuiltAt = timeProvider.GetUtcNow().UtcDateTime,
            Included = Included(files),
            Objects = [.. lists.Select(one => one.Objects)],
            Uids = [.. lists.Select(one => one.Uids)],
            Studies = [.. lists.Select(one => one.Studies)],
            Links = [.. lists.Select(one => one.Links)],
            Generations = generations,
            Storage = storage,
        };
        await _folder.CommitAsync(manifest, cancellationToken);
        _folder.DeleteOld(manifest, timeProvider.GetUtcNow());
    }

    /// <summary>The files of the index that one build writes, for each range of keys.</summary>
    private sealed record Lists(string Objects, string Uids, string Studies, string Links)
    {
        public const string Suffix = ".list.parquet";

        public Lists(string folder, int part = 0)
            : this(
                $"{folder}/objects-{part:D4}{Suffix}",
                $"{folder}/uids-{part:D4}{Suffix}",
                $"{folder}/studies-{part:D4}{Suffix}",
                $"{folder}/links-{part:D4}{Suffix}"
            ) { }

        /// <summary>The folder of the build that wrote them: those of one build stay together.</summary>
        public string Folder => Objects[..Objects.IndexOf('/')];

        public static IEnumerable<Lists> Of(SnapshotManifest manifest) =>
            manifest.Objects.Select(
                (objects, at) => new Lists(objects, manifest.Uids[at], manifest.Studies[at], manifest.Links[at])
            );
    }
}
