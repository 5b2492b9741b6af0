with repeated_events as (

    select * from stg_repeated_events

),

versions as (

    select
        repeated_events.*,
        min(case when event_type = 'instance_stored' then occurred_at end) over (
            partition by source, object_id
        ) as first_stored_at,
        row_number() over (
            partition by source, object_id, version_slot
            order by order_key desc
        ) as version_rank
    from repeated_events

),

survivors as (

    select
        versions.*,
        row_number() over (
            partition by source, object_id
            order by order_key desc, version_slot desc
        ) as survivor_rank
    from versions
    where
        version_rank = 1
        and (event_type <> 'object_removed' or is_delete_marker)

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
    from survivors
    where
        survivor_rank = 1
        and event_type <> 'object_removed'

)

select * from final
