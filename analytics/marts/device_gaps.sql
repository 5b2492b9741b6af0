with exam_times as (

    select * from exam_times

),

operating_days as (

    select * from operating_days

),

settings as (

    select * from stg_settings

),

ordered as (

    select
        exam_id,
        device_key,
        primary_modality,
        site_name,
        start_at,
        start_site_at,
        case when is_usable then end_at end as end_at,
        lag(exam_id) over (partition by device_key order by start_at, end_at nulls last, exam_id)
            as previous_exam_id,
        lag(is_usable) over (partition by device_key order by start_at, end_at nulls last, exam_id)
            as is_previous_usable,
        max(case when is_usable then end_at end) over (
            partition by device_key
            order by start_at, end_at nulls last, exam_id
            rows between unbounded preceding and 1 preceding
        ) as previous_end_at
    from exam_times
    where
        start_at is not null
        and device_key <> 'unknown'

),

-- A gap behind an exam of unknown end is no gap, and neither is one behind an uncertain hour.
gaps as (

    select
        exam_id,
        previous_exam_id,
        device_key,
        primary_modality,
        site_name,
        (to_unixtime(start_at) - to_unixtime(previous_end_at)) / 60.0e0 as distance_minutes,
        cast(start_site_at as date) as start_date,
        previous_end_at,
        start_at
    from ordered
    where
        is_previous_usable
        and previous_end_at is not null

),

-- Hours may begin on the day before.
days as (

    select
        exam_id,
        device_key,
        previous_end_at,
        start_at,
        start_date as calendar_date
    from gaps

    union all

    select
        exam_id,
        device_key,
        previous_end_at,
        start_at,
        date_add('day', -1, start_date) as calendar_date
    from gaps

),

within_hours as (

    select
        days.exam_id,
        min(days.calendar_date) as calendar_date
    from days
    inner join operating_days
        on days.device_key = operating_days.device_key
        and days.calendar_date = operating_days.calendar_date
    where
        days.start_at >= operating_days.opens_at
        and days.start_at <= operating_days.closes_at
        and days.previous_end_at >= operating_days.opens_at
    group by days.exam_id

),

final as (

    select
        gaps.exam_id,
        gaps.previous_exam_id,
        gaps.device_key,
        gaps.primary_modality,
        gaps.site_name,
        case
            when within_hours.exam_id is null then 'outside_hours'
            when gaps.distance_minutes > settings.idle_gap_minutes then 'idle'
            else 'change'
        end as gap_kind,
        case when gaps.distance_minutes < 0 then 0.0e0 else gaps.distance_minutes end as gap_minutes,
        gaps.distance_minutes < 0 as is_overlap,
        coalesce(within_hours.calendar_date, gaps.start_date) as gap_date,
        gaps.previous_end_at,
        gaps.start_at
    from gaps
    cross join settings
    left join within_hours
        on gaps.exam_id = within_hours.exam_id

)

select * from final
