with objects as (

    select * from stg_unstored_objects
    where object_state = 'rejected'

),

final as (

    select
        source,
        object_id,
        version_id,
        order_key,
        rejection_reason,
        privacy_profile,
        object_bytes,
        header_bytes_read,
        extractor_version,
        arrival_date,
        occurred_at,
        arrived_at,
        recorded_at
    from objects

)

select * from final
