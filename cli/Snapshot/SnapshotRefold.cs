using System.Collections.Immutable;
using System.Globalization;
using StudyLake.Analytics;
using StudyLake.Cli.DuckDb;
using StudyLake.Events.Lake;

namespace StudyLake.Cli.Snapshot;

/// <summary>Finds the studies that new events touch, and folds those again over their whole history.</summary>
/// <remarks>
/// <para>
/// A removal names no study, an object may move from study to study, and one SOP Instance UID in two studies makes
/// each look different. So an index remembers for every event its object, study, UID and partition, and the touched
/// studies are: those the new events name, those their objects were ever in, those that share a UID with them, and
/// whatever is linked with one of these by a shared UID. Only the partitions in which the objects of touched studies
/// have events are read again, through the same SQL.
/// </para>
/// <para>
/// Keys in the index are shortened (40 bits of the object's hash, 64 of the UID's): two that collide touch a study too
/// many, never one too few, and a study folded again for nothing gives the same rows.
/// </para>
/// </remarks>
internal sealed class SnapshotRefold(DuckDbEngine engine, ModelCatalog catalog)
{
    /// <summary>Columns of the index of an event.</summary>
    public const string IndexOf =
        "substr(object_id, 1, 8) as object_key, study_instance_uid, md5_number_lower(sop_instance_uid) as sop_key, dt";

    private const string IndexColumns =
        "cast(null as varchar) as object_key, cast(null as varchar) as study_instance_uid, "
        + "cast(null as ubigint) as sop_key, cast(null as varchar) as dt";

    private const string PairColumns = "cast(null as varchar) as study_instance_uid, cast(null as ubigint) as sop_key";

    /// <summary>Makes the index, the references and the links of a snapshot readable.</summary>
    public async Task OpenAsync(
        IEnumerable<string> index,
        IEnumerable<string> references,
        IEnumerable<string> links,
        CancellationToken cancellationToken
    )
    {
        await ViewAsync("snapshot_index", IndexColumns, index, cancellationToken);
        await ViewAsync("snapshot_references", PairColumns, references, cancellationToken);
        await ViewAsync("snapshot_links", PairColumns, links, cancellationToken);
    }

    /// <summary>Makes <c>snapshot_new_index</c> and <c>snapshot_new_references</c> of the events of these files.</summary>
    public async Task IndexAsync(ImmutableArray<string> files, CancellationToken cancellationToken)
    {
        await engine.ExecuteAsync(
            RawViews.Statement(LakeTables.StudyEvents, files, "snapshot_new_events"),
            cancellationToken
        );
        await TableAsync(
            "snapshot_new_index",
            $"select distinct {IndexOf} from snapshot_new_events where dt >= '0001-01-01'",
            cancellationToken
        );
        await TableAsync("snapshot_new_references", ReferencesOf("snapshot_new_events"), cancellationToken);
        await TableAsync(
            "snapshot_new_keys",
            """
            select sop_key from snapshot_new_index where sop_key is not null
            union
            select sop_key from snapshot_new_references
            """,
            cancellationToken
        );
    }

    /// <summary>The pairs of study and UID that the documents among some events refer to.</summary>
    public static string ReferencesOf(string events) =>
        $"""
            select distinct study_instance_uid, md5_number_lower(referenced_uid) as sop_key
            from (
                select study_instance_uid, unnest(string_split(referenced_sop_instance_uids, '\')) as referenced_uid
                from {events}
                where dt >= '0001-01-01' and referenced_sop_instance_uids is not null
            )
            where referenced_uid <> '' and study_instance_uid is not null
            """;

