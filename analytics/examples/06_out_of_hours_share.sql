-- What share of exams starts outside operating hours, on a weekend or on a holiday?
with starts as (

    select
        exams.site_name,
        coalesce(
            registry_calendar.day_kind,
            case when day_of_week(cast(exams.exam_start_site_at as date)) <= 5 then 'working' else 'weekend' end
        ) as day_kind,
        substr(cast(cast(exams.exam_start_site_at as time) as varchar), 1, 5) as start_time,
        stg_sites.opens_at,
        stg_sites.closes_at
    from exams
    inner join stg_sites
        on exams.site_name = stg_sites.site_name
    left join registry_calendar
        on exams.site_name = registry_calendar.site_name
        and cast(exams.exam_start_site_at as date) = registry_calendar.calendar_date
    where
        exams.exam_start_site_at is not null
        and stg_sites.opens_at is not null
        and stg_sites.closes_at is not null

),

counted as (

    select
        site_name,
        cast(
            case when day_kind <> 'working' or start_time < opens_at or start_time >= closes_at then 1 else 0 end
            as bigint
        ) as out_of_hours
    from starts

)

select
    site_name,
    count(*) as exam_count,
    cast(sum(out_of_hours) as bigint) as out_of_hours_count,
    cast(sum(out_of_hours) as double) / count(*) as out_of_hours_share
from counted
group by site_name
order by site_name
