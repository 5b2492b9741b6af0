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
    private const string LinkOrder = "sop_key, study_instance_uid";

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
        var lists = new Lists(folder);
        var events = await CopyAsync(
            SnapshotIndex.ObjectsOf(SnapshotModels.Raw),
            lists.Objects,
            "object_key",
            cancellationToken
        );
        await CopyAsync(SnapshotIndex.UidsOf(SnapshotModels.Raw), lists.Uids, "sop_key", cancellationToken);
        await index.OpenAsync([_folder.PathOf(lists.Objects)], [_folder.PathOf(lists.Uids)], [], [], cancellationToken);
        await CopyAsync(
            SnapshotIndex.StudiesOf("snapshot_objects"),
            lists.Studies,
            SnapshotModels.Study,
            cancellationToken
        );
        // Nothing is new to a snapshot that is made of everything.
        await index.AddAsync([], cancellationToken);
        await CopyAsync(Links("true"), lists.Links, LinkOrder, cancellationToken);
        await index.OpenAsync(
            [_folder.PathOf(lists.Objects)],
            [_folder.PathOf(lists.Uids)],
            [_folder.PathOf(lists.Studies)],
            [_folder.PathOf(lists.Links)],
            cancellationToken
        );
        var buckets = await DistributeAsync(cancellationToken);
        var rows = SnapshotModels.Kept.ToDictionary(model => model, _ => new string[buckets]);
        var instances = 0L;
        for (var bucket = 0; bucket < buckets; bucket++)
        {
            await TakeAsync(bucket, cancellationToken);
            await refold.RefoldAsync(streams: true, cancellationToken);
            foreach (var model in SnapshotModels.Kept)
            {
                var file = $"{folder}/{model}-{bucket:D4}.parquet";
                var count = await CopyAsync(refold.Refolded(model), file, SnapshotModels.Study, cancellationToken);
                rows[model][bucket] = file;
                instances += model == "instances" ? count : 0;
            }
            await refold.ForgetAsync(cancellationToken);
            progress?.Report(new SnapshotProgress(bucket + 1, buckets));
        }
        var generation = new SnapshotGeneration
        {
            Touched = null,
            Rows = rows,
            Instances = instances,
        };
        var storage = await WholeStorageAsync(folder, events, cancellationToken);
        await CommitAsync(before, files, [lists], [generation], storage, cancellationToken);
        return new SnapshotSummary(SnapshotBuildKind.Whole, instances, instances);
    }

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
        await refold.RefoldAsync(streams: false, cancellationToken);
        var lists = new Lists(folder);
        var touched = $"{folder}/touched.parquet";
        await CopyAsync("select * from snapshot_new_objects", lists.Objects, "object_key", cancellationToken);
        await CopyAsync("select * from snapshot_new_uids", lists.Uids, "sop_key", cancellationToken);
        await CopyAsync("select * from snapshot_new_studies", lists.Studies, SnapshotModels.Study, cancellationToken);
        await CopyAsync(
            Links("sop_key in (select sop_key from snapshot_new_uids)"),
            lists.Links,
            LinkOrder,
            cancellationToken
        );
        await CopyAsync("select * from snapshot_touched", touched, SnapshotModels.Study, cancellationToken);
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

    // All generations and what came after them, in one; the index too. Reads rows, folds only the tail.
    private async Task<SnapshotSummary> MergeAsync(
        SnapshotManifest before,
        ImmutableArray<EventFile> files,
        CancellationToken cancellationToken
    )
    {
        var folder = _folder.Begin(before);
        await _reader.InstallAsync(before, files, cancellationToken);
        var lists = new Lists(folder);
        await CopyAsync(
            "select * from snapshot_objects union all select * from snapshot_new_objects",
            lists.Objects,
            "object_key",
            cancellationToken
        );
        await CopyAsync(
            "select * from snapshot_uids union all select * from snapshot_new_uids",
            lists.Uids,
            "sop_key",
            cancellationToken
        );
        await CopyAsync(
            "select * from snapshot_studies union select * from snapshot_new_studies",
            lists.Studies,
            SnapshotModels.Study,
            cancellationToken
        );
        await CopyAsync(
            $"select * from snapshot_links union {Links("sop_key in (select sop_key from snapshot_new_uids)")}",
            lists.Links,
            LinkOrder,
            cancellationToken
        );
        var rows = new Dictionary<string, string[]>();
        var instances = 0L;
        foreach (var model in SnapshotModels.Kept)
        {
            var file = $"{folder}/{model}.parquet";
            var count = await CopyAsync($"select * from {model}", file, SnapshotModels.Study, cancellationToken);
            rows[model] = [file];
            instances += model == "instances" ? count : 0;
        }
        var generation = new SnapshotGeneration
        {
            Touched = null,
            Rows = rows,
            Instances = instances,
        };
        var storage = await StorageAsync(before, folder, files, cancellationToken);
        await CommitAsync(before, files, [lists], [generation], storage, cancellationToken);
        return new SnapshotSummary(SnapshotBuildKind.Merged, instances, instances);
    }

    private async Task<string> StorageAsync(
        SnapshotManifest before,
        string folder,
        ImmutableArray<EventFile> files,
        CancellationToken cancellationToken
    ) =>
        await _reader.StorageAsync(before, files, cancellationToken) is { } sql
            ? await CopyStorageAsync(sql, folder, cancellationToken)
            : await WholeStorageAsync(
                folder,
                await CountAsync(SnapshotModels.Raw, cancellationToken),
                cancellationToken
            );

    private async Task<string> WholeStorageAsync(string folder, long events, CancellationToken cancellationToken)
    {
        var sql = await new SnapshotStorage(engine, catalog).WholeAsync(
            events,
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

    // Studies in the order in which they began to arrive, so that a bucket reads few partitions; linked ones together.
    private async Task<int> DistributeAsync(CancellationToken cancellationToken)
    {
        await engine.ExecuteAsync(
            string.Create(
                CultureInfo.InvariantCulture,
                $"""
                create or replace table snapshot_buckets as
                with recursive reached as (
                    select distinct study_instance_uid, study_instance_uid as other_uid from snapshot_links
                    union
                    select reached.study_instance_uid, there.study_instance_uid as other_uid
                    from reached
                    inner join snapshot_links as here on reached.other_uid = here.study_instance_uid
                    inner join snapshot_links as there on here.sop_key = there.sop_key
                ),
                leaders as (
                    select study_instance_uid, min(other_uid) as leader_uid from reached group by study_instance_uid
                ),
                studies as (
                    select study_instance_uid, min(dt) as first_dt, count(*) as event_count
                    from snapshot_studies
                    group by study_instance_uid
                ),
                led as (
                    select
                        studies.*,
                        coalesce(leaders.leader_uid, studies.study_instance_uid) as leader_uid
                    from studies
                    left join leaders on studies.study_instance_uid = leaders.study_instance_uid
                ),
                groups as (
                    select leader_uid, min(first_dt) as first_dt, sum(event_count) as event_count
                    from led
                    group by leader_uid
                ),
                placed as (
                    select
                        leader_uid,
                        sum(event_count) over (order by first_dt, leader_uid rows unbounded preceding)
                        - event_count as events_before
                    from groups
                )
                select
                    led.study_instance_uid,
                    cast(placed.events_before // {options.EventsPerBucket} as integer) as bucket
                from led
                inner join placed on led.leader_uid = placed.leader_uid
                """
            ),
            cancellationToken
        );
        // Buckets that one group of studies fills alone leave gaps in the numbers.
        await engine.ExecuteAsync(
            "create or replace table snapshot_buckets as "
                + "select study_instance_uid, cast(dense_rank() over (order by bucket) - 1 as integer) as bucket from snapshot_buckets",
            cancellationToken
        );
        await using var result = await engine.QueryAsync(
            "select coalesce(max(bucket) + 1, 1) from snapshot_buckets",
            [],
            cancellationToken
        );
        var rows = await result.ToArrayAsync(cancellationToken);
        return Convert.ToInt32(rows[0][0], CultureInfo.InvariantCulture);
    }

    private async Task TakeAsync(int bucket, CancellationToken cancellationToken)
    {
        await engine.ExecuteAsync(
            string.Create(
                CultureInfo.InvariantCulture,
                $"create or replace table snapshot_touched as select study_instance_uid from snapshot_buckets where bucket = {bucket}"
            ),
            cancellationToken
        );
        await engine.ExecuteAsync(
            """
            create or replace table snapshot_places as
            select * from snapshot_studies
            where study_instance_uid in (select study_instance_uid from snapshot_touched)
            """,
            cancellationToken
        );
    }

    // UIDs that more than one study has or refers to, with those studies.
    private static string Links(string condition) =>
        $"""
            select distinct study_instance_uid, sop_key
            from (select * from snapshot_uids union all select * from snapshot_new_uids)
            where
                study_instance_uid is not null
                and sop_key in (
                    select sop_key
                    from (select * from snapshot_uids union all select * from snapshot_new_uids)
                    where study_instance_uid is not null and {condition}
                    group by sop_key
                    having min(hash(study_instance_uid)) <> max(hash(study_instance_uid))
                )
            """;

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

    /// <summary>The files of the index that one build writes.</summary>
    private sealed record Lists(string Objects, string Uids, string Studies, string Links)
    {
        public const string Suffix = ".list.parquet";

        public Lists(string folder)
            : this(
                $"{folder}/objects{Suffix}",
                $"{folder}/uids{Suffix}",
                $"{folder}/studies{Suffix}",
                $"{folder}/links{Suffix}"
            ) { }

        public static IEnumerable<Lists> Of(SnapshotManifest manifest) =>
            manifest.Objects.Select(
                (objects, at) => new Lists(objects, manifest.Uids[at], manifest.Studies[at], manifest.Links[at])
            );
    }
}
