using System.Collections.Immutable;
using System.Globalization;
using StudyLake.Analytics;
using StudyLake.Cli.DuckDb;
using StudyLake.Events.Lake;

namespace StudyLake.Cli.Snapshot;

/// <summary>What the events so far say about where to look again: three lists of pairs, each sorted by what is asked for.</summary>
/// <remarks>
/// <para>
/// A look-up first asks which keys are there at all, which reads one column of some 3 bytes an event, and then reads the
/// row groups of those few. Most keys of new events are new, so the second step is small; where it is not, everything is
/// read at once.
/// </para>
/// <para>
/// Keys are shortened hashes (40 bits of the object's id, 44 of a UID), so that all is numbers: two that collide touch a
/// study too many, never one too few, and a study folded again for nothing gives the same rows. What is known by a key is
/// taken as a whole, by that key: the studies touched, their objects, and the rows that no longer count.
/// </para>
/// </remarks>
internal sealed class SnapshotIndex(DuckDbEngine engine)
{
    /// <summary>The key of an object's id.</summary>
    public const string ObjectKey = "hash(object_id) >> 24";

    /// <summary>Bits of an object's key.</summary>
    public const int ObjectBits = 40;

    /// <summary>Bits of a UID's key.</summary>
    public const int UidBits = 44;

    /// <summary>The key of a study's UID, of rows that have one.</summary>
    public const string StudyKey = "hash(study_instance_uid) >> 20";

    /// <summary>Object, study and partition of all events, when a snapshot is open and new events are added.</summary>
    public const string AllObjects = "(select * from snapshot_objects union all select * from snapshot_new_objects)";

    /// <summary>Rows of a row group, the least that a look-up reads.</summary>
    public const int RowGroup = 4096;

    private const int MostLiterals = 1000;
    private const string Key = "cast(null as ubigint)";
    private const string Day = "cast(null as date)";
    private const string NullableStudyKey = $"case when study_instance_uid is not null then {StudyKey} end";

    /// <summary>Object, study and partition of events.</summary>
    public static string ObjectsOf(string events) =>
        $"select {ObjectKey} as object_key, {NullableStudyKey} as study_key, cast(dt as date) as dt from {events} where dt >= '0001-01-01'";

    /// <summary>The UIDs of events, and those that documents among them refer to, with the study.</summary>
    public static string UidsOf(string events) =>
        $"""
            select hash(sop_instance_uid) >> 20 as sop_key, {StudyKey} as study_key from {events}
            where dt >= '0001-01-01' and sop_instance_uid is not null and study_instance_uid is not null
            union all
            select hash(referenced_uid) >> 20 as sop_key, study_key
            from (
                select {StudyKey} as study_key, unnest(string_split(referenced_sop_instance_uids, '\')) as referenced_uid
                from {events}
                where
                    dt >= '0001-01-01'
                    and referenced_sop_instance_uids is not null
                    and study_instance_uid is not null
            )
            where referenced_uid <> ''
            """;

    /// <summary>Each study with every object it ever had, and every partition that has events of that object.</summary>
    /// <param name="objects">A table of object, study and partition, with all rows of each object in it.</param>
    /// <param name="repeated">A table of those of its rows that are of objects which have several.</param>
    public static string StudiesOf(string objects, string repeated) =>
        $"""
            select study_key, object_key, dt from {objects} where study_key is not null
            union all
            select distinct named.study_key, named.object_key, dated.dt
            from {repeated} as named
            inner join {repeated} as dated on named.object_key = dated.object_key and named.dt <> dated.dt
            where named.study_key is not null
            """;

    /// <summary>A query of the rows of a table that are of objects which have several in it.</summary>
    /// <param name="objects">A table of object, study and partition.</param>
    /// <param name="repeated">A query of these objects; null when they are still to be found.</param>
    public static string RepeatedOf(string objects, string? repeated = null) =>
        $"""
            select * from {objects}
            where object_key in (
                {repeated ?? $"select object_key from {objects} group by object_key having count(*) > 1"}
            )
            """;

    /// <summary>Makes the lists of a snapshot readable.</summary>
    public async Task OpenAsync(
        IEnumerable<string> objects,
        IEnumerable<string> uids,
        IEnumerable<string> studies,
        IEnumerable<string> links,
        CancellationToken cancellationToken
    )
    {
        await ViewAsync(
            "snapshot_objects",
            $"{Key} as object_key, {Key} as study_key, {Day} as dt",
            objects,
            cancellationToken
        );
        await ViewAsync("snapshot_uids", $"{Key} as sop_key, {Key} as study_key", uids, cancellationToken);
        await ViewAsync(
            "snapshot_studies",
            $"{Key} as study_key, {Key} as object_key, {Day} as dt",
            studies,
            cancellationToken
        );
        await ViewAsync("snapshot_links", $"{Key} as study_key, {Key} as sop_key", links, cancellationToken);
    }

