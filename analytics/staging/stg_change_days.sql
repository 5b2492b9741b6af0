with repeated_objects as (

    select object_hash from stg_repeated_objects

),

events as (

    select
        raw_study_events.source,
        raw_study_events.object_id,
        coalesce(raw_study_events.version_id, 'null') as version_slot,
        raw_study_events.order_key,
        raw_study_events.event_type = 'object_rejected' as is_rejected,
        raw_study_events.rejection_reason,
        repeated_objects.object_hash is null as is_lone,
        cast(raw_study_events.occurred_at as date) as changed_date
    from raw_study_events
    left join repeated_objects
        on from_big_endian_64(xxhash64(to_utf8(raw_study_events.object_id))) = repeated_objects.object_hash
    where
        raw_study_events.dt >= '0001-01-01'
        and raw_study_events.event_type in ('instance_stored', 'object_rejected')

),

-- An object with one event has one change. Of the others several readings of one change are one.
changes as (

    select
        source,
        changed_date,
        bool_or(is_rejected) as is_rejected,
        min(rejection_reason) as rejection_reason,
        case when is_lone then count(*) else 1 end as change_count
    from events
    group by
        source,
        changed_date,
        is_lone,
        case when is_lone then is_rejected end,
        case when is_lone then rejection_reason end,
        case when not is_lone then object_id end,
        case when not is_lone then version_slot end,
        case when not is_lone then order_key end

),

final as (

    select
        source,
        rejection_reason,
        cast(sum(change_count) as bigint) as change_count,
        is_rejected,
        changed_date
    from changes
    group by
        source,
        rejection_reason,
        is_rejected,
        changed_date

)

select * from final
