with objects as (

    select * from stg_unstored_objects
    where object_state = 'pending'

),

final as (

    select
        source,
        object_id,
        version_id,
        order_key,
        object_bytes,
        arrival_date,
        occurred_at,
        arrived_at
    from objects

)

select * from final
