with period as (

    select cast(date_trunc('month', cast(? as date)) as date) as month_start

),

volume as (

    select
        volume_daily.modality,
        volume_daily.site_name,
        volume_daily.exam_count,
        volume_daily.instance_count,
        cast(date_trunc('month', volume_daily.study_date) as date) as exam_month
    from volume_daily
    cross join period
    where
        volume_daily.study_date >= date_add('month', -12, period.month_start)
        and volume_daily.study_date < date_add('month', 1, period.month_start)

),

final as (

    select
        modality,
        site_name,
        cast(sum(exam_count) as bigint) as exam_count,
        cast(sum(instance_count) as bigint) as instance_count,
        exam_month
    from volume
    group by
        modality,
        site_name,
        exam_month

)

select * from final
order by
    exam_month,
    modality,
    site_name
