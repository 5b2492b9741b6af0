with lone_days as (

    select * from stg_lone_days

),

repeated_events as (

    select * from stg_repeated_events

),

folded_objects as (

    select * from stg_folded_objects

),

-- An object with one event is what that event says, unless it is that the object is gone.
counts as (

    select
        source,
        event_count as change_count,
        case when event_type <> 'object_removed' then event_count else 0 end as object_count,
        case when event_type in ('instance_stored', 'object_rejected') then event_count else 0 end as current_count,
        case when event_type in ('instance_stored', 'object_rejected') then coalesce(object_bytes, 0) else 0 end
            as stored_bytes,
        case when event_type in ('instance_stored', 'object_rejected') then coalesce(field_error_count, 0) else 0 end
            as issue_count
    from lone_days

    union all

    select
        source,
        count(*) as change_count,
        0 as object_count,
        0 as current_count,
        0 as stored_bytes,
        0 as issue_count
    from repeated_events
    group by source

    union all

    select
        source,
        0 as change_count,
        1 as object_count,
        case when event_type in ('instance_stored', 'object_rejected') then 1 else 0 end as current_count,
        case when event_type in ('instance_stored', 'object_rejected') then coalesce(object_bytes, 0) else 0 end
            as stored_bytes,
        case when event_type in ('instance_stored', 'object_rejected') then coalesce(field_error_count, 0) else 0 end
            as issue_count
    from folded_objects

),

final as (

    select
        source,
        cast(sum(change_count) as bigint) as change_count,
        cast(sum(object_count) as bigint) as object_count,
        cast(sum(current_count) as bigint) as current_count,
        cast(sum(stored_bytes) as bigint) as stored_bytes,
        cast(sum(issue_count) as bigint) as issue_count
    from counts
    group by source

)

select * from final
