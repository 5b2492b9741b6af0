with exam_times as (

    select
        exam_times.*,
        coalesce(cast(start_site_at as date), exam_date) as start_date
    from exam_times

),

operating_days as (

    select * from operating_days

),

-- Of exams with the same times the first stands for all, for it leaves nothing to the others.
usable as (

    select
        device_key,
        start_at,
        end_at,
        min_by(start_date, exam_id) as start_date,
        min_by(cast(end_site_at as date), exam_id) as end_date
    from exam_times
    where
        is_usable
        and start_at is not null
        and end_at is not null
        and device_key <> 'unknown'
    group by
        device_key,
        start_at,
        end_at

),

followed as (

    select
        usable.*,
        max(end_at) over (
            partition by device_key
            order by start_at, end_at
            rows between unbounded preceding and 1 preceding
        ) as previous_end_at
    from usable

),

-- Each exam keeps what no earlier one covers, so that the parts are disjoint and their lengths add up to the union.
parts as (

    select
        device_key,
        case when previous_end_at > start_at then previous_end_at else start_at end as part_start_at,
        end_at as part_end_at,
        start_date,
        end_date
    from followed
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
        device_key,
        min(site_name) as site_name,
        count(*) as exam_count,
        count(*) filter (where is_usable) as timed_exam_count,
        start_date as calendar_date
    from exam_times
    group by
        device_key,
        start_date

),

all_days as (

    select
        coalesce(exam_days.device_key, operating_days.device_key) as device_key,
        coalesce(exam_days.site_name, operating_days.site_name) as site_name,
        coalesce(exam_days.exam_count, 0) as exam_count,
        coalesce(exam_days.timed_exam_count, 0) as timed_exam_count,
        operating_days.operating_minutes,
        operating_days.device_key is not null as is_operating_day,
        coalesce(exam_days.calendar_date, operating_days.calendar_date) as calendar_date
    from exam_days
    full outer join operating_days
        on exam_days.device_key = operating_days.device_key
        and exam_days.calendar_date = operating_days.calendar_date

),

final as (

    select
        all_days.device_key,
        all_days.site_name,
        all_days.exam_count,
        all_days.timed_exam_count,
        coalesce(part_minutes.busy_minutes, 0.0e0) as busy_minutes,
        all_days.operating_minutes,
        case
            when all_days.is_operating_day then coalesce(busy.busy_operating_minutes, 0.0e0)
        end as busy_operating_minutes,
        case
            when all_days.exam_count = 0 or all_days.timed_exam_count > 0
                then coalesce(busy.busy_operating_minutes, 0.0e0) / nullif(all_days.operating_minutes, 0.0e0)
        end as utilisation_share,
        all_days.is_operating_day,
        all_days.calendar_date
    from all_days
    left join busy
        on all_days.device_key = busy.device_key
        and all_days.calendar_date = busy.calendar_date
    left join part_minutes
        on all_days.device_key = part_minutes.device_key
        and all_days.calendar_date = part_minutes.start_date

)

select * from final
