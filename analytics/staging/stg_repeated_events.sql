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
        transfer_syntax_uid,
        patient_sex,
        quality_control_subject,
        study_time,
        timezone_offset_from_utc,
        procedure_codes,
        performed_procedure_step_start_time,
        performed_procedure_step_end_time,
        modality,
        series_time,
        body_part_examined,
        anatomic_region_codes,
        contrast_bolus_agent,
        manufacturer,
        manufacturer_model_name,
        station_name,
        device_serial_number,
        software_versions,
        institution_name,
        institutional_department_name,
        sop_class_uid,
        image_type,
        specific_character_set,
        acquisition_time,
        acquisition_date_time,
        frame_acquisition_date_time_first,
        frame_acquisition_date_time_end,
        content_time,
        presentation_intent_type,
        concept_name_code,
        object_bytes,
        header_bytes_read,
        extractor_version,
        field_error_count,
        patient_age_years,
        instance_number,
        number_of_frames,
        acquisition_duration_s,
        magnetic_field_strength_t,
        ctdivol_mgy,
        coalesce(removal_cause in ('delete_marker', 'expired_delete_marker'), false) as is_delete_marker,
        is_phantom,
        study_date,
        series_date,
        acquisition_date,
        content_date,
        performed_procedure_step_start_date,
        performed_procedure_step_end_date,
        cast(arrived_at as date) as arrival_date,
        occurred_at,
        arrived_at,
        recorded_at
    from readings
    where reading_rank = 1

)

select * from final
