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

gaps as (

    select * from device_gaps

),

usable as (

    select
        exam_id,
        device_key,
        start_at,
        end_at,
        start_date,
        cast(end_site_at as date) as end_date,
        max(end_at) over (
            partition by device_key
            order by start_at, end_at, exam_id
            rows between unbounded preceding and 1 preceding
        ) as previous_end_at
    from exam_times
    where
        is_usable
        and start_at is not null
        and end_at is not null
        and device_key <> 'unknown'

),

-- Each exam keeps what no earlier one covers, so that the parts are disjoint and their lengths add up to the union.
parts as (

    select
        exam_id,
        device_key,
        case when previous_end_at > start_at then previous_end_at else start_at end as part_start_at,
        end_at as part_end_at,
        start_date,
        end_date
    from usable
    where
        previous_end_at is null
        or previous_end_at < end_at

),

-- An exam lasts hours, so hours of the day it began, the day before and the day it ended are all that it can meet.
part_days as (

    select device_key, part_start_at, part_end_at, start_date as calendar_date from parts

    union all

    select device_key, part_start_at, part_end_at, date_add('day', -1, start_date) as calendar_date from parts

    union all

    select device_key, part_start_at, part_end_at, end_date as calendar_date from parts
    where end_date <> start_date

),

busy as (

    select
        operating_days.device_key,
        operating_days.calendar_date,
        sum(
            to_unixtime(
                case
                    when part_days.part_end_at < operating_days.closes_at then part_days.part_end_at
                    else operating_days.closes_at
                end
            )
            - to_unixtime(
                case
                    when part_days.part_start_at > operating_days.opens_at then part_days.part_start_at
                    else operating_days.opens_at
                end
            )
        ) / 60.0e0 as busy_operating_minutes
    from part_days
    inner join operating_days
        on part_days.device_key = operating_days.device_key
        and part_days.calendar_date = operating_days.calendar_date
    where
        part_days.part_start_at < operating_days.closes_at
        and part_days.part_end_at > operating_days.opens_at
    group by
        operating_days.device_key,
        operating_days.calendar_date

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

part_minutes as (

    select
        device_key,
        start_date,
        sum(to_unixtime(part_end_at) - to_unixtime(part_start_at)) / 60.0e0 as busy_minutes
    from parts
    group by
        device_key,
        start_date

),

exam_days as (

    select
        exam_times.device_key,
        exam_times.start_date as calendar_date,
        min(exams.device_name) as device_name,
        min(exams.site_name) as site_name,
        count(*) as exam_count,
        count(*) filter (where exam_times.is_usable) as timed_exam_count,
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

all_days as (

    select
        coalesce(exam_days.device_key, operating_days.device_key) as device_key,
        coalesce(exam_days.device_name, operating_days.device_name) as device_name,
        coalesce(exam_days.site_name, operating_days.site_name) as site_name,
        coalesce(exam_days.exam_count, 0) as exam_count,
        coalesce(exam_days.timed_exam_count, 0) as timed_exam_count,
        coalesce(exam_days.high_confidence_exam_count, 0) as high_confidence_exam_count,
        coalesce(exam_days.medium_confidence_exam_count, 0) as medium_confidence_exam_count,
        coalesce(exam_days.low_confidence_exam_count, 0) as low_confidence_exam_count,
        operating_days.operating_minutes,
        operating_days.device_key is not null as is_operating_day,
        coalesce(exam_days.calendar_date, operating_days.calendar_date) as calendar_date,
        exam_days.first_exam_site_at,
        exam_days.last_exam_site_at
    from exam_days
    full outer join operating_days
        on exam_days.device_key = operating_days.device_key
        and exam_days.calendar_date = operating_days.calendar_date

),

final as (

    select
        all_days.device_key,
        all_days.device_name,
        all_days.site_name,
        all_days.exam_count,
        all_days.timed_exam_count,
        all_days.high_confidence_exam_count,
        all_days.medium_confidence_exam_count,
        all_days.low_confidence_exam_count,
        coalesce(operating_starts.operating_exam_count, 0) as operating_exam_count,
        coalesce(gap_days.change_count, 0) as change_count,
        coalesce(gap_days.idle_count, 0) as idle_count,
        coalesce(gap_days.overlap_count, 0) as overlap_count,
        cast(all_days.timed_exam_count as double) / nullif(all_days.exam_count, 0) as coverage_share,
        coalesce(part_minutes.busy_minutes, 0.0e0) as busy_minutes,
        all_days.operating_minutes,
        case
            when all_days.is_operating_day then coalesce(busy.busy_operating_minutes, 0.0e0)
        end as busy_operating_minutes,
        case
            when all_days.exam_count = 0 or all_days.timed_exam_count > 0
                then coalesce(busy.busy_operating_minutes, 0.0e0) / nullif(all_days.operating_minutes, 0.0e0)
        end as utilisation_share,
        60.0e0 * coalesce(operating_starts.operating_exam_count, 0) / nullif(all_days.operating_minutes, 0.0e0)
            as exams_per_operating_hour,
        coalesce(gap_days.change_minutes, 0.0e0) as change_minutes,
        coalesce(gap_days.idle_minutes, 0.0e0) as idle_minutes,
        all_days.is_operating_day,
        all_days.calendar_date,
        all_days.first_exam_site_at,
        all_days.last_exam_site_at
    from all_days
    left join busy
        on all_days.device_key = busy.device_key
        and all_days.calendar_date = busy.calendar_date
    left join operating_starts
        on all_days.device_key = operating_starts.device_key
        and all_days.calendar_date = operating_starts.calendar_date
    left join part_minutes
        on all_days.device_key = part_minutes.device_key
        and all_days.calendar_date = part_minutes.start_date
    left join gap_days
        on all_days.device_key = gap_days.device_key
        and all_days.calendar_date = gap_days.calendar_date

)

select * from final
