with period as (

    select
        cast(? as date) as period_start,
        cast(? as date) as period_end,
        cast(? as varchar) as site_name

),

exam_counts as (

    select
        counted_exams.site_name,
        count(*) as exam_count
    from counted_exams
    cross join period
    where
        counted_exams.exam_date >= period.period_start
        and counted_exams.exam_date < period.period_end
    group by counted_exams.site_name

),

arrivals as (

    select
        site_name,
        max(last_arrived_at) as last_arrived_at
    from volume_daily
    group by site_name

),

final as (

    select
        stg_sites.site_name,
        stg_sites.time_zone,
        coalesce(exam_counts.exam_count, 0) as exam_count,
        arrivals.last_arrived_at
    from stg_sites
    cross join period
    left join exam_counts
        on stg_sites.site_name = exam_counts.site_name
    left join arrivals
        on stg_sites.site_name = arrivals.site_name
    where
        period.site_name is null
        or stg_sites.site_name = period.site_name

)

select * from final
order by site_name
