with period as (

    select
        cast(? as date) as period_start,
        cast(? as date) as period_end

),

sums as (

    select
        rejected_objects.rejection_reason,
        count(*) as object_count,
        count(*) filter (
            where
                rejected_objects.arrival_date >= period.period_start
                and rejected_objects.arrival_date < period.period_end
        ) as period_object_count,
        grouping(rejected_objects.rejection_reason) = 1 as is_total
    from rejected_objects
    cross join period
    group by grouping sets ((rejected_objects.rejection_reason), ())

),

final as (

    select
        rejection_reason,
        object_count,
        period_object_count,
        is_total
    from sums

)

select * from final
order by
    is_total,
    object_count desc,
    rejection_reason
