with repeated_objects as (

    select object_hash from stg_repeated_objects

),

lone_months as (

    select
        events.study_instance_uid,
        cast(date_trunc('month', events.study_date) as date) as study_month,
        cast(date_trunc('month', events.series_date) as date) as series_month,
        max(events.recorded_at) as recorded_at
    from raw_study_events as events
    left join repeated_objects
        on from_big_endian_64(xxhash64(to_utf8(events.object_id))) = repeated_objects.object_hash
    where
        events.dt >= '0001-01-01'
        and events.study_instance_uid is not null
        and repeated_objects.object_hash is null
    group by
        events.study_instance_uid,
        cast(date_trunc('month', events.study_date) as date),
        cast(date_trunc('month', events.series_date) as date)

),

repeated_readings as (

    select distinct
        events.source,
        events.object_id,
        coalesce(events.version_id, 'null') as version_slot,
        events.order_key,
        events.study_instance_uid,
        events.sop_instance_uid,
        case
            when events.sop_class_uid = '1.2.840.10008.5.1.4.1.1.88.59' then events.referenced_sop_instance_uids
        end as noted_sop_instance_uids,
        case
            when events.event_type = 'object_superseded' then 2
            when events.rejection_reason in ('archived', 'undecryptable') then 1
            else 0
        end as poverty,
        coalesce(events.extractor_version, 0) as extractor_version,
        cast(date_trunc('month', events.study_date) as date) as study_month,
        cast(date_trunc('month', events.series_date) as date) as series_month,
        events.recorded_at
    from raw_study_events as events
    inner join repeated_objects
        on from_big_endian_64(xxhash64(to_utf8(events.object_id))) = repeated_objects.object_hash
    where events.dt >= '0001-01-01'

),

-- The least number is the reading that a fold takes: one with the object's content, by the newest extractor.
ranked_readings as (

    select
        repeated_readings.*,
        1000000 * poverty - extractor_version as reading_rank,
        min(1000000 * poverty - extractor_version) over (
            partition by source, object_id, version_slot, order_key
            order by recorded_at
        ) as best_rank
    from repeated_readings

),

-- What was worse than a reading recorded before it was never taken by any fold, and compaction leaves it out.
readings as (

    select * from ranked_readings
    where reading_rank = best_rank

),

-- A removal names no study, and a correction may take an object from one month or study to another.
changed_objects as (

    select
        source,
        object_id,
        max(recorded_at) as changed_at
    from readings
    group by
        source,
        object_id
    having count(*) > 1

),

changed_studies as (

    select
        readings.study_instance_uid,
        max(changed_objects.changed_at) as changed_at
    from readings
    inner join changed_objects
        on readings.source = changed_objects.source
        and readings.object_id = changed_objects.object_id
    where readings.study_instance_uid is not null
    group by readings.study_instance_uid

),

notes as (

    select
        events.referenced_sop_instance_uids as noted_sop_instance_uids,
        events.recorded_at as changed_at
    from raw_study_events as events
    left join repeated_objects
        on from_big_endian_64(xxhash64(to_utf8(events.object_id))) = repeated_objects.object_hash
    where
        events.dt >= '0001-01-01'
        and events.sop_class_uid = '1.2.840.10008.5.1.4.1.1.88.59'
        and events.referenced_sop_instance_uids is not null
        and repeated_objects.object_hash is null

    union all

    select
        readings.noted_sop_instance_uids,
        coalesce(changed_objects.changed_at, readings.recorded_at) as changed_at
    from readings
    left join changed_objects
        on readings.source = changed_objects.source
        and readings.object_id = changed_objects.object_id
    where readings.noted_sop_instance_uids is not null

),

noted_instances as (

    select
        named.sop_instance_uid,
        max(notes.changed_at) as changed_at
    from notes
    cross join unnest(split(notes.noted_sop_instance_uids, '\')) as named (sop_instance_uid)
    group by named.sop_instance_uid

),

noted_studies as (

    select
        events.study_instance_uid,
        max(noted_instances.changed_at) as changed_at
    from raw_study_events as events
    inner join noted_instances
        on events.sop_instance_uid = noted_instances.sop_instance_uid
    left join repeated_objects
        on from_big_endian_64(xxhash64(to_utf8(events.object_id))) = repeated_objects.object_hash
    where
        events.dt >= '0001-01-01'
        and events.study_instance_uid is not null
        and repeated_objects.object_hash is null
    group by events.study_instance_uid

    union all

    select
        readings.study_instance_uid,
        max(noted_instances.changed_at) as changed_at
    from readings
    inner join noted_instances
        on readings.sop_instance_uid = noted_instances.sop_instance_uid
    where readings.study_instance_uid is not null
    group by readings.study_instance_uid

),

all_changes as (

    select * from changed_studies
    union all
    select * from noted_studies

),

last_changes as (

    select
        study_instance_uid,
        max(changed_at) as changed_at
    from all_changes
    group by study_instance_uid

),

dated as (

    select
        study_instance_uid,
        study_month,
        series_month,
        recorded_at
    from lone_months

    union all

    select
        study_instance_uid,
        study_month,
        series_month,
        recorded_at
    from readings
    where study_instance_uid is not null

),

all_months as (

    select
        study_instance_uid,
        study_month as month_date,
        recorded_at
    from dated

    union all

    select
        study_instance_uid,
        series_month as month_date,
        recorded_at
    from dated

),

months as (

    select
        study_instance_uid,
        month_date,
        max(recorded_at) as recorded_at
    from all_months
    where month_date is not null
    group by
        study_instance_uid,
        month_date

),

final as (

    select
        months.study_instance_uid,
        months.month_date,
        months.recorded_at,
        last_changes.changed_at
    from months
    left join last_changes
        on months.study_instance_uid = last_changes.study_instance_uid

)

select * from final
