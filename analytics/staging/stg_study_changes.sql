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

readings as (

    select * from stg_dated_readings

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

noted_studies as (

    select
        events.study_instance_uid,
        max(stg_noted_instances.changed_at) as changed_at
    from raw_study_events as events
    inner join stg_noted_instances
        on events.sop_instance_uid = stg_noted_instances.sop_instance_uid
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
        max(stg_noted_instances.changed_at) as changed_at
    from readings
    inner join stg_noted_instances
        on readings.sop_instance_uid = stg_noted_instances.sop_instance_uid
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
        dated.study_instance_uid,
        case which.date_number when 1 then dated.study_month else dated.series_month end as month_date,
        dated.recorded_at
    from dated
    cross join (values (1), (2)) as which (date_number)

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
