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
        is_delete_marker,
        is_phantom,
        study_date,
        series_date,
        acquisition_date,
        content_date,
        performed_procedure_step_start_date,
        performed_procedure_step_end_date,
        arrival_date,
        occurred_at,
        arrived_at,
        recorded_at
    from events

)

select * from final
