-- How many exams does each site do on a working day, with its own holidays?
with days as (

    select
        exams.site_name,
        exams.exam_date,
        count(*) as exam_count
    from exams
    where exams.exam_date is not null
    group by
        exams.site_name,
        exams.exam_date

),

working_days as (

    select
        days.site_name,
        days.exam_date,
        days.exam_count
    from days
    left join registry_calendar
        on days.site_name = registry_calendar.site_name
        and days.exam_date = registry_calendar.calendar_date
    where
        coalesce(
            registry_calendar.day_kind,
            case when day_of_week(days.exam_date) <= 5 then 'working' else 'weekend' end
        ) = 'working'

)

select
    site_name,
    count(*) as working_day_count,
    cast(sum(exam_count) as bigint) as exam_count,
    cast(sum(exam_count) as double) / count(*) as exams_per_working_day
from working_days
group by site_name
order by site_name
