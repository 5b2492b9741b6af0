with settings as (

    -- A month is reported on the morning of the second day of the next one, as far back as a year and a month.
    select
        30 as due_hours,
        13 as month_count

),

lake_ends as (

    select
        min(recorded_at) as first_recorded_at,
        max(recorded_at) as last_recorded_at
    from raw_study_events
    where dt >= '0001-01-01'

),

months as (

    select cast(date_trunc('month', study_date) as date) as month_date
    from raw_study_events
    where
        dt >= '0001-01-01'
        and study_date is not null

    union

    select cast(date_trunc('month', series_date) as date) as month_date
    from raw_study_events
    where
        dt >= '0001-01-01'
        and series_date is not null

),

due_months as (

    select
        months.month_date,
        date_add('hour', settings.due_hours, cast(date_add('month', 1, months.month_date) as timestamp)) as due_at
    from months
    cross join settings

),

-- Months that were reported: the lake was there, and something was recorded since.
cuts as (

    select
        substr(cast(due_months.month_date as varchar), 1, 7) || '|' as cut_label,
        due_months.month_date,
        due_months.due_at
    from due_months
    cross join lake_ends
    cross join settings
    where
        due_months.due_at >= lake_ends.first_recorded_at
        and due_months.due_at < lake_ends.last_recorded_at
        and due_months.month_date
        >= date_add('month', -settings.month_count, cast(date_trunc('month', lake_ends.last_recorded_at) as date))

),

first_cuts as (

    select min(due_at) as due_at from cuts

),

late_events as (

    select
        events.study_instance_uid,
        max(events.recorded_at) as changed_at
    from raw_study_events as events
    inner join cuts
        on cast(date_trunc('month', events.study_date) as date) = cuts.month_date
        and events.recorded_at > cuts.due_at
    where
        events.dt >= '0001-01-01'
        and events.study_instance_uid is not null
    group by events.study_instance_uid

    union all

    select
        events.study_instance_uid,
        max(events.recorded_at) as changed_at
    from raw_study_events as events
    inner join cuts
        on cast(date_trunc('month', events.series_date) as date) = cuts.month_date
        and events.recorded_at > cuts.due_at
    where
        events.dt >= '0001-01-01'
        and events.study_instance_uid is not null
    group by events.study_instance_uid

),

repeated_events as (

    select
        events.source,
        events.object_id,
        events.study_instance_uid,
        events.recorded_at
    from raw_study_events as events
    inner join stg_repeated_objects
        on from_big_endian_64(xxhash64(to_utf8(events.object_id))) = stg_repeated_objects.object_hash
    where events.dt >= '0001-01-01'

),

-- A removal names no study, and a correction may take an object from one month or study to another.
changed_objects as (

    select
        source,
        object_id,
        max(recorded_at) as changed_at
    from repeated_events
    group by
        source,
        object_id
    having
        count(*) > 1
        and max(recorded_at) > (select first_cuts.due_at from first_cuts)

),

changed_studies as (

    select
        repeated_events.study_instance_uid,
        max(changed_objects.changed_at) as changed_at
    from repeated_events
    inner join changed_objects
        on repeated_events.source = changed_objects.source
        and repeated_events.object_id = changed_objects.object_id
    where repeated_events.study_instance_uid is not null
    group by repeated_events.study_instance_uid

),

notes as (

    select
        named.rejected_sop_instance_uid,
        max(coalesce(changed_objects.changed_at, events.recorded_at)) as changed_at
    from raw_study_events as events
    left join changed_objects
        on events.source = changed_objects.source
        and events.object_id = changed_objects.object_id
    cross join unnest(split(events.referenced_sop_instance_uids, '\')) as named (rejected_sop_instance_uid)
    where
        events.dt >= '0001-01-01'
        and events.sop_class_uid = '1.2.840.10008.5.1.4.1.1.88.59'
        and events.referenced_sop_instance_uids is not null
    group by named.rejected_sop_instance_uid
    having max(coalesce(changed_objects.changed_at, events.recorded_at)) > (select first_cuts.due_at from first_cuts)

),

noted_studies as (

    select
        events.study_instance_uid,
        max(notes.changed_at) as changed_at
    from raw_study_events as events
    inner join notes
        on events.sop_instance_uid = notes.rejected_sop_instance_uid
    where
        events.dt >= '0001-01-01'
        and events.study_instance_uid is not null
    group by events.study_instance_uid

),

all_changes as (

    select * from late_events
    union all
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

study_dates as (

    select distinct
        events.study_instance_uid,
        events.study_date,
        events.series_date,
        last_changes.changed_at
    from raw_study_events as events
    inner join last_changes
        on events.study_instance_uid = last_changes.study_instance_uid
    where events.dt >= '0001-01-01'

),

study_months as (

    select
        study_instance_uid,
        cast(date_trunc('month', study_date) as date) as month_date,
        changed_at
    from study_dates

    union

    select
        study_instance_uid,
        cast(date_trunc('month', series_date) as date) as month_date,
        changed_at
    from study_dates

),

final as (

    select
        study_months.study_instance_uid,
        cuts.cut_label,
        cuts.month_date,
        study_months.changed_at,
        cuts.due_at
    from study_months
    inner join cuts
        on study_months.month_date = cuts.month_date
    where study_months.changed_at > cuts.due_at

)

select * from final
