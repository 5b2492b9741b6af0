with settings as (

    -- A month is reported on the morning of the second day of the next one, as far back as a year and a month.
    select
        30 as due_hours,
        13 as month_count

),

lake_ends as (

    select
        min(first_recorded_at) as first_recorded_at,
        max(last_recorded_at) as last_recorded_at
    from stg_event_days

),

months as (

    select distinct month_date
    from stg_study_changes

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

all_changes as (

    select
        months_of_studies.study_instance_uid,
        months_of_studies.recorded_at as changed_at
    from stg_study_changes as months_of_studies
    inner join cuts
        on months_of_studies.month_date = cuts.month_date
        and months_of_studies.recorded_at > cuts.due_at

    union all

    select
        study_instance_uid,
        changed_at
    from stg_study_changes
    where changed_at > (select min(cuts.due_at) from cuts)

),

last_changes as (

    select
        study_instance_uid,
        max(changed_at) as changed_at
    from all_changes
    group by study_instance_uid

),

final as (

    select
        months_of_studies.study_instance_uid,
        cuts.cut_label,
        cuts.month_date,
        last_changes.changed_at,
        cuts.due_at
    from stg_study_changes as months_of_studies
    inner join last_changes
        on months_of_studies.study_instance_uid = last_changes.study_instance_uid
    inner join cuts
        on months_of_studies.month_date = cuts.month_date
    where last_changes.changed_at > cuts.due_at

)

select * from final
