with period as (

    select cast(date_trunc('month', cast(? as date)) as date) as month_start

),

final as (

    select
        rejected_objects.rejection_reason,
        count(*) as object_count,
        count(*) filter (
            where
                rejected_objects.arrival_date >= period.month_start
                and rejected_objects.arrival_date < date_add('month', 1, period.month_start)
        ) as month_object_count
    from rejected_objects
    cross join period
    group by rejected_objects.rejection_reason

)

select * from final
order by
    object_count desc,
    rejection_reason
