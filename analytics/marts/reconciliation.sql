with batches as (

    select
        dt,
        batch_name,
        max(batch_status) as batch_status,
        max(line_count) as line_count,
        max(event_count) as event_count
    from raw_transform_batches
    where dt >= '0001-01-01'
    group by
        dt,
        batch_name

),

log_days as (

    select
        dt,
        sum(coalesce(line_count, 0)) as line_count,
        count(*) filter (where line_count is null) as damaged_segment_count
    from batches
    group by dt

),

lake_days as (

    select
        dt,
        cast(sum(event_count) as bigint) as event_count
    from stg_event_days
    group by dt

),

quarantine_days as (

    select
        dt,
        count(*) filter (where line_offset is not null) as line_count
    from raw_quarantined_lines
    where dt >= '0001-01-01'
    group by dt

),

compacted_days as (

    select
        dt,
        sum(dropped_count) as dropped_count
    from raw_compactions
    where dt >= '0001-01-01'
    group by dt

),

requeue_days as (

    select
        dt,
        count(*) as line_count
    from raw_requeues
    where dt >= '0001-01-01'
    group by dt

),

known_days as (

    select dt from log_days
    union
    select dt from lake_days
    union
    select dt from quarantine_days

),

log_lines as (

    select
        'log_lines' as check_name,
        'lines of the log are rows of the lake, left out by compaction, requeues or in quarantine' as subject,
        case
            when log_days.dt is null then 'no segment is known for this day'
            when coalesce(log_days.damaged_segment_count, 0) > 0 then 'a whole segment is in quarantine, its lines unknown'
            when coalesce(quarantine_days.line_count, 0) > 0 then 'lines are in quarantine'
        end as reason,
        coalesce(log_days.line_count, 0) as expected_count,
        coalesce(lake_days.event_count, 0)
            + coalesce(compacted_days.dropped_count, 0)
            + coalesce(requeue_days.line_count, 0)
            + coalesce(quarantine_days.line_count, 0) as found_count,
        try_cast(known_days.dt as date) as arrival_date
    from known_days
    left join log_days
        on known_days.dt = log_days.dt
    left join lake_days
        on known_days.dt = lake_days.dt
    left join quarantine_days
        on known_days.dt = quarantine_days.dt
    left join compacted_days
        on known_days.dt = compacted_days.dt
    left join requeue_days
        on known_days.dt = requeue_days.dt

),

damaged_segments as (

    select
        'damaged_segments' as check_name,
        'segments of the log that could not be read' as subject,
        case when damaged_segment_count > 0 then 'a whole segment is in quarantine' end as reason,
        0 as expected_count,
        damaged_segment_count as found_count,
        try_cast(dt as date) as arrival_date
    from log_days

),

runs as (

    select
        run_id,
        source,
        max(run_status) as run_status,
        max(objects_seen) as objects_seen,
        max(changes_noticed) as changes_noticed,
        max(stored_count) as stored_count,
        max(rejected_count) as rejected_count,
        max(removed_count) as removed_count,
        max(superseded_count) as superseded_count,
        max(reread_count) as reread_count,
        max(failed_count) as failed_count,
        max(started_at) as started_at
    from raw_ingest_runs
    where dt >= '0001-01-01'
    group by
        run_id,
        source

),

run_totals as (

    select
        source,
        sum(
            case
                when run_status = 'complete' then changes_noticed - failed_count
                else stored_count + rejected_count + removed_count + superseded_count
            end
        ) as change_count,
        count(*) filter (where run_status <> 'complete') as unfinished_count
    from runs
    group by source

),

event_totals as (

    select
        source,
        cast(sum(event_count) as bigint) as event_count
    from stg_event_days
    group by source

),

-- Rows that compaction left out were counted by the run that made them.
dropped_totals as (

    select
        source,
        sum(dropped_count) as event_count
    from raw_compactions
    where dt >= '0001-01-01'
    group by source

),

written_segments as (

    select
        source,
        batch_name,
        max(event_count) as event_count
    from raw_run_segments
    where dt >= '0001-01-01'
    group by
        source,
        batch_name

),

-- What a segment held that is in quarantine as a whole is known by the account of the run that wrote it. Its objects
-- were read again since, or are missing in the store's check; either way this check is about the events that were written.
lost_totals as (

    select
        written_segments.source,
        sum(written_segments.event_count) as event_count
    from written_segments
    inner join batches
        on written_segments.batch_name = batches.batch_name
    where batches.line_count is null
    group by written_segments.source

),

