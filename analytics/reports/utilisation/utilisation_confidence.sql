with period as (

    select
        cast(? as date) as period_start,
        cast(? as date) as period_end,
        cast(? as varchar) as site_name

),

period_exams as (

    select
        exam_spans.confidence,
        coalesce(exam_spans.confidence_reason, 'sound') as reason,
        exam_spans.is_usable,
        exam_spans.start_rule,
        exam_spans.end_rule
    from exam_spans
    cross join period
    where
        exam_spans.exam_date >= period.period_start
        and exam_spans.exam_date < period.period_end
        and (period.site_name is null or exam_spans.site_name = period.site_name)

),

totals as (

    select count(*) as total_exam_count
    from period_exams

),

sums as (

    select
        confidence,
        reason,
        count(*) as exam_count,
        count(*) filter (where is_usable) as timed_exam_count,
        grouping(reason) = 1 and grouping(confidence) = 0 as is_level,
        grouping(confidence) = 1 as is_total
    from period_exams
    group by grouping sets ((confidence, reason), (confidence), ())

),

final as (

    select
        sums.confidence,
        sums.reason,
        sums.exam_count,
        sums.timed_exam_count,
        cast(sums.exam_count as double) / nullif(totals.total_exam_count, 0) as exam_share,
        sums.is_level,
        sums.is_total,
        sums.is_level or sums.is_total as is_level_or_total,
        not sums.is_level and not sums.is_total as is_reason,
        not sums.is_level as is_reason_or_total,
        case sums.confidence when 'high' then 1 when 'medium' then 2 when 'low' then 3 when 'none' then 4 else 5 end
            as confidence_rank
    from sums
    cross join totals

)

select * from final
order by
    confidence_rank,
    exam_count desc,
    reason
