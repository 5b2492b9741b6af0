-- How many exams does each site do on a working day, with its own holidays?
-- Working days without an exam count too, from the site's first exam to its last.
with days as (

    select
        site_name,
        exam_date,
        count(*) as exam_count
    from exams
    where exam_date is not null
    group by
        site_name,
        exam_date

),

spans as (

    select
        site_name,
        min(exam_date) as first_date,
        max(exam_date) as last_date
    from days
    group by site_name

),

working_days as (

    select
        spans.site_name,
        stg_days.calendar_date
    from spans
    inner join stg_days
        on stg_days.calendar_date >= spans.first_date
        and stg_days.calendar_date <= spans.last_date
    left join registry_calendar
        on spans.site_name = registry_calendar.site_name
        and stg_days.calendar_date = registry_calendar.calendar_date
    where
        coalesce(
            registry_calendar.day_kind,
            case when day_of_week(stg_days.calendar_date) <= 5 then 'working' else 'weekend' end
        ) = 'working'

)

select
    working_days.site_name,
    count(*) as working_day_count,
    cast(coalesce(sum(days.exam_count), 0) as bigint) as exam_count,
    cast(coalesce(sum(days.exam_count), 0) as double) / count(*) as exams_per_working_day
from working_days
left join days
    on working_days.site_name = days.site_name
    and working_days.calendar_date = days.exam_date
group by working_days.site_name
order by working_days.site_name
