with events as (

    select * from stg_lone_events

),

final as (

    select
        source,
        event_type,
        rejection_reason,
        count(*) as event_count,
        cast(sum(object_bytes) as bigint) as object_bytes,
        cast(sum(field_error_count) as bigint) as field_error_count,
        cast(occurred_at as date) as occurred_date
    from events
    group by
        source,
        event_type,
        rejection_reason,
        cast(occurred_at as date)

)

select * from final
