using System.Collections.Immutable;
using System.Globalization;
using StudyLake.Analytics;
using StudyLake.Events.Lake;

namespace StudyLake.Aws.Snapshot;

/// <summary>The queries of one build, each the content of one table of it.</summary>
/// <remarks>
/// <para>
/// A removal names no study, an object may move between studies, and one SOP Instance UID in two studies makes each look
/// different. So an index remembers for every event its object, study, UID and partition, and likewise for every UID that
/// a document refers to. New events touch the studies that their objects were ever in, and every study that has or
/// refers to a UID that these objects ever had or referred to. To make the rows of a touched study anew, all events are
/// read of the objects that were ever in it or are linked with it by a UID.
/// </para>
/// <para>
/// Objects are known by 8 characters of their id: two that collide are folded both, which is too much and never too little.
/// </para>
/// </remarks>
internal sealed class SnapshotSql(ModelCatalog catalog, SnapshotRun run, SnapshotManifest? before)
{
    private const string Refolded = "refolded_";

    private static readonly string Columns = string.Join(
        ", ",
        LakeTables.StudyEvents.Columns.Select(column => column.Name).Append(LakeTable.Partition)
    );

    private readonly string _base = before?.BaseRun is { } name ? TableOf(name, "index") : "";

    /// <summary>A table of a run.</summary>
    public static string TableOf(string run, string table) => $"snapshot_{run}_{table}";

    /// <summary>The events of the partitions that have changed, so that all that follows sees the same.</summary>
    public string Tail => $"select {Columns} from {SnapshotModels.Raw} where dt in ({Literals(run.Partitions)})";

    /// <summary>The index of the events that are new, or may be.</summary>
    public string New
    {
        get
        {
            var (events, condition) = run.IsWhole ? (SnapshotModels.Raw, "dt >= '0001-01-01'") : (Own("tail"), "true");
            return $"""
                select
                    substr(object_id, 1, 8) as object_key,
                    study_instance_uid,
                    sop_instance_uid as uid,
                    dt
                from {events}
                where {condition}
                union
                select
                    substr(object_id, 1, 8) as object_key,
                    study_instance_uid,
                    named.uid,
                    dt
                from {events}
                cross join unnest(split(referenced_sop_instance_uids, '\')) as named (uid)
                where {condition} and referenced_sop_instance_uids is not null and named.uid <> ''
                """;
        }
    }

    /// <summary>The index of all that came since the base.</summary>
    public string Index =>
        before?.DeltaRun is { } delta && !run.IsWhole
            ? $"select * from {Own("new")} union select * from {TableOf(delta, "index")}"
            : $"select * from {Own("new")}";

    /// <summary>The studies whose rows have to be made anew, by bucket.</summary>
    public string Touched(int buckets) =>
        run.IsWhole
            ? $"""
                select
                    study_instance_uid,
                    {Bucket("study_instance_uid", buckets)} as bucket
                from (select distinct study_instance_uid from {Own(
                    "index"
                )} where study_instance_uid is not null) as studies
                """
            : $"""
                with known as (

                    {Known}

                ),

                reached_uids as (

                    select distinct uid
                    from known
                    where uid is not null and object_key in (select object_key from {Own("new")})

                )

                select distinct
                    study_instance_uid,
                    {Bucket("study_instance_uid", buckets)} as bucket
                from known
                where
                    study_instance_uid is not null
                    and (
                        object_key in (select object_key from {Own("new")})
                        or uid in (select uid from reached_uids)
                    )
                """;

    /// <summary>The objects whose events the rows of the touched studies are made of, by bucket.</summary>
    public string Keys =>
        $"""
            with known as (

                {Known}

            ),

            reached_uids as (

                select distinct
                    known.uid,
                    touched.bucket
                from known
                inner join {Own("touched")} as touched
                    on known.study_instance_uid = touched.study_instance_uid
                where known.uid is not null

            )

            select
                known.object_key,
                touched.bucket
            from known
            inner join {Own("touched")} as touched
                on known.study_instance_uid = touched.study_instance_uid
            union
            select
                known.object_key,
                reached_uids.bucket
            from known
            inner join reached_uids
                on known.uid = reached_uids.uid
            """;

