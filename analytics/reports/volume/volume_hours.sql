with period as (

    select cast(date_trunc('month', cast(? as date)) as date) as month_start

),

exams as (

    select exams.exam_start_site_at
    from exams
    cross join period
    where
        exams.exam_date >= period.month_start
        and exams.exam_date < date_add('month', 1, period.month_start)

),

starts as (

    select
        cast(day_of_week(cast(exam_start_site_at as date)) as integer) as weekday,
        cast(hour(exam_start_site_at) as integer) as start_hour
    from exams

),

final as (

    select
        weekday,
        start_hour,
        count(*) as exam_count
    from starts
    group by
        weekday,
        start_hour

)

select * from final
order by
    weekday nulls last,
    start_hour
