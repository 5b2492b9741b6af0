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

    /// <summary>A query of the growth by every event, made in turns of so many that memory stays bounded.</summary>
    /// <remarks>
    /// A turn takes some days, and of their events those of objects that have none on other days; so each file is read
    /// once. What is left, objects with events far apart, is taken at the end, by a part of the objects at a time.
    /// Expects the index open, and <c>snapshot_repeated_objects</c>.
    /// </remarks>
    /// <param name="files">Every file of the lake.</param>
    /// <param name="eventsPerTurn">How many events to take at a time.</param>
    /// <param name="cancellationToken">Stops between two turns.</param>
    public async Task<string> WholeAsync(
        ImmutableArray<EventFile> files,
        long eventsPerTurn,
        CancellationToken cancellationToken
    )
    {
        await RunAsync(
            $"create or replace table storage_parts as select * from ({Nothing}) where false",
            cancellationToken
        );
        var days = await CountsAsync(
            $"select cast(dt as varchar) as dt, count(*) as events from {SnapshotIndex.AllObjects} group by dt order by dt",
            cancellationToken
        );
        var ranges = Ranges(days, eventsPerTurn);
        var numbered = ranges.SelectMany((range, number) => range.Days.Select(day => Number(day, number)));
        await RunAsync(
            $"""
            create or replace table storage_spread as
            select object_key
            from {SnapshotIndex.AllObjects} as objects
            inner join (values {string.Join(", ", numbered.Append("(null, null)"))}) as ranges (dt, range_number)
                on objects.dt = cast(ranges.dt as date)
            where object_key in (select object_key from snapshot_repeated_objects)
            group by object_key
            having min(range_number) <> max(range_number)
            """,
            cancellationToken
        );
        foreach (var range in ranges)
            await TurnsAsync(files, range, "not in", eventsPerTurn, cancellationToken);
        var spread = await CountsAsync(
            $"""
            select cast(dt as varchar) as dt, count(*) as events from {SnapshotIndex.AllObjects}
            where object_key in (select object_key from storage_spread)
            group by dt
            """,
            cancellationToken
        );
        if (spread.Count > 0)
        {
            var rest = new Range([.. spread.Select(day => day.Day)], spread.Sum(day => day.Events));
            await TurnsAsync(files, rest, "in", eventsPerTurn, cancellationToken);
        }
        return Sum("select * from storage_parts");

        static string Number(string day, int number) =>
            string.Create(CultureInfo.InvariantCulture, $"({SqlTypes.Literal(day)}, {number})");
    }

    /// <summary>A query of the growth by what a snapshot keeps and the files that came since.</summary>
    /// <param name="kept">The file with the growth.</param>
    /// <param name="index">The files that say in which days an object has events.</param>
    /// <param name="seen">The files of events that are in the snapshot; those of other days are not looked at.</param>
    /// <param name="tail">Those that came since.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task<string> KeptAsync(
        string kept,
        IEnumerable<string> index,
        ImmutableArray<EventFile> seen,
        ImmutableArray<EventFile> tail,
        CancellationToken cancellationToken
    )
    {
        var rows = $"select {Columns} from read_parquet({SqlTypes.Literal(kept)})";
        if (tail.IsEmpty)
            return rows;
        await ViewAsync("storage_new_events", tail, cancellationToken);
        await RunAsync(
            $"create or replace table storage_objects as select distinct source, object_id from storage_new_events where {NoEvent}",
            cancellationToken
        );
        var days = await DaysAsync(index, cancellationToken);
        await ViewAsync("storage_seen_events", seen.Where(file => days.Contains(file.Partition)), cancellationToken);
        await RunAsync(
            $"""
            create or replace table before_{Raw} as
            select * from storage_seen_events as events
            where
                {NoEvent}
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

    // Days in their order, as many as together have so many events, or one that has more.
    private static List<Range> Ranges(List<(string Day, long Events)> days, long eventsPerTurn)
    {
        var ranges = new List<Range>();
        foreach (var (day, events) in days)
        {
            if (ranges.Count > 0 && ranges[^1].Events + events <= eventsPerTurn)
                ranges[^1] = new Range([.. ranges[^1].Days, day], ranges[^1].Events + events);
            else
                ranges.Add(new Range([day], events));
        }
        return ranges;
    }

    // Of the events of some days those of objects that are spread over more, or are not.
    private async Task TurnsAsync(
        ImmutableArray<EventFile> files,
        Range range,
        string spread,
        long eventsPerTurn,
        CancellationToken cancellationToken
    )
    {
        var days = range.Days.ToHashSet(StringComparer.Ordinal);
        await ViewAsync("turn_events", files.Where(file => days.Contains(file.Partition)), cancellationToken);
        var turns = Math.Max(1, (range.Events + eventsPerTurn - 1) / eventsPerTurn);
        for (var turn = 0L; turn < turns; turn++)
        {
            await RunAsync(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"""
                    create or replace view turn_{Raw} as
                    select * from turn_events
                    where
                        {NoEvent}
                        and {SnapshotIndex.ObjectKey} {spread} (select object_key from storage_spread)
                        and hash(object_id) % {turns} = {turn}
                    """
                ),
                cancellationToken
            );
            await ChainAsync("turn_", cancellationToken);
            await RunAsync($"insert into storage_parts select {Columns} from turn_{Model}", cancellationToken);
        }
    }

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

    private Task ViewAsync(string name, IEnumerable<EventFile> files, CancellationToken cancellationToken) =>
        RunAsync(
            RawViews.Statement(LakeTables.StudyEvents, [.. files.Select(file => file.Path)], name),
            cancellationToken
        );

    private async Task<HashSet<string>> DaysAsync(IEnumerable<string> index, CancellationToken cancellationToken)
    {
        var list = string.Join(", ", index.Select(SqlTypes.Literal));
        var days = await CountsAsync(
            $"""
            select cast(dt as varchar) as dt, count(*) as events from read_parquet([{list}])
            where object_key in (select {SnapshotIndex.ObjectKey} from storage_objects)
            group by dt
            """,
            cancellationToken
        );
        return days.Select(day => day.Day).ToHashSet(StringComparer.Ordinal);
    }

    private async Task<List<(string Day, long Events)>> CountsAsync(string query, CancellationToken cancellationToken)
    {
        await using var rows = await engine.QueryAsync(query, [], cancellationToken);
        var days = new List<(string Day, long Events)>();
        await foreach (var row in rows.Rows.WithCancellation(cancellationToken))
        {
            days.Add(
                (
                    Convert.ToString(row[0], CultureInfo.InvariantCulture) ?? "",
                    Convert.ToInt64(row[1], CultureInfo.InvariantCulture)
                )
            );
        }
        return days;
    }

    private Task RunAsync(string statement, CancellationToken cancellationToken) =>
        engine.ExecuteAsync(statement, cancellationToken);

    /// <summary>Some days and how many events to take of them.</summary>
    private sealed record Range(ImmutableArray<string> Days, long Events);
}
