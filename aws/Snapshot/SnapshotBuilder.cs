using System.Collections.Immutable;
using System.Globalization;
using StudyLake.Analytics;
using StudyLake.Aws.Athena;
using StudyLake.Aws.Template;
using StudyLake.Events.Lake;
using StudyLake.Transform;

namespace StudyLake.Aws.Snapshot;

/// <summary>Keeps models as tables by study, as of the files of the lake that were there at a build.</summary>
/// <remarks>
/// <para>
/// There are two levels: a base with the rows of all studies, and a delta with the rows of every study touched since.
/// A build folds the studies that new files touch, whole histories, by the models' own SQL; carries the rest of the
/// delta over; and makes a base anew once the delta has a quarter of it. Athena's engine runs a view anew for each mention,
/// so the events of these studies and each model that is to be a table are stored first, and the next model reads that;
/// these tables go when the build is committed. What is new is told by the names of files, so
/// compacted files count as new, which costs a second fold of their day and is never wrong.
/// </para>
/// <para>
/// The manifest is the commit. Views are replaced after it, one by one: whichever of two neighbouring builds a view
/// reads, its tables stay for the grace. Interrupted anywhere, the next invocation goes on with the same statements,
/// which Athena answers from the first time by their tokens.
/// </para>
/// </remarks>
internal sealed class SnapshotBuilder(
    ILakeStore store,
    Func<string, IQueryEngine> engineOf,
    ModelCatalog catalog,
    SnapshotOptions options,
    TimeProvider time
)
{
    private static readonly ImmutableArray<(string Name, string Type)> IndexColumns =
    [
        ("object_key", "string"),
        ("study_instance_uid", "string"),
        ("uid", "bigint"),
        (LakeTable.Partition, "string"),
    ];

    private static readonly ImmutableArray<(string Name, string Type)> EventColumns =
    [
        .. LakeTables.StudyEvents.Columns.Select(column => (column.Name, HiveTypes.Name(column.Type))),
        (LakeTable.Partition, "string"),
    ];

    /// <summary>Brings the snapshot up to the files of the lake, puts the views in place and cleans up.</summary>
    /// <param name="isWhole">Whether to fold every study, also when nothing is new.</param>
    /// <param name="enough">Ends it; the next call goes on where this one stopped.</param>
    /// <exception cref="QueryException">Athena refused or failed a statement; the next call begins anew.</exception>
    public async Task<SnapshotSummary> BuildAsync(bool isWhole, CancellationToken enough)
    {
        var before = (
            await SnapshotManifest.Manifests.ReadAllAsync(store, enough).ConfigureAwait(false)
        ).LastOrDefault();
        var (run, kind) = await BeginAsync(before, isWhole, enough).ConfigureAwait(false);
        if (run is null)
        {
            if (before is not null)
                await FinishAsync(before, enough).ConfigureAwait(false);
            return new SnapshotSummary(kind, 0, 0);
        }
        var tables = new SnapshotTables(engineOf(run.Name), options.LakeBucket, enough);
        SnapshotManifest made;
        try
        {
            made = run.IsWhole
                ? await WholeAsync(run, tables).ConfigureAwait(false)
                : await AddAsync(run, before ?? throw NoBase(), tables).ConfigureAwait(false);
        }
        catch (QueryException)
        {
            // Its tokens would give the same failure for ever, and its folders may be half full.
            await SnapshotRun.EndAsync(store, CancellationToken.None).ConfigureAwait(false);
            throw;
        }
        if (!await SnapshotManifest.Manifests.CreateAsync(store, made, enough).ConfigureAwait(false))
        {
            var valid = (await SnapshotManifest.Manifests.ReadAllAsync(store, enough).ConfigureAwait(false)).First(
                manifest => manifest.Number == made.Number
            );
            // The answer to our own creation may have been lost.
            if (!valid.Runs.Contains(run.Name))
                kind = SnapshotBuildKind.Lost;
            made = valid;
        }
        await SnapshotRun.EndAsync(store, enough).ConfigureAwait(false);
        await FinishAsync(made, enough).ConfigureAwait(false);
        return new SnapshotSummary(kind, run.IsWhole ? made.BaseInstances : made.DeltaInstances, tables.Statements);
    }

    private async Task<(SnapshotRun? Run, SnapshotBuildKind Kind)> BeginAsync(
        SnapshotManifest? before,
        bool isWhole,
        CancellationToken enough
    )
    {
        var fingerprint = await SnapshotModels
            .FingerprintAsync(catalog, string.Join(' ', SnapshotModels.Kept), store, enough)
            .ConfigureAwait(false);
        var number = (before?.Number ?? 0) + 1;
        var now = time.GetUtcNow().UtcDateTime;
        if (
            await SnapshotRun.ReadAsync(store, enough).ConfigureAwait(false) is { } begun
            && begun.Number == number
            && begun.Fingerprint == fingerprint
            && (begun.IsWhole || !isWhole)
            && now - begun.StartedAt < options.LongestRun
        )
            return (begun, begun.IsWhole ? SnapshotBuildKind.Whole : SnapshotBuildKind.Added);
        var files = await FilesAsync(enough).ConfigureAwait(false);
        if (files.IsEmpty && before is null)
            return (null, SnapshotBuildKind.Nothing);
        var kept = before is not null && before.Fingerprint == fingerprint && !isWhole ? before : null;
        var added = kept is null ? files : [.. files.Except(kept.Included, StringComparer.Ordinal)];
        if (kept is not null && added.IsEmpty)
            return (null, SnapshotBuildKind.UpToDate);
        var isBase = kept is null || kept.DeltaInstances > options.LargestDelta * kept.BaseInstances;
        var run = new SnapshotRun
        {
            Number = number,
            StartedAt = now,
            Fingerprint = fingerprint,
            IsWhole = isBase,
            Files = files,
            Partitions = [.. (isBase ? files : added).Select(PartitionOf).Distinct().Order(StringComparer.Ordinal)],
        };
        await run.WriteAsync(store, enough).ConfigureAwait(false);
        return (run, isBase ? SnapshotBuildKind.Whole : SnapshotBuildKind.Added);
    }

    private async Task<SnapshotManifest> WholeAsync(SnapshotRun run, SnapshotTables tables)
    {
        var sql = new SnapshotSql(catalog, run, null);
        // Before all else: whatever is recorded up to then is among what is read next.
        var completeTo = await tables.ValueAsync(sql.CompleteTo).ConfigureAwait(false);
        sql = new SnapshotSql(catalog, run, null, completeTo);
        await tables.MakeAsync(run.Name, "new", sql.New, IndexColumns).ConfigureAwait(false);
        await tables.MakeAsync(run.Name, "index", sql.Index, IndexColumns).ConfigureAwait(false);
        var entries = await CountAsync(tables, run, "index").ConfigureAwait(false);
        var buckets = (int)
            Math.Clamp((entries + options.EntriesPerBucket - 1) / options.EntriesPerBucket, 1, options.Buckets);
        await SelectAsync(sql, tables, run, buckets).ConfigureAwait(false);
        for (var bucket = 0; bucket < buckets; bucket++)
            await FoldAsync(sql, tables, run, bucket, []).ConfigureAwait(false);
        return await NameAsync(run, tables).ConfigureAwait(false) with
        {
            CompleteTo = completeTo,
            BaseRun = run.Name,
            BaseInstances = await CountAsync(tables, run, SnapshotModels.Instances).ConfigureAwait(false),
        };
    }

    private async Task<SnapshotManifest> AddAsync(SnapshotRun run, SnapshotManifest before, SnapshotTables tables)
    {
        var sql = new SnapshotSql(catalog, run, before);
        await tables.MakeAsync(run.Name, "tail", sql.Tail, EventColumns).ConfigureAwait(false);
        var completeTo = await tables.ValueAsync(sql.CompleteTo).ConfigureAwait(false);
        await tables.MakeAsync(run.Name, "new", sql.New, IndexColumns).ConfigureAwait(false);
        await tables.MakeAsync(run.Name, "index", sql.Index, IndexColumns).ConfigureAwait(false);
        await SelectAsync(sql, tables, run, 1).ConfigureAwait(false);
        await tables.MakeAsync(run.Name, "named", sql.Named, (SnapshotModels.Study, "string")).ConfigureAwait(false);
        ImmutableArray<string> partitions =
        [
            .. (await tables.ValuesAsync(sql.Partitions).ConfigureAwait(false))
                .Select(value => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "")
                .Order(StringComparer.Ordinal),
        ];
        await FoldAsync(sql, tables, run, 0, partitions).ConfigureAwait(false);
        return await NameAsync(run, tables).ConfigureAwait(false) with
        {
            CompleteTo = string.CompareOrdinal(completeTo, before.CompleteTo) > 0 ? completeTo : before.CompleteTo,
            BaseRun = before.BaseRun,
            BaseInstances = before.BaseInstances,
            DeltaRun = run.Name,
            DeltaInstances = await CountAsync(tables, run, SnapshotModels.Instances).ConfigureAwait(false),
        };
    }

    private static async Task SelectAsync(SnapshotSql sql, SnapshotTables tables, SnapshotRun run, int buckets)
    {
        await tables
            .MakeAsync(run.Name, "touched", sql.Touched(buckets), (SnapshotModels.Study, "string"), ("bucket", "int"))
            .ConfigureAwait(false);
        await tables
            .MakeAsync(run.Name, "keys", sql.Keys, ("object_key", "string"), ("bucket", "int"))
            .ConfigureAwait(false);
    }

    /// <summary>Folds the touched studies of a bucket and writes their rows of every kept model.</summary>
    private async Task FoldAsync(
        SnapshotSql sql,
        SnapshotTables tables,
        SnapshotRun run,
        int bucket,
        ImmutableArray<string> partitions
    )
    {
        await tables
            .MakeAsync(
                run.Refolding,
                SnapshotSql.RefoldedTable(bucket, SnapshotModels.Raw),
                sql.Events(bucket, partitions),
                EventColumns
            )
            .ConfigureAwait(false);
        var models = sql.Refolded(bucket);
        foreach (var model in SnapshotModels.Chain(catalog).Where(model => model.Description.IsTable))
            await tables
                .MakeAsync(
                    run.Refolding,
                    SnapshotSql.RefoldedTable(bucket, model.Name),
                    StoredRows.Query(model, models),
                    StoredRows.Columns(model)
                )
                .ConfigureAwait(false);
        await AtOnceAsync(
                SnapshotModels.Kept,
                model => tables.UnloadAsync(run.Name, model, bucket, sql.Rows(catalog[model], bucket))
            )
            .ConfigureAwait(false);
    }

    /// <summary>Makes the table of each kept model over its parts, and the manifest without what differs by kind.</summary>
    private async Task<SnapshotManifest> NameAsync(SnapshotRun run, SnapshotTables tables)
    {
        await AtOnceAsync(
                SnapshotModels.Kept,
                model => tables.NameAsync(run.Name, model, StoredRows.Columns(catalog[model]))
            )
            .ConfigureAwait(false);
        return Manifest(run);
    }

    private SnapshotManifest Manifest(SnapshotRun run) =>
        new()
        {
            Number = run.Number,
            Fingerprint = run.Fingerprint,
            CommittedAt = time.GetUtcNow().UtcDateTime,
            Included = run.Files,
            BaseRun = "",
            BaseInstances = 0,
            DeltaInstances = 0,
            Columns = SnapshotModels.Kept.ToImmutableDictionary(
                model => model,
                model => catalog[model].Description.Columns.Select(column => column.Name).ToImmutableArray(),
                StringComparer.Ordinal
            ),
        };

    /// <summary>Puts the views in place, and removes what nothing reads any more.</summary>
    private async Task FinishAsync(SnapshotManifest valid, CancellationToken enough)
    {
        // Views may have been replaced by the plain ones since, so this is never taken for done.
        var engine = engineOf($"views {time.GetUtcNow():O}");
        // Another version of the program, which was faster, may keep others.
        foreach (var model in SnapshotModels.Kept.Where(valid.Columns.ContainsKey))
            await engine
                .ExecuteAsync($"create or replace view {model} as\n{SnapshotSql.View(model, valid)}", enough)
                .ConfigureAwait(false);
        await CleanUpAsync(engine, enough).ConfigureAwait(false);
    }

    /// <summary>Removes the tables and files of builds that nothing reads any more.</summary>
    /// <remarks>
    /// In this order nothing is missed: what is there is listed first, so what begins after that is not touched; then what
    /// has begun is read, and last what is committed, so what was committed meanwhile is found in one or the other.
    /// </remarks>
    private async Task CleanUpAsync(IQueryEngine engine, CancellationToken enough)
    {
        var folders = await FoldersAsync(SnapshotManifest.Folder, enough).ConfigureAwait(false);
        var tables = await SnapshotTables.NamesAsync(engine, options.Database, enough).ConfigureAwait(false);
        var begunReports = await ReportTables.BegunAsync(store, enough).ConfigureAwait(false);
        var begun = await SnapshotRun.ReadAsync(store, enough).ConfigureAwait(false);
        var reports = await ReportTables.Manifests.ReadAllAsync(store, enough).ConfigureAwait(false);
        var manifests = await SnapshotManifest.Manifests.ReadAllAsync(store, enough).ConfigureAwait(false);
        var now = time.GetUtcNow().UtcDateTime;
        var inUse = InUse(manifests, manifest => manifest.CommittedAt, now);
        // Where none are wanted any more, a run of reports may still be at the last.
        var reportsInUse =
            options.ReportTablesEvery > TimeSpan.Zero
                ? InUse(reports, CommittedAt, now)
                : [.. reports.Where(made => now < CommittedAt(made) + options.Grace)];
        var kept = inUse
            .SelectMany(manifest => manifest.Runs)
            .Concat(reportsInUse.SelectMany(made => made.Runs))
            .Concat(begun is null ? [] : [begun.Name, begun.Refolding])
            .Concat(begunReports?.Runs ?? [])
            .ToHashSet(StringComparer.Ordinal);
        // Nobody is to find by a manifest what is going to go.
        foreach (var manifest in manifests.Except(inUse))
            await SnapshotManifest.Manifests.DeleteAsync(store, manifest, enough).ConfigureAwait(false);
        foreach (var made in reports.Except(reportsInUse))
            await ReportTables.Manifests.DeleteAsync(store, made, enough).ConfigureAwait(false);
        await AtOnceAsync(
                tables.Where(table => SnapshotSql.RunOf(table) is { } run && !kept.Contains(run)),
                table => engine.ExecuteAsync(AthenaTables.Drop(table), enough)
            )
            .ConfigureAwait(false);
        foreach (var folder in folders)
        {
            var run = NameOf(folder);
            if (!run.Contains('_', StringComparison.Ordinal) || kept.Contains(run))
                continue;
            var files = await store.ListAsync(folder, enough).ToListAsync(enough).ConfigureAwait(false);
            await AtOnceAsync(files, file => store.DeleteAsync(file, enough)).ConfigureAwait(false);
        }
    }

    /// <summary>Does some at a time; within what an account may have Athena run at once, with room for others.</summary>
    private static async Task AtOnceAsync<T>(IEnumerable<T> items, Func<T, Task> action)
    {
        foreach (var some in items.Chunk(8))
            await Task.WhenAll(some.Select(action)).ConfigureAwait(false);
    }

    private static DateTime CommittedAt(ReportTables tables) => tables.CommittedAt ?? tables.StartedAt;

    /// <summary>Those that may be read: the last, and each that counted within the grace, for it did so until the next.</summary>
    private List<T> InUse<T>(ImmutableArray<T> manifests, Func<T, DateTime> committedAt, DateTime now) =>
        [
            .. manifests.Where(
                (_, i) => i + 1 == manifests.Length || now < committedAt(manifests[i + 1]) + options.Grace
            ),
        ];

    private async Task<List<string>> FoldersAsync(string folder, CancellationToken enough) =>
        await store.ListFoldersAsync(folder, enough).ToListAsync(enough).ConfigureAwait(false);

    private async Task<ImmutableArray<string>> FilesAsync(CancellationToken enough) =>
        [
            .. (await store.ListAsync(LakeTables.StudyEvents.Name, enough).ToListAsync(enough).ConfigureAwait(false))
                .Where(name => name.EndsWith(".parquet", StringComparison.Ordinal) && name.Split('/').Length == 3)
                .Order(StringComparer.Ordinal),
        ];

    private static async Task<long> CountAsync(SnapshotTables tables, SnapshotRun run, string table) =>
        Convert.ToInt64(
            (
                await tables
                    .ValuesAsync($"select count(*) as row_count from {SnapshotSql.TableOf(run.Name, table)}")
                    .ConfigureAwait(false)
            )[0],
            CultureInfo.InvariantCulture
        );

    // study_events/dt=2026-10-01/x.parquet
    private static string PartitionOf(string file) => file.Split('/')[1]["dt=".Length..];

    private static string NameOf(string path) => path[(path.LastIndexOf('/') + 1)..];

    private static InvalidOperationException NoBase() =>
        new("Expected a snapshot to add to, found none, though a build was begun that adds.");
}