run_copies as (

    select
        source,
        sum(coalesce(reread_count, 0)) as event_count
    from runs
    group by source

),

run_rows as (

    select
        written_segments.source,
        sum(batches.event_count) as event_count
    from written_segments
    inner join batches
        on written_segments.batch_name = batches.batch_name
    group by written_segments.source

),

change_totals as (

    select
        source,
        change_count
    from stg_source_totals

),

-- A segment that no run wrote and that brings no change the log did not have was delivered twice: no run has to answer
-- for it. What it brings beyond that stays unexplained, as does a change of a run whose account is lost.
delivered_twice as (

    select
        event_totals.source,
        least(
            event_totals.event_count
                + coalesce(dropped_totals.event_count, 0)
                - coalesce(run_rows.event_count, 0),
            greatest(
                event_totals.event_count
                    + coalesce(dropped_totals.event_count, 0)
                    - change_totals.change_count
                    - coalesce(run_copies.event_count, 0),
                0
            )
        ) as event_count
    from event_totals
    inner join change_totals
        on event_totals.source = change_totals.source
    left join dropped_totals
        on event_totals.source = dropped_totals.source
    left join run_rows
        on event_totals.source = run_rows.source
    left join run_copies
        on event_totals.source = run_copies.source

),

noticed_totals as (

    select
        run_totals.source,
        run_totals.unfinished_count,
        run_totals.change_count,
        coalesce(event_totals.event_count, 0)
            + coalesce(dropped_totals.event_count, 0)
            + coalesce(lost_totals.event_count, 0)
            - coalesce(delivered_twice.event_count, 0) as event_count
    from run_totals
    left join event_totals
        on run_totals.source = event_totals.source
    left join dropped_totals
        on run_totals.source = dropped_totals.source
    left join lost_totals
        on run_totals.source = lost_totals.source
    left join delivered_twice
        on run_totals.source = delivered_twice.source

),

changes_noticed as (

    select
        'changes_noticed' as check_name,
        source as subject,
        case
            when change_count <> event_count and unfinished_count > 0 then 'a run was interrupted or failed'
            when change_count < event_count then 'a run ended without its account'
            when change_count > event_count then 'events are not in the lake yet, or lines are in quarantine'
        end as reason,
        change_count as expected_count,
        event_count as found_count,
        cast(null as date) as arrival_date
    from noticed_totals

),

ranked_runs as (

    select
        runs.*,
        row_number() over (partition by source order by started_at desc, run_id desc) as run_rank
    from runs
    where run_status = 'complete'

),

object_totals as (

    select
        source,
        object_count,
        current_count,
        stored_bytes,
        issue_count
    from stg_source_totals

),

objects_in_store as (

    select
        'objects_in_store' as check_name,
        ranked_runs.source as subject,
        case
            when ranked_runs.objects_seen <> coalesce(object_totals.object_count, 0) and ranked_runs.failed_count > 0
                then 'objects could not be read'
            when ranked_runs.objects_seen <> coalesce(object_totals.object_count, 0)
                then 'the store has changed, or events are not in the lake yet'
        end as reason,
        ranked_runs.objects_seen as expected_count,
        coalesce(object_totals.object_count, 0) as found_count,
        cast(null as date) as arrival_date
    from ranked_runs
    left join object_totals
        on ranked_runs.source = object_totals.source
    where ranked_runs.run_rank = 1

),

totals as (

    select
        (select coalesce(sum(object_count), 0) from object_totals) as object_count,
        (select coalesce(sum(issue_count), 0) from object_totals) as issue_count,
        coalesce(max(case when mart = 'instances' then row_count end), 0) as instance_row_count,
        coalesce(max(case when mart = 'instances' then instance_count end), 0) as instance_count,
        coalesce(max(case when mart = 'instances' then study_count end), 0) as study_count,
        coalesce(max(case when mart = 'studies' then row_count end), 0) as study_row_count,
        coalesce(max(case when mart = 'exams' then exam_count end), 0) as exam_count,
        coalesce(max(case when mart = 'rejected_objects' then row_count end), 0) as rejected_count,
        coalesce(max(case when mart = 'pending_objects' then row_count end), 0) as pending_count,
        coalesce(max(case when mart = 'field_issues' then row_count end), 0) as issue_row_count,
        coalesce(max(case when mart = 'series' then instance_count end), 0) as series_instance_count,
        coalesce(max(case when mart = 'studies' then instance_count end), 0) as study_instance_count
    from mart_totals

),

