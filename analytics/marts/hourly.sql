with exams as (

    select * from exams

),

starts as (

    select
        site_name,
        primary_modality,
        day_of_week(cast(exam_start_site_at as date)) as weekday,
        hour(exam_start_site_at) as start_hour
    from exams

),

final as (

    select
        site_name,
        primary_modality as modality,
        cast(weekday as integer) as weekday,
        cast(start_hour as integer) as start_hour,
        count(*) as exam_count
    from starts
    group by
        site_name,
        primary_modality,
        weekday,
        start_hour

)

select * from final
