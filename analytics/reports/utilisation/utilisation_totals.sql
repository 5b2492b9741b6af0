with period as (

    select
        cast(? as date) as period_start,
        cast(? as date) as period_end,
        cast(? as varchar) as site_name

),

-- Exams are counted by exam date, as in every report; where they began by their images may be another month.
period_exams as (

    select
        exam_spans.is_usable,
        coalesce(
            exam_spans.exam_date >= period.period_start
            and exam_spans.exam_date < period.period_end,
            false
        ) as is_counted,
        coalesce(
            cast(exam_spans.start_site_at as date) >= period.period_start
            and cast(exam_spans.start_site_at as date) < period.period_end,
            exam_spans.exam_date >= period.period_start
            and exam_spans.exam_date < period.period_end,
            false
        ) as is_begun
    from exam_spans
    cross join period
    where period.site_name is null or exam_spans.site_name = period.site_name

),

period_gaps as (

    select device_gaps.gap_kind
    from device_gaps
    cross join period
    where
        device_gaps.gap_date >= period.period_start
        and device_gaps.gap_date < period.period_end
        and (period.site_name is null or device_gaps.site_name = period.site_name)

),

exam_counts as (

    select
        count(*) filter (where is_counted) as exam_count,
        count(*) filter (where is_counted and is_usable) as timed_exam_count,
        count(*) filter (where is_counted and not is_begun) as begun_elsewhere_count,
        count(*) filter (where is_begun and not is_counted) as counted_elsewhere_count
    from period_exams

),

gap_counts as (

    select count(*) filter (where gap_kind = 'change') as change_count
    from period_gaps

),

final as (

    select
        exam_counts.exam_count,
        exam_counts.timed_exam_count,
        nullif(exam_counts.begun_elsewhere_count, 0) as begun_elsewhere_count,
        nullif(exam_counts.counted_elsewhere_count, 0) as counted_elsewhere_count,
        gap_counts.change_count,
        exam_counts.exam_count = 0 as has_no_exam,
        exam_counts.exam_count > 0 and 2 * exam_counts.timed_exam_count < exam_counts.exam_count as has_few_times
    from exam_counts
    cross join gap_counts

)

select * from final
