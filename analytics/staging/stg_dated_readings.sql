with repeated_objects as (

    select object_hash from stg_repeated_objects

),

repeated_readings as (

    select distinct
        events.source,
        events.object_id,
        coalesce(events.version_id, 'null') as version_slot,
        events.order_key,
        events.study_instance_uid,
        events.sop_instance_uid,
        case
            when events.sop_class_uid = '1.2.840.10008.5.1.4.1.1.88.59' then events.referenced_sop_instance_uids
        end as noted_sop_instance_uids,
        case
            when events.event_type = 'object_superseded' then 2
            when events.rejection_reason in ('archived', 'undecryptable') then 1
            else 0
        end as poverty,
        coalesce(events.extractor_version, 0) as extractor_version,
        cast(date_trunc('month', events.study_date) as date) as study_month,
        cast(date_trunc('month', events.series_date) as date) as series_month,
        events.recorded_at
    from raw_study_events as events
    inner join repeated_objects
        on from_big_endian_64(xxhash64(to_utf8(events.object_id))) = repeated_objects.object_hash
    where events.dt >= '0001-01-01'

),

-- The least number is the reading that a fold takes: one with the object's content, by the newest extractor.
ranked_readings as (

    select
        repeated_readings.*,
        1000000 * poverty - extractor_version as reading_rank,
        min(1000000 * poverty - extractor_version) over (
            partition by source, object_id, version_slot, order_key
            order by recorded_at
        ) as best_rank
    from repeated_readings

),

-- What was worse than a reading recorded before it was never taken by any fold, and compaction leaves it out.
final as (

    select
        source,
        object_id,
        study_instance_uid,
        sop_instance_uid,
        noted_sop_instance_uids,
        study_month,
        series_month,
        recorded_at
    from ranked_readings
    where reading_rank = best_rank

)

select * from final