volume_totals as (

    select
        names.mart,
        coalesce(mart_totals.study_count, 0) as study_count,
        coalesce(mart_totals.exam_count, 0) as exam_count,
        coalesce(mart_totals.instance_count, 0) as instance_count
    from (
        values
        ('volume_daily'),
        ('studies_by_modality'),
        ('studies_by_institution'),
        ('studies_by_date')
    ) as names (mart)
    left join mart_totals
        on names.mart = mart_totals.mart

),

mart_checks as (

    select
        'objects_in_marts' as check_name,
        'instances, rejected and pending objects' as subject,
        object_count as expected_count,
        instance_row_count + rejected_count + pending_count as found_count
    from totals

    union all

    select
        'issues_in_marts' as check_name,
        'field_issues' as subject,
        issue_count as expected_count,
        issue_row_count as found_count
    from totals

    union all

    select
        'instances_in_marts' as check_name,
        'series' as subject,
        instance_count as expected_count,
        series_instance_count as found_count
    from totals

    union all

    select
        'instances_in_marts' as check_name,
        'studies' as subject,
        instance_count as expected_count,
        study_instance_count as found_count
    from totals

    union all

    select
        'studies_in_marts' as check_name,
        'studies' as subject,
        study_count as expected_count,
        study_row_count as found_count
    from totals

    union all

    select
        'instances_in_marts' as check_name,
        volume_totals.mart as subject,
        totals.instance_count as expected_count,
        volume_totals.instance_count as found_count
    from totals
    cross join volume_totals

    union all

    select
        'studies_in_marts' as check_name,
        volume_totals.mart as subject,
        totals.study_count as expected_count,
        volume_totals.study_count as found_count
    from totals
    cross join volume_totals

    union all

    select
        'exams_in_marts' as check_name,
        volume_totals.mart as subject,
        totals.exam_count as expected_count,
        volume_totals.exam_count as found_count
    from totals
    cross join volume_totals

),

ranked_storage as (

    select
        source,
        object_count,
        stored_bytes,
        row_number() over (partition by source order by storage_date desc) as day_rank
    from storage_daily

),

-- Every source with an object has an event, so every source is in event_totals.
storage_totals as (

    select
        event_totals.source,
        coalesce(object_totals.current_count, 0) as object_count,
        coalesce(object_totals.stored_bytes, 0) as stored_bytes,
        coalesce(ranked_storage.object_count, 0) as storage_object_count,
        coalesce(ranked_storage.stored_bytes, 0) as storage_stored_bytes
    from event_totals
    left join object_totals
        on event_totals.source = object_totals.source
    left join ranked_storage
        on event_totals.source = ranked_storage.source
        and ranked_storage.day_rank = 1

),

storage_checks as (

    select
        'objects_in_storage' as check_name,
        source as subject,
        object_count as expected_count,
        storage_object_count as found_count
    from storage_totals

    union all

    select
        'bytes_in_storage' as check_name,
        source as subject,
        stored_bytes as expected_count,
        storage_stored_bytes as found_count
    from storage_totals

),

all_checks as (

    select
        check_name,
        subject,
        reason,
        expected_count,
        found_count,
        arrival_date
    from log_lines

    union all

    select
        check_name,
        subject,
        reason,
        expected_count,
        found_count,
        arrival_date
    from damaged_segments

    union all

    select
        check_name,
        subject,
        reason,
        expected_count,
        found_count,
        arrival_date
    from changes_noticed

    union all

    select
        check_name,
        subject,
        reason,
        expected_count,
        found_count,
        arrival_date
    from objects_in_store

    union all

    select
        check_name,
        subject,
        case when expected_count <> found_count then 'a mart is wrong: please report it' end as reason,
        expected_count,
        found_count,
        cast(null as date) as arrival_date
    from mart_checks

    union all

    select
        check_name,
        subject,
        case when expected_count <> found_count then 'a mart is wrong: please report it' end as reason,
        expected_count,
        found_count,
        cast(null as date) as arrival_date
    from storage_checks

),

final as (

    select
        check_name,
        subject,
        reason,
        cast(expected_count as bigint) as expected_count,
        cast(found_count as bigint) as found_count,
        cast(found_count - expected_count as bigint) as difference,
        found_count = expected_count as is_reconciled,
        arrival_date
    from all_checks

)

select * from final
