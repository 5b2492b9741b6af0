using System.Collections.Immutable;
using System.Globalization;
using StudyLake.Analytics;
using StudyLake.Cli.DuckDb;
using StudyLake.Events.Lake;

namespace StudyLake.Cli.Snapshot;

/// <summary>Keeps by how much the store grew on each day, and brings that up to what came since.</summary>
/// <remarks>
/// Growth is a sum over objects, and no object's share depends on another. So it can be made of some objects at a time,
/// and where new events came, the share of their objects as it was is taken off and as it is now put on. The events of
/// before are needed for that: when compaction has joined them with others, all is made again.
/// </remarks>
internal sealed class SnapshotStorage(DuckDbEngine engine, ModelCatalog catalog)
{
    /// <summary>The model that is kept.</summary>
    public const string Model = "storage_growth";

    private const string Columns = "source, change_count, growth_objects, growth_bytes, storage_date";

    private const string NoEvent = "dt >= '0001-01-01'";

    private static readonly string Raw = RawTables.Name(LakeTables.StudyEvents);

    /// <summary>Whether a snapshot's growth serves for these files.</summary>
    /// <remarks>Not when compaction has put events that it has seen into one file with others.</remarks>
    public static bool Serves(SnapshotManifest manifest, ImmutableArray<EventFile> files) =>
        manifest.Storage is not null
        && manifest
            .Included.ToHashSet(StringComparer.Ordinal)
            .IsSubsetOf(files.Except(SnapshotReader.Tail(manifest, files)).SelectMany(file => file.Segments));

    /// <summary>A query of the growth by every event, made in turns of so many objects that memory stays bounded.</summary>
    /// <param name="events">Events in the lake.</param>
    /// <param name="eventsPerTurn">How many to take at a time.</param>
    /// <param name="cancellationToken">Stops between two turns.</param>
    public async Task<string> WholeAsync(long events, long eventsPerTurn, CancellationToken cancellationToken)
    {
        var turns = Math.Max(1, (events + eventsPerTurn - 1) / eventsPerTurn);
        await RunAsync(
            $"create or replace table storage_parts as select * from ({Nothing}) where false",
            cancellationToken
        );
        for (var turn = 0L; turn < turns; turn++)
        {
            await RunAsync(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"create or replace view turn_{Raw} as select * from {Raw} where md5_number_lower(object_id) % {turns} = {turn}"
                ),
                cancellationToken
            );
            await ChainAsync("turn_", cancellationToken);
            await RunAsync($"insert into storage_parts select {Columns} from turn_{Model}", cancellationToken);
        }
        return Sum("select * from storage_parts");
    }

    /// <summary>A query of the growth by what a snapshot keeps and the files that came since.</summary>
    /// <param name="kept">The file with the growth.</param>
    /// <param name="index">The files that say in which days an object has events.</param>
    /// <param name="seen">The files of events that are in the snapshot.</param>
    /// <param name="tail">Those that came since.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task<string> KeptAsync(
        string kept,
        IEnumerable<string> index,
        ImmutableArray<string> seen,
        ImmutableArray<string> tail,
        CancellationToken cancellationToken
    )
    {
        var rows = $"select {Columns} from read_parquet({SqlTypes.Literal(kept)})";
        if (tail.IsEmpty)
            return rows;
        await RunAsync(RawViews.Statement(LakeTables.StudyEvents, seen, "storage_seen_events"), cancellationToken);
        await RunAsync(RawViews.Statement(LakeTables.StudyEvents, tail, "storage_new_events"), cancellationToken);
        await RunAsync(
            $"create or replace table storage_objects as select distinct source, object_id from storage_new_events where {NoEvent}",
            cancellationToken
        );
        var days = await DaysAsync(index, cancellationToken);
        await RunAsync(
            $"""
            create or replace table before_{Raw} as
            select * from storage_seen_events as events
            where
                dt in ({string.Join(", ", days.Select(SqlTypes.Literal))})
                and exists (
                    select 1 from storage_objects
                    where storage_objects.source = events.source and storage_objects.object_id = events.object_id
                )
            """,
            cancellationToken
        );
        await RunAsync(
            $"""
            create or replace view after_{Raw} as
            select * from before_{Raw}
            union all by name
            select * from storage_new_events where {NoEvent}
            """,
            cancellationToken
        );
        await ChainAsync("before_", cancellationToken);
        await ChainAsync("after_", cancellationToken);
        return Sum(
            $"""
            {rows}
            union all
            select source, -change_count, -growth_objects, -growth_bytes, storage_date from before_{Model}
            union all
            select {Columns} from after_{Model}
            """
        );
    }

    private static string Nothing =>
        "select cast(null as varchar) as source, cast(0 as bigint) as change_count, cast(0 as bigint) as growth_objects, "
        + "cast(0 as bigint) as growth_bytes, cast(null as date) as storage_date";

    // A day whose changes all belong to objects that changed otherwise has no row.
    private static string Sum(string rows) =>
        $"""
            select
                source,
                cast(sum(change_count) as bigint) as change_count,
                cast(sum(growth_objects) as bigint) as growth_objects,
                cast(sum(growth_bytes) as bigint) as growth_bytes,
                storage_date
            from ({rows})
            group by source, storage_date
            having sum(change_count) > 0
            """;

    // Views, so that only the columns that growth needs are read.
    private async Task ChainAsync(string prefix, CancellationToken cancellationToken)
    {
        var chain = catalog.Between(Raw, Model);
        var names = chain.Select(model => model.Name).Append(Raw).ToHashSet(StringComparer.Ordinal);
        foreach (var model in chain)
            await RunAsync(
                $"create or replace view {prefix}{model.Name} as\n{model.Prefixed(names, prefix)}",
                cancellationToken
            );
    }

    private async Task<List<string>> DaysAsync(IEnumerable<string> index, CancellationToken cancellationToken)
    {
        var list = string.Join(", ", index.Select(SqlTypes.Literal));
        await using var rows = await engine.QueryAsync(
            $"""
            select distinct dt from read_parquet([{list}])
            where object_key in (select {SnapshotIndex.ObjectKey} from storage_objects)
            """,
            [],
            cancellationToken
        );
        var days = new List<string> { DateOnly.MinValue.ToString("O", CultureInfo.InvariantCulture) };
        await foreach (var row in rows.Rows.WithCancellation(cancellationToken))
            days.Add(Convert.ToString(row[0], CultureInfo.InvariantCulture) ?? "");
        return days;
    }

    private Task RunAsync(string statement, CancellationToken cancellationToken) =>
        engine.ExecuteAsync(statement, cancellationToken);
}
