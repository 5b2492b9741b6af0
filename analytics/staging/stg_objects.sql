with lone_events as (

    select * from stg_lone_events
    where event_type <> 'object_removed'

),

folded_objects as (

    select * from stg_folded_objects

),

-- An object with one event is what that event says. Only the others are folded.
current_objects as (

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
        privacy_profile,
        {staged_texts},
        object_bytes,
        header_bytes_read,
        extractor_version,
        field_error_count,
        {staged_numbers},
        is_phantom,
        {staged_dates},
        arrival_date,
        case when event_type = 'instance_stored' then occurred_at end as first_stored_at,
        occurred_at,
        arrived_at,
        recorded_at
    from lone_events

    union all

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
        privacy_profile,
        {staged_texts},
        object_bytes,
        header_bytes_read,
        extractor_version,
        field_error_count,
        {staged_numbers},
        is_phantom,
        {staged_dates},
        arrival_date,
        first_stored_at,
        occurred_at,
        arrived_at,
        recorded_at
    from folded_objects

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
        case event_type
            when 'instance_stored' then 'stored'
            when 'object_rejected' then 'rejected'
            else 'pending'
        end as object_state,
        rejection_reason,
        privacy_profile,
        {staged_texts},
        object_bytes,
        header_bytes_read,
        extractor_version,
        field_error_count,
        {staged_numbers},
        is_phantom,
        {staged_dates},
        arrival_date,
        first_stored_at,
        occurred_at,
        arrived_at,
        recorded_at
    from current_objects

)

select * from final
