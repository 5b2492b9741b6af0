with period as (

    select
        cast(? as date) as period_start,
        cast(? as date) as period_end,
        cast(? as varchar) as site_name

),

period_exams as (

    select
        exam_spans.primary_modality,
        case when exam_spans.is_usable then exam_spans.duration_minutes end as duration_minutes
    from exam_spans
    cross join period
    where
        exam_spans.exam_date >= period.period_start
        and exam_spans.exam_date < period.period_end
        and (period.site_name is null or exam_spans.site_name = period.site_name)

),

ranked as (

    select
        primary_modality,
        duration_minutes,
        row_number() over (partition by primary_modality order by duration_minutes nulls last) as duration_rank,
        count(duration_minutes) over (partition by primary_modality) as duration_count
    from period_exams

),

final as (

    select
        primary_modality as modality,
        count(*) as exam_count,
        count(duration_minutes) as timed_exam_count,
        cast(count(duration_minutes) as double) / count(*) as coverage_share,
        min(case when duration_rank * 10 >= duration_count then duration_minutes end) as p10_minutes,
        min(case when duration_rank * 2 >= duration_count then duration_minutes end) as median_minutes,
        min(case when duration_rank * 10 >= duration_count * 9 then duration_minutes end) as p90_minutes,
        max(duration_minutes) as longest_minutes
    from ranked
    group by primary_modality

)

select * from final
order by
    exam_count desc,
    modality
