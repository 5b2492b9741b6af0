with repeated_objects as (

    select object_hash from stg_repeated_objects

),

readings as (

    select * from stg_dated_readings

),

-- A note that was changed itself counts from then on.
changed_objects as (

    select
        source,
        object_id,
        max(recorded_at) as changed_at
    from readings
    group by
        source,
        object_id
    having count(*) > 1

),

notes as (

    select
        events.referenced_sop_instance_uids as noted_sop_instance_uids,
        events.recorded_at as changed_at
    from raw_study_events as events
    left join repeated_objects
        on from_big_endian_64(xxhash64(to_utf8(events.object_id))) = repeated_objects.object_hash
    where
        events.dt >= '0001-01-01'
        and events.sop_class_uid = '1.2.840.10008.5.1.4.1.1.88.59'
        and events.referenced_sop_instance_uids is not null
        and repeated_objects.object_hash is null

    union all

    select
        readings.noted_sop_instance_uids,
        coalesce(changed_objects.changed_at, readings.recorded_at) as changed_at
    from readings
    left join changed_objects
        on readings.source = changed_objects.source
        and readings.object_id = changed_objects.object_id
    where readings.noted_sop_instance_uids is not null

),

final as (

    select
        named.sop_instance_uid,
        max(notes.changed_at) as changed_at
    from notes
    cross join unnest(split(notes.noted_sop_instance_uids, '\')) as named (sop_instance_uid)
    group by named.sop_instance_uid

)

select * from final
