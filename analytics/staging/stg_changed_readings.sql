with events as (

    select * from stg_repeated_events

),

raw_events as (

    select
        raw_study_events.*,
        coalesce(version_id, 'null') as version_slot
    from raw_study_events
    where
        dt >= '0001-01-01'
        and event_type = 'instance_stored'

),

changed_objects as (

    select
        source,
        object_id
    from events
    group by
        source,
        object_id
    having count(*) > 1

),

winners as (

    select
        events.source,
        events.object_id,
        events.version_slot,
        events.order_key,
        events.extractor_version,
        events.recorded_at
    from events
    inner join changed_objects
        on events.source = changed_objects.source
        and events.object_id = changed_objects.object_id
    where events.event_type = 'instance_stored'

),

ranked as (

    select
        raw_events.*,
        row_number() over (
            partition by raw_events.source, raw_events.object_id, raw_events.version_slot, raw_events.order_key
            order by
                raw_events.header_bytes_read desc nulls last,
                raw_events.dt,
                raw_events.occurred_at,
                raw_events.object_bytes,
                raw_events.field_error_count,
                raw_events.version_id,
                raw_events.study_instance_uid,
                raw_events.series_instance_uid,
                raw_events.sop_instance_uid,
                raw_events.modality,
                raw_events.study_date,
                raw_events.instance_number
        ) as reading_rank
    from raw_events
    inner join winners
        on raw_events.source = winners.source
        and raw_events.object_id = winners.object_id
        and raw_events.version_slot = winners.version_slot
        and raw_events.order_key = winners.order_key
        and raw_events.extractor_version = winners.extractor_version
        and raw_events.recorded_at = winners.recorded_at

),

final as (

    select
        source,
        object_id,
        version_slot,
        order_key,
        {compared_columns}
    from ranked
    where reading_rank = 1

)

select * from final
