with repeated_objects as (

    select object_hash from stg_repeated_objects

),

raw_events as (

    select
        raw_study_events.*,
        coalesce(raw_study_events.version_id, 'null') as version_slot
    from raw_study_events
    inner join repeated_objects
        on from_big_endian_64(xxhash64(to_utf8(raw_study_events.object_id))) = repeated_objects.object_hash
    where raw_study_events.dt >= '0001-01-01'

),

readings as (

    select
        raw_events.*,
        min(recorded_at) over (partition by source, object_id, version_slot, order_key) as arrived_at,
        row_number() over (
            partition by source, object_id, version_slot, order_key
            order by
                case
                    when event_type = 'object_superseded' then 2
                    when rejection_reason in ('archived', 'undecryptable') then 1
                    else 0
                end,
                extractor_version desc,
                recorded_at desc,
                event_type,
                header_bytes_read desc nulls last,
                dt,
                occurred_at,
                object_bytes,
                field_error_count,
                rejection_reason,
                removal_cause,
                version_id,
                study_instance_uid,
                series_instance_uid,
                sop_instance_uid,
                modality,
                study_date,
                instance_number
        ) as reading_rank
    from raw_events

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
        coalesce(removal_cause in ('delete_marker', 'expired_delete_marker'), false) as is_delete_marker,
        is_phantom,
        {staged_dates},
        cast(arrived_at as date) as arrival_date,
        occurred_at,
        arrived_at,
        recorded_at
    from readings
    where reading_rank = 1

)

select * from final
