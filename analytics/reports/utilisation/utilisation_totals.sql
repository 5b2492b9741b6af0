with period as (

    select
        cast(? as date) as period_start,
        cast(? as date) as period_end,
        cast(? as varchar) as site_name

),

period_exams as (

    select
        exam_times.is_usable,
        exam_times.confidence
    from exam_times
    cross join period
    where
        coalesce(cast(exam_times.start_site_at as date), exam_times.exam_date) >= period.period_start
        and coalesce(cast(exam_times.start_site_at as date), exam_times.exam_date) < period.period_end
        and (period.site_name is null or exam_times.site_name = period.site_name)

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
        count(*) as exam_count,
        count(*) filter (where is_usable) as timed_exam_count
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
        gap_counts.change_count,
        exam_counts.exam_count = 0 as has_no_exam,
        exam_counts.exam_count > 0 and 2 * exam_counts.timed_exam_count < exam_counts.exam_count as has_few_times
    from exam_counts
    cross join gap_counts

)

select * from final
