with period as (

    select
        cast(? as varchar) as period_unit,
        cast(? as date) as period_end,
        cast(? as date) as year_before_start,
        cast(? as date) as year_before_end,
        cast(? as date) as trend_start,
        cast(? as varchar) as site_name

),

-- Exams by exam date, as in every report; busy time by the days of the clock.
period_exams as (

    select
        exam_spans.is_usable,
        exam_spans.duration_minutes,
        cast(date_trunc(period.period_unit, exam_spans.exam_date) as date) as period_start
    from exam_spans
    cross join period
    where
        exam_spans.exam_date < period.period_end
        and (
            exam_spans.exam_date >= period.trend_start
            or (
                exam_spans.exam_date >= period.year_before_start
                and exam_spans.exam_date < period.year_before_end
            )
        )
        and (period.site_name is null or exam_spans.site_name = period.site_name)

),

facts as (

    select
        1 as exam_count,
        case when is_usable then 1 else 0 end as timed_exam_count,
        cast(null as double) as operating_minutes,
        cast(null as double) as busy_minutes,
        period_start
    from period_exams

    union all

    select
        0 as exam_count,
        0 as timed_exam_count,
        case when device_utilisation.utilisation_share is not null then device_utilisation.operating_minutes end
            as operating_minutes,
        case when device_utilisation.utilisation_share is not null then device_utilisation.busy_operating_minutes end
            as busy_minutes,
        cast(date_trunc(period.period_unit, device_utilisation.calendar_date) as date) as period_start
    from device_utilisation
    cross join period
    where
        device_utilisation.calendar_date < period.period_end
        and (
            device_utilisation.calendar_date >= period.trend_start
            or (
                device_utilisation.calendar_date >= period.year_before_start
                and device_utilisation.calendar_date < period.year_before_end
            )
        )
        and (period.site_name is null or device_utilisation.site_name = period.site_name)

),

sums as (

    select
        cast(sum(exam_count) as bigint) as exam_count,
        cast(sum(timed_exam_count) as bigint) as timed_exam_count,
        sum(operating_minutes) as operating_minutes,
        sum(busy_minutes) as busy_minutes,
        period_start
    from facts
    group by period_start

),

durations as (

    select
        duration_minutes,
        period_start
    from period_exams
    where is_usable

),

ranked as (

    select
        duration_minutes,
        period_start,
        row_number() over (partition by period_start order by duration_minutes) as duration_rank,
        count(*) over (partition by period_start) as duration_count
    from durations

),

medians as (

    select
        period_start,
        min(case when duration_rank * 2 >= duration_count then duration_minutes end) as median_minutes
    from ranked
    group by period_start

),

final as (

    select
        sums.exam_count,
        sums.timed_exam_count,
        cast(sums.timed_exam_count as double) / nullif(sums.exam_count, 0) as coverage_share,
        sums.busy_minutes / nullif(sums.operating_minutes, 0.0e0) as utilisation_share,
        medians.median_minutes,
        sums.period_start
    from sums
    left join medians
        on sums.period_start = medians.period_start

)

select * from final
order by period_start
