using System.Globalization;
using StudyLake.Analytics;
using StudyLake.Cli.DuckDb;

namespace StudyLake.Cli.Snapshot;

/// <summary>Divides the studies of a whole lake into buckets that are folded one after the other.</summary>
/// <remarks>
/// Studies in the order in which they began to arrive, so that a bucket reads few partitions; linked ones together, for
/// their rows depend on each other.
/// </remarks>
/// <param name="engine">Has the lists of the index open.</param>
/// <param name="folder">Full path of a folder for files with the objects of each bucket.</param>
internal sealed class SnapshotBuckets(DuckDbEngine engine, string folder) : IDisposable
{
    private readonly List<string> _files = [];
    private int _bucketsPerFile = 1;

    /// <summary>Divides them, and says into how many buckets.</summary>
    /// <param name="eventsPerBucket">Events in a bucket, or more where linked studies have more.</param>
    /// <param name="eventsPerTurn">Events whose places are sorted at a time; memory follows it.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task<int> DistributeAsync(
        long eventsPerBucket,
        long eventsPerTurn,
        CancellationToken cancellationToken
    )
    {
        await engine.ExecuteAsync(
            string.Create(
                CultureInfo.InvariantCulture,
                $"""
                create or replace table snapshot_buckets as
                with recursive reached as (
                    select distinct study_key, study_key as other_key from snapshot_links
                    union
                    select reached.study_key, there.study_key as other_key
                    from reached
                    inner join snapshot_links as here on reached.other_key = here.study_key
                    inner join snapshot_links as there on here.sop_key = there.sop_key
                ),
                leaders as (
                    select study_key, min(other_key) as leader_key from reached group by study_key
                ),
                studies as (
                    select study_key, min(dt) as first_dt, count(*) as event_count
                    from snapshot_studies
                    group by study_key
                ),
                led as (
                    select studies.*, coalesce(leaders.leader_key, studies.study_key) as leader_key
                    from studies
                    left join leaders on studies.study_key = leaders.study_key
                ),
                groups as (
                    select leader_key, min(first_dt) as first_dt, sum(event_count) as event_count
                    from led
                    group by leader_key
                ),
                placed as (
                    select
                        leader_key,
                        sum(event_count) over (order by first_dt, leader_key rows unbounded preceding)
                        - event_count as events_before
                    from groups
                )
                select led.study_key, cast(placed.events_before // {eventsPerBucket} as integer) as bucket
                from led
                inner join placed on led.leader_key = placed.leader_key
                """
            ),
            cancellationToken
        );
        // Buckets that one group of studies fills alone leave gaps in the numbers.
        await engine.ExecuteAsync(
            "create or replace table snapshot_buckets as "
                + "select study_key, cast(dense_rank() over (order by bucket) - 1 as integer) as bucket from snapshot_buckets",
            cancellationToken
        );
        await using var result = await engine.QueryAsync(
            "select coalesce(max(bucket) + 1, 1) from snapshot_buckets",
            [],
            cancellationToken
        );
        var rows = await result.ToArrayAsync(cancellationToken);
        var buckets = Convert.ToInt32(rows[0][0], CultureInfo.InvariantCulture);
        _bucketsPerFile = (int)Math.Clamp(eventsPerTurn / eventsPerBucket, 1, buckets);
        for (var first = 0; first < buckets; first += _bucketsPerFile)
            await CopyAsync(first, cancellationToken);
        await engine.ExecuteAsync("drop table snapshot_buckets", cancellationToken);
        return buckets;
    }

    /// <summary>Makes <c>snapshot_touched</c>, <c>snapshot_places</c> and <c>snapshot_days</c> of one bucket.</summary>
    public async Task TakeAsync(int bucket, CancellationToken cancellationToken)
    {
        await engine.ExecuteAsync(
            string.Create(
                CultureInfo.InvariantCulture,
                $"""
                create or replace table snapshot_places as
                select study_key, object_key, dt
                from read_parquet({SqlTypes.Literal(_files[bucket / _bucketsPerFile])})
                where bucket = {bucket}
                """
            ),
            cancellationToken
        );
        await engine.ExecuteAsync(
            "create or replace table snapshot_touched as select distinct study_key from snapshot_places",
            cancellationToken
        );
        await engine.ExecuteAsync(
            "create or replace table snapshot_days as select distinct dt from snapshot_places",
            cancellationToken
        );
    }

    /// <summary>Deletes the files with the objects.</summary>
    public void Dispose() => _files.ForEach(File.Delete);

    // Sorted, so that taking a bucket reads its own rows and not the whole list again.
    private async Task CopyAsync(int first, CancellationToken cancellationToken)
    {
        var file = Path.Combine(
            folder,
            string.Create(CultureInfo.InvariantCulture, $"distribution-{_files.Count:D4}.parquet")
        );
        await engine.ExecuteAsync(
            string.Create(
                CultureInfo.InvariantCulture,
                $"""
                copy (
                    select buckets.bucket, studies.study_key, studies.object_key, studies.dt
                    from snapshot_studies as studies
                    inner join (
                        select * from snapshot_buckets
                        where bucket >= {first} and bucket < {first + _bucketsPerFile}
                    ) as buckets
                        on studies.study_key = buckets.study_key
                    order by buckets.bucket
                ) to {SqlTypes.Literal(file)} (
                    format parquet, row_group_size {SnapshotIndex.RowGroup}, compression zstd, compression_level 1
                )
                """
            ),
            cancellationToken
        );
        _files.Add(file);
    }
}
