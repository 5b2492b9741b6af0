using System.Globalization;
using System.Text.RegularExpressions;
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
/// Objects are known by 8 characters of their id and UIDs by about 40 bits of a hash, which is a fourth of what they weigh and is
/// read by every build: what collides is folded with the other, which is too much and never too little. An event without
/// an instance has its study's UID in the place of the instance's.
/// </para>
/// </remarks>
/// <param name="catalog">The models.</param>
/// <param name="run">The build.</param>
/// <param name="before">The manifest that it adds to; null for a whole build.</param>
/// <param name="completeTo">
/// Of a whole build, once it is known, when the latest event was recorded that it may read, so that all of its statements
/// see the same; an addition reads events that stand in a table of its own.
/// </param>
internal sealed partial class SnapshotSql(
    ModelCatalog catalog,
    SnapshotRun run,
    SnapshotManifest? before,
    string? completeTo = null
)
{
    private static readonly string Columns = string.Join(
        ", ",
        LakeTables.StudyEvents.Columns.Select(column => column.Name).Append(LakeTable.Partition)
    );

    // A view of a raw table wants its partitions named.
    private const string Always = "dt >= '0001-01-01'";

    private readonly string _base = before?.BaseRun is { } name ? TableOf(name, "index") : "";

    /// <summary>A table of a run.</summary>
    public static string TableOf(string run, string table) => $"{SnapshotTables.Prefix}{run}_{table}";

    /// <summary>The run that a table is of; null for the name of another table.</summary>
    public static string? RunOf(string table) =>
        TableName().Match(table) is { Success: true } match ? match.Groups["run"].Value : null;

    /// <summary>The events of the partitions that have changed, so that all that follows sees the same.</summary>
    public string Tail => $"select {Columns} from {SnapshotModels.Raw} where dt in ({Literals(run.Partitions)})";

    /// <summary>When the latest of the events was recorded that this build reads, as text; null without events.</summary>
    public string CompleteTo
    {
        get
        {
            var (events, condition) = run.IsWhole ? (SnapshotModels.Raw, Always) : (Own("tail"), "true");
            return $"select cast(max(recorded_at) as varchar) as complete_to from {events} where {condition}";
        }
    }

    /// <summary>The index of the events that are new, or may be.</summary>
    public string New
    {
        get
        {
            var (events, condition) = Read;
            return $"""
                select
                    substr(object_id, 1, 8) as object_key,
                    study_instance_uid,
                    {Hash("coalesce(sop_instance_uid, study_instance_uid)")} as uid,
                    dt
                from {events}
                where {condition}
                union
                select
                    substr(object_id, 1, 8) as object_key,
                    study_instance_uid,
                    {Hash("named.uid")} as uid,
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

            select distinct
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

    /// <summary>The events that the rows of the touched studies of a bucket are made of.</summary>
    /// <param name="bucket">Which.</param>
    /// <param name="partitions">Of an addition: the partitions to read beside the changed ones.</param>
    public string Events(int bucket, IReadOnlyList<string> partitions)
    {
        var ofKeys =
            $"substr(object_id, 1, 8) in (select object_key from {Own("keys")} where bucket = {Number(bucket)})";
        if (run.IsWhole)
            return $"select {Columns} from {SnapshotModels.Raw} where {UpTo(completeTo)} and {ofKeys}";
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

    /// <summary>The models between the events and the kept ones over the events of a bucket.</summary>
    public ComputedModels Refolded(int bucket) =>
        new(
            catalog,
            [
                KeyValuePair.Create(
                    SnapshotModels.Raw,
                    ModelSource.OfTable(TableOf(run.Refolding, RefoldedTable(bucket, SnapshotModels.Raw)))
                ),
            ],
            TableOf(run.Refolding, RefoldedTable(bucket, ""))
        );

    /// <summary>Of the tables of a bucket that of a model, or of the events, without the name of the run.</summary>
    public static string RefoldedTable(int bucket, string model) =>
        string.Create(CultureInfo.InvariantCulture, $"{bucket:D2}_{model}");

    /// <summary>The rows of a kept model of the touched studies of a bucket, and those carried over where there are any.</summary>
    /// <remarks>Carried are the rows of the studies touched before and not again.</remarks>
    public string Rows(SqlModel model, int bucket)
    {
        var columns = string.Join(", ", model.Description.Columns.Select(column => column.Name));
        var refolded = $"""
            select {columns} from {Refolded(bucket).NameOf(model)}
            where {SnapshotModels.Study} in (
                select study_instance_uid from {Own("touched")} where bucket = {Number(bucket)}
            )
            """;
        return before?.DeltaRun is { } delta && !run.IsWhole
            ? $"""
                {refolded}
                union all
                select {columns} from {TableOf(delta, model.Name)}
                where {SnapshotModels.Study} not in (select study_instance_uid from {Own("touched")})
                """
            : refolded;
    }

    /// <summary>The condition that keeps events to those recorded up to a moment; to none where there was no event.</summary>
    public static string UpTo(string? completeTo) =>
        completeTo is null ? "false" : $"{Always} and recorded_at <= timestamp {SqlTypes.Literal(completeTo)}";

    /// <summary>The view of a kept model by a manifest.</summary>
    /// <exception cref="KeyNotFoundException">The manifest has no such model.</exception>
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

    /// <summary>The table of the events that a build begins with, and what keeps it to its partitions.</summary>
    private (string Events, string Condition) Read =>
        run.IsWhole ? (SnapshotModels.Raw, UpTo(completeTo)) : (Own("tail"), "true");

    private string Known =>
        run.IsWhole ? $"select * from {Own("index")}" : $"select * from {_base} union all select * from {Own("index")}";

    // Null of null, on either engine.
    private static string Hash(string uid) =>
        $"case when {uid} is not null then from_big_endian_64(xxhash64(to_utf8({uid}))) % 1099511627776 end";

    // The last digits of a UID count something, whoever made it.
    private static string Bucket(string uid, int buckets)
    {
        var digits = $"regexp_replace({uid}, '[^0-9]', '')";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"coalesce(try_cast(substr({digits}, greatest(length({digits}) - 3, 1), 4) as integer), 0) % {buckets}"
        );
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    private string Own(string table) => TableOf(run.Name, table);

    // snapshot_000007_20261001004500_refolded_00_instances
    [GeneratedRegex(@"^snapshot_(?<run>[0-9]{6,}_[0-9]{14}(_refolded|_reports)?)_.")]
    private static partial Regex TableName();

    private static string Literals(IEnumerable<string> texts) => string.Join(", ", texts.Select(SqlTypes.Literal));
}
