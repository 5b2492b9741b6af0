with parameters as (

    select cast(? as date) as month_date

),

exams as (

    select * from exams

),

periods as (

    select
        'month' as period,
        cast(date_trunc('month', month_date) as date) as period_start,
        date_add('month', 1, cast(date_trunc('month', month_date) as date)) as period_end
    from parameters

    union all

    select
        'month_before' as period,
        date_add('month', -1, cast(date_trunc('month', month_date) as date)) as period_start,
        cast(date_trunc('month', month_date) as date) as period_end
    from parameters

    union all

    select
        'year_before' as period,
        date_add('month', -12, cast(date_trunc('month', month_date) as date)) as period_start,
        date_add('month', -11, cast(date_trunc('month', month_date) as date)) as period_end
    from parameters

),

counted as (

    select
        exams.site_name,
        exams.primary_modality,
        periods.period
    from exams
    inner join periods
        on exams.exam_date >= periods.period_start
        and exams.exam_date < periods.period_end

),

final as (

    select
        site_name,
        primary_modality as modality,
        count(*) filter (where period = 'month') as exam_count,
        count(*) filter (where period = 'month_before') as exam_count_month_before,
        count(*) filter (where period = 'year_before') as exam_count_year_before
    from counted
    group by
        site_name,
        primary_modality

)

select * from final
order by
    site_name,
    modality
