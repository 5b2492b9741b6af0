with period as (

    select
        cast(? as varchar) as period_unit,
        cast(? as date) as period_end,
        cast(? as date) as trend_start,
        cast(? as varchar) as site_name

),

counted as (

    select
        counted_exams.primary_modality as modality,
        1 as exams,
        cast(date_trunc(period.period_unit, counted_exams.exam_date) as date) as period_start
    from counted_exams
    cross join period
    where
        counted_exams.exam_date >= period.trend_start
        and counted_exams.exam_date < period.period_end
        and (period.site_name is null or counted_exams.site_name = period.site_name)

    union all

    -- A period without an exam has its row too.
    select
        cast(null as varchar) as modality,
        0 as exams,
        stg_days.calendar_date as period_start
    from stg_days
    cross join period
    where
        stg_days.calendar_date >= period.trend_start
        and stg_days.calendar_date < period.period_end
        and cast(date_trunc(period.period_unit, stg_days.calendar_date) as date) = stg_days.calendar_date

),

cells as (

    select
        modality,
        cast(coalesce(sum(exams), 0) as bigint) as exam_count,
        period_start,
        grouping(modality) = 1 as is_modality_total,
        grouping(period_start) = 1 as is_period_total
    from counted
    group by grouping sets ((modality, period_start), (modality), (period_start), ())

),

known as (

    select
        modality,
        nullif(exam_count, 0) as exam_count,
        max(exam_count) over (partition by is_modality_total, modality) as modality_exam_count,
        case when is_modality_total and not is_period_total then nullif(exam_count, 0) end as period_exam_count,
        max(exam_count) over () > 0 as has_exams,
        is_modality_total,
        is_period_total,
        period_start
    from cells
    where
        is_modality_total
        or modality is not null

),

final as (

    select
        modality,
        exam_count,
        dense_rank() over (
            order by is_modality_total, modality_exam_count desc, modality
        ) as modality_rank,
        max(period_exam_count) over () as busiest_exam_count,
        min(period_exam_count) over () as quietest_exam_count,
        is_modality_total,
        is_period_total,
        has_exams,
        not is_modality_total and not is_period_total as is_cell,
        period_start,
        first_value(period_start) over (
            order by period_exam_count desc nulls last, period_start
            rows between unbounded preceding and unbounded following
        ) as busiest_start,
        first_value(period_start) over (
            order by period_exam_count nulls last, period_start
            rows between unbounded preceding and unbounded following
        ) as quietest_start
    from known

)

select * from final
order by
    is_period_total,
    period_start,
    modality_rank
