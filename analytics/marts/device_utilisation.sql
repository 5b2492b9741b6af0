with exam_times as (

    select
        exam_times.*,
        coalesce(cast(start_site_at as date), exam_date) as start_date
    from exam_times

),

exams as (

    select * from exams

),

operating_days as (

    select * from operating_days

),

busy_days as (

    select * from device_busy_days

),

gaps as (

    select * from device_gaps

),

start_days as (

    select device_key, start_at, start_date as calendar_date from exam_times
    where start_at is not null

    union all

    select device_key, start_at, date_add('day', -1, start_date) as calendar_date from exam_times
    where start_at is not null

),

operating_starts as (

    select
        operating_days.device_key,
        operating_days.calendar_date,
        count(*) as operating_exam_count
    from start_days
    inner join operating_days
        on start_days.device_key = operating_days.device_key
        and start_days.calendar_date = operating_days.calendar_date
    where
        start_days.start_at >= operating_days.opens_at
        and start_days.start_at < operating_days.closes_at
    group by
        operating_days.device_key,
        operating_days.calendar_date

),

exam_days as (

    select
        exam_times.device_key,
        exam_times.start_date as calendar_date,
        min(exams.device_name) as device_name,
        count(*) filter (where exam_times.confidence = 'high') as high_confidence_exam_count,
        count(*) filter (where exam_times.confidence = 'medium') as medium_confidence_exam_count,
        count(*) filter (where exam_times.confidence = 'low') as low_confidence_exam_count,
        min(exam_times.start_site_at) as first_exam_site_at,
        max(coalesce(case when exam_times.is_usable then exam_times.end_site_at end, exam_times.start_site_at))
            as last_exam_site_at
    from exam_times
    inner join exams
        on exam_times.exam_id = exams.exam_id
    group by
        exam_times.device_key,
        exam_times.start_date

),

gap_days as (

    select
        device_key,
        gap_date as calendar_date,
        count(*) filter (where gap_kind = 'change') as change_count,
        count(*) filter (where gap_kind = 'idle') as idle_count,
        count(*) filter (where is_overlap) as overlap_count,
        sum(case when gap_kind = 'change' then gap_minutes else 0.0e0 end) as change_minutes,
        sum(case when gap_kind = 'idle' then gap_minutes else 0.0e0 end) as idle_minutes
    from gaps
    group by
        device_key,
        gap_date

),

final as (

    select
        busy_days.device_key,
        coalesce(exam_days.device_name, operating_days.device_name) as device_name,
        busy_days.site_name,
        busy_days.exam_count,
        busy_days.timed_exam_count,
        coalesce(exam_days.high_confidence_exam_count, 0) as high_confidence_exam_count,
        coalesce(exam_days.medium_confidence_exam_count, 0) as medium_confidence_exam_count,
        coalesce(exam_days.low_confidence_exam_count, 0) as low_confidence_exam_count,
        coalesce(operating_starts.operating_exam_count, 0) as operating_exam_count,
        coalesce(gap_days.change_count, 0) as change_count,
        coalesce(gap_days.idle_count, 0) as idle_count,
        coalesce(gap_days.overlap_count, 0) as overlap_count,
        cast(busy_days.timed_exam_count as double) / nullif(busy_days.exam_count, 0) as coverage_share,
        busy_days.busy_minutes,
        busy_days.operating_minutes,
        busy_days.busy_operating_minutes,
        busy_days.utilisation_share,
        60.0e0 * coalesce(operating_starts.operating_exam_count, 0) / nullif(busy_days.operating_minutes, 0.0e0)
            as exams_per_operating_hour,
        coalesce(gap_days.change_minutes, 0.0e0) as change_minutes,
        coalesce(gap_days.idle_minutes, 0.0e0) as idle_minutes,
        busy_days.is_operating_day,
        busy_days.calendar_date,
        exam_days.first_exam_site_at,
        exam_days.last_exam_site_at
    from busy_days
    left join exam_days
        on busy_days.device_key = exam_days.device_key
        and busy_days.calendar_date is not distinct from exam_days.calendar_date
    left join operating_days
        on busy_days.device_key = operating_days.device_key
        and busy_days.calendar_date = operating_days.calendar_date
    left join operating_starts
        on busy_days.device_key = operating_starts.device_key
        and busy_days.calendar_date = operating_starts.calendar_date
    left join gap_days
        on busy_days.device_key = gap_days.device_key
        and busy_days.calendar_date = gap_days.calendar_date

)

select * from final