    /// <summary>Makes <c>snapshot_touched</c> of the events indexed before.</summary>
    public Task FindTouchedAsync(CancellationToken cancellationToken) =>
        TableAsync(
            "snapshot_touched",
            """
            with recursive named as (
                select study_instance_uid from snapshot_new_index where study_instance_uid is not null
                union
                select study_instance_uid from snapshot_index
                where
                    study_instance_uid is not null
                    and (
                        object_key in (select object_key from snapshot_new_index)
                        or sop_key in (select sop_key from snapshot_new_keys)
                    )
                union
                select study_instance_uid from snapshot_references
                where sop_key in (select sop_key from snapshot_new_keys)
            ),
            reached as (
                select study_instance_uid from named
                union
                select there.study_instance_uid
                from reached
                inner join snapshot_links as here on reached.study_instance_uid = here.study_instance_uid
                inner join snapshot_links as there on here.sop_key = there.sop_key
            )
            select study_instance_uid from reached
            """,
            cancellationToken
        );

    /// <summary>Makes every kept model for the studies of <c>snapshot_touched</c>, under prefixed names.</summary>
    /// <remarks>Objects of touched studies that are in others now are folded too; their rows are left out at the end.</remarks>
    public async Task RefoldAsync(CancellationToken cancellationToken)
    {
        await TableAsync(
            "snapshot_objects",
            """
            select object_key from snapshot_index
            where study_instance_uid in (select study_instance_uid from snapshot_touched)
            union
            select object_key from snapshot_new_index
            """,
            cancellationToken
        );
        var partitions = await PartitionsAsync(cancellationToken);
        var chain = SnapshotModels.Chain(catalog);
        var names = chain.Select(model => model.Name).Append(SnapshotModels.Raw).ToHashSet(StringComparer.Ordinal);
        var columns = LakeTables
            .StudyEvents.Columns.Select(column => column.Name)
            .Append(LakeTable.Partition)
            .Where(column =>
                chain.Any(model => model.References.Contains(SnapshotModels.Raw) && model.Mentions(column))
            );
        await TableAsync(
            SnapshotModels.Prefix + SnapshotModels.Raw,
            $"""
            select {string.Join(", ", columns)} from {SnapshotModels.Raw}
            where
                dt in ({string.Join(", ", partitions.Select(SqlTypes.Literal))})
                and substr(object_id, 1, 8) in (select object_key from snapshot_objects)
            """,
            cancellationToken
        );
        foreach (var model in chain)
        {
            var kind = model.Description.IsTable ? "table" : "view";
            await engine.ExecuteAsync(
                $"create or replace {kind} {SnapshotModels.Prefix}{model.Name} as {model.Prefixed(names, SnapshotModels.Prefix)}",
                cancellationToken
            );
        }
    }

    /// <summary>The rows of a kept model that were folded again.</summary>
    public string Refolded(string model) =>
        $"""
            select {ColumnsOf(model)} from {SnapshotModels.Prefix}{model}
            where {SnapshotModels.Study} in (select study_instance_uid from snapshot_touched)
            """;

    /// <summary>Frees what folding again took.</summary>
    public async Task ForgetAsync(CancellationToken cancellationToken)
    {
        foreach (var model in SnapshotModels.Chain(catalog).Reverse())
        {
            var kind = model.Description.IsTable ? "table" : "view";
            await engine.ExecuteAsync($"drop {kind} if exists {SnapshotModels.Prefix}{model.Name}", cancellationToken);
        }
        await engine.ExecuteAsync(
            $"drop table if exists {SnapshotModels.Prefix}{SnapshotModels.Raw}",
            cancellationToken
        );
    }

    /// <summary>The columns of a kept model, in the order of its description.</summary>
    public string ColumnsOf(string model) =>
        string.Join(", ", catalog[model].Description.Columns.Select(column => column.Name));

    private async Task<List<string>> PartitionsAsync(CancellationToken cancellationToken)
    {
        await using var rows = await engine.QueryAsync(
            """
            select dt from snapshot_index where object_key in (select object_key from snapshot_objects)
            union
            select dt from snapshot_new_index
            """,
            [],
            cancellationToken
        );
        var partitions = new List<string> { DateOnly.MinValue.ToString("O", CultureInfo.InvariantCulture) };
        await foreach (var row in rows.Rows.WithCancellation(cancellationToken))
            partitions.Add(Convert.ToString(row[0], CultureInfo.InvariantCulture) ?? "");
        return partitions;
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
