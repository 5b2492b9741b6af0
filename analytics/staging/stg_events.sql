with lone_events as (

    select * from stg_lone_events

),

repeated_events as (

    select * from stg_repeated_events

),

events as (

    select * from lone_events
    union all
    select * from repeated_events

),

final as (

    select
        source,
        object_id,
        version_id,
        version_slot,
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
        is_delete_marker,
        is_phantom,
        {staged_dates},
        arrival_date,
        occurred_at,
        arrived_at,
        recorded_at
    from events

)

select * from final