    /// <summary>The partitions that hold events of these objects, the changed ones left out.</summary>
    public string Partitions =>
        $"""
            select distinct dt from ({Known}) as known
            where
                object_key in (select object_key from {Own("keys")})
                and dt not in ({Literals(run.Partitions)})
            """;

    /// <summary>The studies whose rows in the base no longer count.</summary>
    public string Named =>
        before?.DeltaRun is { } delta
            ? $"select study_instance_uid from {Own("touched")} union select study_instance_uid from {TableOf(delta, "named")}"
            : $"select study_instance_uid from {Own("touched")}";

    /// <summary>The rows of instances of the touched studies of a bucket, folded from their whole history.</summary>
    /// <param name="bucket">Which; null for all of them at once.</param>
    /// <param name="partitions">Of an addition: the partitions to read beside the changed ones.</param>
    public string Instances(int? bucket, IReadOnlyList<string> partitions)
    {
        var chain = SnapshotModels.Chain(catalog);
        var names = chain.Select(model => model.Name).Append(SnapshotModels.Raw).ToHashSet(StringComparer.Ordinal);
        var inBucket = bucket is { } number
            ? string.Create(CultureInfo.InvariantCulture, $" where bucket = {number}")
            : "";
        var steps = chain.Select(model => $"{Refolded}{model.Name} as (\n{model.Prefixed(names, Refolded)}\n)");
        return $"""
            with {Refolded}{SnapshotModels.Raw} as (

                {Events(inBucket, partitions)}

            ),

            {string.Join(",\n\n", steps)}

            select * from {Refolded}{SnapshotModels.Instances}
            where study_instance_uid in (select study_instance_uid from {Own("touched")}{inBucket})
            """;
    }

    /// <summary>The rows of instances of the studies touched before and not again.</summary>
    public string? Carried(ImmutableArray<string> columns) =>
        before?.DeltaRun is { } delta && !run.IsWhole
            ? $"""
                select {string.Join(", ", columns)} from {TableOf(delta, SnapshotModels.Instances)}
                where study_instance_uid not in (select study_instance_uid from {Own("touched")})
                """
            : null;

    /// <summary>The rows of a model that sums over instances of this build.</summary>
    public string Sums(string model) =>
        catalog[model].Prefixed(SnapshotModels.Kept.ToHashSet(StringComparer.Ordinal), TableOf(run.Name, ""));

    /// <summary>The view of a kept model by a manifest.</summary>
    public static string View(string model, SnapshotManifest manifest)
    {
        var columns = string.Join(",\n    ", manifest.Columns[model]);
        var rows = $"select\n    {columns}\nfrom {TableOf(manifest.BaseRun, model)}";
        return manifest.DeltaRun is { } delta
            ? $"""
                {rows}
                where study_instance_uid not in (select study_instance_uid from {TableOf(delta, "named")})
                union all
                select
                    {columns}
                from {TableOf(delta, model)}
                """
            : rows;
    }

    private string Known =>
        run.IsWhole ? $"select * from {Own("index")}" : $"select * from {_base} union all select * from {Own("index")}";

    private string Events(string inBucket, IReadOnlyList<string> partitions)
    {
        var ofKeys = $"substr(object_id, 1, 8) in (select object_key from {Own("keys")}{inBucket})";
        if (run.IsWhole)
            return $"select {Columns} from {SnapshotModels.Raw} where dt >= '0001-01-01' and {ofKeys}";
        var tail = $"select {Columns} from {Own("tail")} where {ofKeys}";
        return partitions.Count == 0
            ? tail
            : $"""
                {tail}
                union all
                select {Columns} from {SnapshotModels.Raw}
                where dt in ({Literals(partitions)}) and {ofKeys}
                """;
    }

    // The last digits of a UID count something, whoever made it.
    private static string Bucket(string uid, int buckets)
    {
        var digits = $"regexp_replace({uid}, '[^0-9]', '')";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"coalesce(try_cast(substr({digits}, greatest(length({digits}) - 3, 1), 4) as integer), 0) % {buckets}"
        );
    }

    private string Own(string table) => TableOf(run.Name, table);

    private static string Literals(IEnumerable<string> texts) => string.Join(", ", texts.Select(SqlTypes.Literal));
}
