with repeated_objects as (

    select object_hash from stg_repeated_objects

),

events as (

    select
        raw_study_events.*,
        repeated_objects.object_hash
    from raw_study_events
    left join repeated_objects
        on from_big_endian_64(xxhash64(to_utf8(raw_study_events.object_id))) = repeated_objects.object_hash
    where raw_study_events.dt >= '0001-01-01'

),

final as (

    select
        source,
        object_id,
        version_id,
        coalesce(version_id, 'null') as version_slot,
        order_key,
        study_instance_uid,
        series_instance_uid,
        sop_instance_uid,
        patient_pseudonym,
        issuer_of_patient_id_pseudonym,
        accession_pseudonym,
        request_accession_pseudonyms,
        referenced_sop_instance_uids,
        event_type,
        rejection_reason,
        removal_cause,
        privacy_profile,
        {staged_texts},
        object_bytes,
        header_bytes_read,
        extractor_version,
        field_error_count,
        {staged_numbers},
        coalesce(removal_cause in ('delete_marker', 'expired_delete_marker'), false) as is_delete_marker,
        is_phantom,
        {staged_dates},
        cast(recorded_at as date) as arrival_date,
        occurred_at,
        recorded_at as arrived_at,
        recorded_at
    from events
    where object_hash is null

)

select * from final
