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
    private readonly SnapshotFolder _folder = new(lake);
    private readonly SnapshotReader _reader = new(engine, catalog, lake, options);

    /// <summary>Brings the snapshot up to these files.</summary>
    /// <param name="files">The files of <c>study_events</c>.</param>
    /// <param name="views">Gives the models that do not read events.</param>
    /// <param name="progress">Told of each bucket that is done.</param>
    /// <param name="cancellationToken">Stops it; the snapshot before stays.</param>
    public async Task<SnapshotSummary> BuildAsync(
        ImmutableArray<string> files,
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
            return new SnapshotSummary(SnapshotBuildKind.UpToDate, 0, usable.Generations.Sum(one => one.Instances));
        return usable.Generations.Length >= options.MostGenerations
            ? await MergeAsync(usable, files, cancellationToken)
            : await AddAsync(usable, files, tail, cancellationToken);
    }

    private async Task<SnapshotSummary> BuildWholeAsync(
        SnapshotManifest? before,
        ImmutableArray<string> files,
        IProgress<SnapshotProgress>? progress,
        CancellationToken cancellationToken
    )
    {
        var folder = _folder.Begin(before);
        var refold = new SnapshotRefold(engine, catalog);
        var index = $"{folder}/index.parquet";
        var references = $"{folder}/references.parquet";
        var links = $"{folder}/links.parquet";
        var events = await CopyAsync(
            $"select distinct {SnapshotRefold.IndexOf} from {SnapshotModels.Raw} where dt >= '0001-01-01'",
            index,
            "study_instance_uid, dt",
            cancellationToken
        );
        await CopyAsync(SnapshotRefold.ReferencesOf(SnapshotModels.Raw), references, "sop_key", cancellationToken);
        await refold.OpenAsync([_folder.PathOf(index)], [_folder.PathOf(references)], [], cancellationToken);
        // Nothing is new to a snapshot that is made of everything.
        await refold.IndexAsync([], cancellationToken);
        await CopyAsync(Links("true"), links, "sop_key, study_instance_uid", cancellationToken);
        await refold.OpenAsync(
            [_folder.PathOf(index)],
            [_folder.PathOf(references)],
            [_folder.PathOf(links)],
            cancellationToken
        );
        var buckets = (int)Math.Max(1, (events + options.EventsPerBucket - 1) / options.EventsPerBucket);
        await PlaceAsync(buckets, cancellationToken);
        var rows = SnapshotModels.Kept.ToDictionary(model => model, _ => new string[buckets]);
        var instances = 0L;
        for (var bucket = 0; bucket < buckets; bucket++)
        {
            await engine.ExecuteAsync(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"create or replace table snapshot_touched as select study_instance_uid from snapshot_places where bucket = {bucket}"
                ),
                cancellationToken
            );
            await refold.RefoldAsync(cancellationToken);
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
        await CommitAsync(before, files, [index], [references], [links], [generation], storage, cancellationToken);
        return new SnapshotSummary(SnapshotBuildKind.Whole, instances, instances);
    }

    private async Task<SnapshotSummary> AddAsync(
        SnapshotManifest before,
        ImmutableArray<string> files,
        ImmutableArray<string> tail,
        CancellationToken cancellationToken
    )
    {
        var folder = _folder.Begin(before);
        var refold = new SnapshotRefold(engine, catalog);
        await _reader.OpenAsync(refold, before, cancellationToken);
        await refold.IndexAsync(tail, cancellationToken);
        await refold.FindTouchedAsync(cancellationToken);
        await refold.RefoldAsync(cancellationToken);
        var index = $"{folder}/index.parquet";
        var references = $"{folder}/references.parquet";
        var links = $"{folder}/links.parquet";
        var touched = $"{folder}/touched.parquet";
        await CopyAsync("select * from snapshot_new_index", index, "study_instance_uid, dt", cancellationToken);
        await CopyAsync("select * from snapshot_new_references", references, "sop_key", cancellationToken);
        await CopyAsync(
            Links("sop_key in (select sop_key from snapshot_new_keys)"),
            links,
            "sop_key, study_instance_uid",
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
            [.. before.Index, index],
            [.. before.References, references],
            [.. before.Links, links],
            [.. before.Generations, generation],
            await StorageAsync(before, folder, files, cancellationToken),
            cancellationToken
        );
        return new SnapshotSummary(SnapshotBuildKind.Added, instances, instances);
    }

    // All generations and what came after them, in one; the index too. Reads rows, folds only the tail.
    private async Task<SnapshotSummary> MergeAsync(
        SnapshotManifest before,
        ImmutableArray<string> files,
        CancellationToken cancellationToken
    )
    {
        var folder = _folder.Begin(before);
        await _reader.InstallAsync(before, files, cancellationToken);
        var index = $"{folder}/index.parquet";
        var references = $"{folder}/references.parquet";
        var links = $"{folder}/links.parquet";
        await CopyAsync(
            "select * from snapshot_index union select * from snapshot_new_index",
            index,
            "study_instance_uid, dt",
            cancellationToken
        );
        await CopyAsync(
            "select * from snapshot_references union select * from snapshot_new_references",
            references,
            "sop_key",
            cancellationToken
        );
        await CopyAsync(
            $"select * from snapshot_links union {Links("sop_key in (select sop_key from snapshot_new_keys)")}",
            links,
            "sop_key, study_instance_uid",
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
        await CommitAsync(before, files, [index], [references], [links], [generation], storage, cancellationToken);
        return new SnapshotSummary(SnapshotBuildKind.Merged, instances, instances);
    }

    private async Task<string> StorageAsync(
        SnapshotManifest before,
        string folder,
        ImmutableArray<string> files,
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

    // Studies by hash into buckets, linked ones into that of the first among them.
    private Task PlaceAsync(int buckets, CancellationToken cancellationToken) =>
        engine.ExecuteAsync(
            string.Create(
                CultureInfo.InvariantCulture,
                $"""
                create or replace table snapshot_places as
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
                    select distinct study_instance_uid from snapshot_index where study_instance_uid is not null
                )
                select
                    studies.study_instance_uid,
                    cast(
                        md5_number_lower(coalesce(leaders.leader_uid, studies.study_instance_uid)) % {buckets} as integer
                    ) as bucket
                from studies
                left join leaders on studies.study_instance_uid = leaders.study_instance_uid
                """
            ),
            cancellationToken
        );

    // UIDs that more than one study has or refers to, with those studies.
    private static string Links(string condition) =>
        $"""
            select distinct study_instance_uid, sop_key
            from (
                select study_instance_uid, sop_key from snapshot_index
                union all select study_instance_uid, sop_key from snapshot_references
                union all select study_instance_uid, sop_key from snapshot_new_index
                union all select study_instance_uid, sop_key from snapshot_new_references
            )
            where
                study_instance_uid is not null
                and sop_key in (
                    select sop_key
                    from (
                        select study_instance_uid, sop_key from snapshot_index
                        union all select study_instance_uid, sop_key from snapshot_references
                        union all select study_instance_uid, sop_key from snapshot_new_index
                        union all select study_instance_uid, sop_key from snapshot_new_references
                    )
                    where study_instance_uid is not null and {condition}
                    group by sop_key
                    having min(hash(study_instance_uid)) <> max(hash(study_instance_uid))
                )
            """;

    private async Task<long> CopyAsync(string sql, string file, string order, CancellationToken cancellationToken)
    {
        var path = SqlTypes.Literal(_folder.PathOf(file));
        await engine.ExecuteAsync(
            $"copy (select * from (\n{sql}\n) order by {order}) to {path} (format parquet, compression zstd, compression_level 1)",
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
        ImmutableArray<string> files,
        string[] index,
        string[] references,
        string[] links,
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
            Included = [.. files.Select(SnapshotReader.NameOf).Order(StringComparer.Ordinal)],
            Index = index,
            References = references,
            Links = links,
            Generations = generations,
            Storage = storage,
        };
        await _folder.CommitAsync(manifest, cancellationToken);
        _folder.DeleteOld(manifest, timeProvider.GetUtcNow());
    }
}
