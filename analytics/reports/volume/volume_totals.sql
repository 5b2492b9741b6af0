with period as (

    select cast(date_trunc('month', cast(? as date)) as date) as month_start

),

exam_counts as (

    select
        count(*) filter (where exams.exam_date >= period.month_start) as exam_count,
        count(*) as trend_exam_count
    from exams
    cross join period
    where
        exams.exam_date >= date_add('month', -12, period.month_start)
        and exams.exam_date < date_add('month', 1, period.month_start)

),

instance_counts as (

    select cast(coalesce(sum(studies.instance_count), 0) as bigint) as instance_count
    from studies
    cross join period
    where
        studies.study_date >= period.month_start
        and studies.study_date < date_add('month', 1, period.month_start)

),

final as (

    select
        exam_counts.exam_count,
        exam_counts.trend_exam_count,
        instance_counts.instance_count
    from exam_counts
    cross join instance_counts

)

select * from final
