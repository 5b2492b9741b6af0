with period as (

    select cast(date_trunc('month', cast(? as date)) as date) as month_start

),

days as (

    select
        stg_days.calendar_date,
        cast(date_trunc('month', stg_days.calendar_date) as date) as exam_month
    from stg_days
    cross join period
    where
        stg_days.calendar_date >= date_add('month', -12, period.month_start)
        and stg_days.calendar_date < date_add('month', 1, period.month_start)

),

sites as (

    select site_name from stg_sites

    union

    select site_name from exams

),

site_days as (

    select
        sites.site_name,
        days.exam_month,
        case
            when registry_calendar.day_kind = 'holiday' then 0
            when registry_calendar.day_kind = 'working' then 1
            when day_of_week(days.calendar_date) <= 5 then 1
            else 0
        end as working_days,
        case
            when registry_calendar.day_kind = 'holiday' and day_of_week(days.calendar_date) <= 5 then 1
            else 0
        end as holidays
    from sites
    cross join days
    left join registry_calendar
        on sites.site_name = registry_calendar.site_name
        and days.calendar_date = registry_calendar.calendar_date

),

calendars as (

    select
        site_name,
        exam_month,
        cast(sum(working_days) as bigint) as working_day_count,
        cast(sum(holidays) as bigint) as holiday_count
    from site_days
    group by
        site_name,
        exam_month

),

exam_counts as (

    select
        site_name,
        cast(date_trunc('month', exam_date) as date) as exam_month,
        count(*) as exam_count
    from exams
    group by
        site_name,
        cast(date_trunc('month', exam_date) as date)

),

final as (

    select
        calendars.site_name,
        coalesce(exam_counts.exam_count, 0) as exam_count,
        calendars.working_day_count,
        calendars.holiday_count,
        calendars.exam_month
    from calendars
    left join exam_counts
        on calendars.site_name = exam_counts.site_name
        and calendars.exam_month = exam_counts.exam_month

)

select * from final
order by
    exam_month,
    site_name
