with period as (

    select cast(date_trunc('month', cast(? as date)) as date) as month_start

),

exam_counts as (

    select
        exams.site_name,
        count(*) as exam_count
    from exams
    cross join period
    where
        exams.exam_date >= period.month_start
        and exams.exam_date < date_add('month', 1, period.month_start)
    group by exams.site_name

),

arrivals as (

    select
        site_name,
        max(last_arrived_at) as last_arrived_at
    from studies
    group by site_name

),

final as (

    select
        stg_sites.site_name,
        stg_sites.time_zone,
        coalesce(exam_counts.exam_count, 0) as exam_count,
        arrivals.last_arrived_at
    from stg_sites
    left join exam_counts
        on stg_sites.site_name = exam_counts.site_name
    left join arrivals
        on stg_sites.site_name = arrivals.site_name

)

select * from final
order by site_name
