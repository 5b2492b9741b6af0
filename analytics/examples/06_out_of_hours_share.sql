-- What share of exams starts outside operating hours?
with starts as (

    select
        exams.site_name,
        substr(cast(cast(exams.exam_start_site_at as time) as varchar), 1, 5) as start_time,
        stg_sites.opens_at,
        stg_sites.closes_at
    from exams
    inner join stg_sites
        on exams.site_name = stg_sites.site_name
    where
        exams.exam_start_site_at is not null
        and stg_sites.opens_at is not null
        and stg_sites.closes_at is not null

)

select
    site_name,
    count(*) as exam_count,
    count(*) filter (where start_time < opens_at or start_time >= closes_at) as out_of_hours_count,
    cast(count(*) filter (where start_time < opens_at or start_time >= closes_at) as double) / count(*)
        as out_of_hours_share
from starts
group by site_name
order by site_name
