with period as (

    select
        cast(? as date) as period_start,
        cast(? as date) as period_end

),

final as (

    select
        rejected_objects.source,
        rejected_objects.rejection_reason,
        count(*) as object_count,
        min(rejected_objects.arrived_at) as first_arrived_at,
        max(rejected_objects.arrived_at) as last_arrived_at
    from rejected_objects
    cross join period
    where
        rejected_objects.arrival_date >= period.period_start
        and rejected_objects.arrival_date < period.period_end
    group by
        rejected_objects.source,
        rejected_objects.rejection_reason

)

select * from final
order by
    object_count desc,
    source,
    rejection_reason
