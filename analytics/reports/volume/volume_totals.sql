with period as (

    select
        cast(? as date) as period_start,
        cast(? as date) as period_end,
        cast(? as date) as trend_start,
        cast(? as varchar) as site_name

),

exam_counts as (

    select
        count(*) filter (where counted_exams.exam_date >= period.period_start) as exam_count,
        count(*) as trend_exam_count
    from counted_exams
    cross join period
    where
        counted_exams.exam_date >= period.trend_start
        and counted_exams.exam_date < period.period_end
        and (period.site_name is null or counted_exams.site_name = period.site_name)

),

mart_counts as (

    select
        cast(coalesce(sum(volume_daily.exam_count), 0) as bigint) as study_exam_count,
        cast(coalesce(sum(volume_daily.instance_count), 0) as bigint) as instance_count
    from volume_daily
    cross join period
    where
        volume_daily.study_date >= period.period_start
        and volume_daily.study_date < period.period_end
        and (period.site_name is null or volume_daily.site_name = period.site_name)

),

final as (

    select
        exam_counts.exam_count,
        exam_counts.trend_exam_count,
        mart_counts.study_exam_count,
        mart_counts.instance_count,
        exam_counts.exam_count = 0 as has_no_exam
    from exam_counts
    cross join mart_counts

)

select * from final
