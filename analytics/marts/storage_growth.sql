with lone_days as (

    select * from stg_lone_days

),

events as (

    select * from stg_repeated_events

),

changes as (

    select
        source,
        object_id,
        version_slot,
        order_key,
        event_type,
        is_delete_marker,
        case
            when event_type in ('instance_stored', 'object_rejected') then coalesce(object_bytes, 0)
            else 0
        end as stored_bytes,
        case when event_type in ('instance_stored', 'object_rejected') then 1 else 0 end as object_count,
        -- The days of stg_days: a clock that is far off must not lose what it dated.
        greatest(least(cast(occurred_at as date), date '2243-10-16'), date '1970-01-01') as storage_date,
        -- '~' lies behind every order key: with a null to test for, DuckDB would compare each row with every other.
        coalesce(lead(order_key) over (
            partition by source, object_id, version_slot
            order by order_key
        ), '~') as next_order_key
    from events

),

versions as (

    select * from changes
    where
        event_type <> 'object_removed'
        or is_delete_marker

),

candidates as (

    select
        changes.source,
        changes.object_id,
        changes.version_slot,
        changes.order_key,
        changes.storage_date,
        versions.stored_bytes,
        versions.object_count,
        row_number() over (
            partition by changes.source, changes.object_id, changes.order_key, changes.version_slot
            order by versions.order_key desc nulls last, versions.version_slot desc
        ) as version_rank
    from changes
    left join versions
        on changes.source = versions.source
        and changes.object_id = versions.object_id
        and versions.order_key <= changes.order_key
        and versions.next_order_key > changes.order_key

),

states as (

    select
        source,
        object_id,
        version_slot,
        order_key,
        storage_date,
        coalesce(stored_bytes, 0) as stored_bytes,
        coalesce(object_count, 0) as object_count
    from candidates
    where version_rank = 1

),

steps as (

    select
        source,
        storage_date,
        stored_bytes - coalesce(lag(stored_bytes) over (
            partition by source, object_id
            order by order_key, version_slot
        ), 0) as growth_bytes,
        object_count - coalesce(lag(object_count) over (
            partition by source, object_id
            order by order_key, version_slot
        ), 0) as growth_objects
    from states

),

-- An object with one event adds what that event says. Only the others are followed.
all_steps as (

    select
        source,
        1 as change_count,
        growth_objects,
        growth_bytes,
        storage_date
    from steps

    union all

    select
        source,
        event_count as change_count,
        case when event_type in ('instance_stored', 'object_rejected') then event_count else 0 end as growth_objects,
        case
            when event_type in ('instance_stored', 'object_rejected') then coalesce(object_bytes, 0)
            else 0
        end as growth_bytes,
        greatest(least(occurred_date, date '2243-10-16'), date '1970-01-01') as storage_date
    from lone_days

),

final as (

    select
        source,
        cast(sum(change_count) as bigint) as change_count,
        cast(sum(growth_objects) as bigint) as growth_objects,
        cast(sum(growth_bytes) as bigint) as growth_bytes,
        storage_date
    from all_steps
    group by
        source,
        storage_date

)

select * from final
