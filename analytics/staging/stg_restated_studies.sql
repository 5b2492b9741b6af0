with settings as (

    -- A month is reported on the morning of the second day of the next one, as far back as a year and a month.
    select
        30 as due_hours,
        13 as month_count

),

events as (

    select
        source,
        object_id,
        study_instance_uid,
        sop_instance_uid,
        referenced_sop_instance_uids,
        sop_class_uid,
        cast(date_trunc('month', study_date) as date) as study_month,
        cast(date_trunc('month', series_date) as date) as series_month,
        recorded_at
    from raw_study_events
    where dt >= '0001-01-01'

),

lake_ends as (

    select
        min(events.recorded_at) as first_recorded_at,
        max(events.recorded_at) as last_recorded_at
    from events

),

months as (

    select study_month as month_date from events
    where study_month is not null
    union
    select series_month as month_date from events
    where series_month is not null

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

late_events as (

    select
        events.study_instance_uid,
        max(events.recorded_at) as changed_at
    from events
    inner join cuts
        on events.study_month = cuts.month_date
        and events.recorded_at > cuts.due_at
    where events.study_instance_uid is not null
    group by events.study_instance_uid

    union all

    select
        events.study_instance_uid,
        max(events.recorded_at) as changed_at
    from events
    inner join cuts
        on events.series_month = cuts.month_date
        and events.recorded_at > cuts.due_at
    where events.study_instance_uid is not null
    group by events.study_instance_uid

),

-- A removal names no study, and a correction may take an object from one month or study to another.
changed_objects as (

    select
        source,
        object_id,
        max(recorded_at) as changed_at
    from events
    group by
        source,
        object_id
    having count(*) > 1

),

changed_studies as (

    select
        events.study_instance_uid,
        max(changed_objects.changed_at) as changed_at
    from events
    inner join changed_objects
        on events.source = changed_objects.source
        and events.object_id = changed_objects.object_id
    where events.study_instance_uid is not null
    group by events.study_instance_uid

),

notes as (

    select
        named.rejected_sop_instance_uid,
        max(coalesce(changed_objects.changed_at, events.recorded_at)) as changed_at
    from events
    left join changed_objects
        on events.source = changed_objects.source
        and events.object_id = changed_objects.object_id
    cross join unnest(split(events.referenced_sop_instance_uids, '\')) as named (rejected_sop_instance_uid)
    where
        events.sop_class_uid = '1.2.840.10008.5.1.4.1.1.88.59'
        and events.referenced_sop_instance_uids is not null
    group by named.rejected_sop_instance_uid

),

noted_studies as (

    select
        events.study_instance_uid,
        max(notes.changed_at) as changed_at
    from events
    inner join notes
        on events.sop_instance_uid = notes.rejected_sop_instance_uid
    where events.study_instance_uid is not null
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

study_months as (

    select
        events.study_instance_uid,
        events.study_month as month_date,
        last_changes.changed_at
    from events
    inner join last_changes
        on events.study_instance_uid = last_changes.study_instance_uid

    union

    select
        events.study_instance_uid,
        events.series_month as month_date,
        last_changes.changed_at
    from events
    inner join last_changes
        on events.study_instance_uid = last_changes.study_instance_uid

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