    /// <summary>Makes <c>snapshot_new_objects</c> and <c>snapshot_new_uids</c> of the events of these files.</summary>
    public async Task AddAsync(ImmutableArray<string> files, CancellationToken cancellationToken)
    {
        const string Events = "snapshot_new_events";
        await engine.ExecuteAsync(RawViews.Statement(LakeTables.StudyEvents, files, Events), cancellationToken);
        await TableAsync("snapshot_new_objects", $"select distinct * from ({ObjectsOf(Events)})", cancellationToken);
        await TableAsync("snapshot_new_uids", $"select distinct * from ({UidsOf(Events)})", cancellationToken);
    }

    /// <summary>
    /// Makes <c>snapshot_touched</c>, the studies whose rows new events may change, and <c>snapshot_new_studies</c>, what
    /// they add to the list of studies.
    /// </summary>
    public async Task FindTouchedAsync(CancellationToken cancellationToken)
    {
        await FindAsync(
            "snapshot_known_objects",
            "snapshot_objects",
            "object_key",
            "snapshot_new_objects",
            cancellationToken
        );
        await FindAsync("snapshot_known_uids", "snapshot_uids", "sop_key", "snapshot_new_uids", cancellationToken);
        await TableAsync(
            "snapshot_all_objects",
            "select * from snapshot_known_objects union select * from snapshot_new_objects",
            cancellationToken
        );
        await TableAsync("snapshot_repeated", RepeatedOf("snapshot_all_objects"), cancellationToken);
        await TableAsync(
            "snapshot_new_studies",
            StudiesOf("snapshot_all_objects", "snapshot_repeated"),
            cancellationToken
        );
        await TableAsync(
            "snapshot_touched",
            """
            with recursive named as (
                select study_key from snapshot_all_objects
                union
                select study_key from snapshot_known_uids
                union
                select study_key from snapshot_new_uids
            ),
            reached as (
                select study_key from named where study_key is not null
                union
                select there.study_key
                from reached
                inner join snapshot_links as here on reached.study_key = here.study_key
                inner join snapshot_links as there on here.sop_key = there.sop_key
            )
            select study_key from reached
            """,
            cancellationToken
        );
    }

    /// <summary>
    /// Makes <c>snapshot_places</c>, every object of the touched studies with the partitions of its events, and
    /// <c>snapshot_days</c>, the partitions that have events of before of these objects or of those that have new ones.
    /// </summary>
    public async Task FindPlacesAsync(CancellationToken cancellationToken)
    {
        await FindAsync("snapshot_places", "snapshot_studies", "study_key", "snapshot_touched", cancellationToken);
        await TableAsync(
            "snapshot_days",
            "select dt from snapshot_places union select dt from snapshot_known_objects",
            cancellationToken
        );
        await engine.ExecuteAsync(
            "insert into snapshot_places select study_key, object_key, dt from snapshot_new_studies",
            cancellationToken
        );
    }

    // The rows of a sorted list whose key is among those of a table: first which keys there are, then their rows.
    private async Task FindAsync(
        string name,
        string list,
        string key,
        string wanted,
        CancellationToken cancellationToken
    )
    {
        var keys = $"{name}_keys";
        await TableAsync(
            keys,
            $"select distinct {key} from {list} where {key} in (select {key} from {wanted})",
            cancellationToken
        );
        await using var found = await engine.QueryAsync(
            string.Create(
                CultureInfo.InvariantCulture,
                $"select cast({key} as varchar) from {keys} limit {MostLiterals + 1}"
            ),
            [],
            cancellationToken
        );
        var rows = await found.ToArrayAsync(cancellationToken);
        // Literals let the reader pass over row groups by their least and greatest value.
        var among =
            rows.Length == 0 ? "select null where false"
            : rows.Length > MostLiterals ? $"select {key} from {keys}"
            : string.Join(", ", rows.Select(row => $"{row[0]}::ubigint"));
        await TableAsync(name, $"select * from {list} where {key} in ({among})", cancellationToken);
    }

    private Task ViewAsync(string name, string nothing, IEnumerable<string> files, CancellationToken cancellationToken)
    {
        var list = string.Join(", ", files.Select(SqlTypes.Literal));
        var source = list.Length == 0 ? $"select {nothing} where false" : $"select * from read_parquet([{list}])";
        return engine.ExecuteAsync($"create or replace view {name} as {source}", cancellationToken);
    }

    private Task TableAsync(string name, string sql, CancellationToken cancellationToken) =>
        engine.ExecuteAsync($"create or replace table {name} as {sql}", cancellationToken);
}
