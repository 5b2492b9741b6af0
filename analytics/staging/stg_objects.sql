with lone_events as (

    select * from stg_lone_events

),

repeated_events as (

    select * from stg_repeated_events

),

-- An object with one event is what that event says. Only the others are folded.
lone_objects as (

    select
        lone_events.*,
        case when event_type = 'instance_stored' then occurred_at end as first_stored_at,
        1 as version_rank,
        1 as survivor_rank
    from lone_events

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

current_objects as (

    select * from lone_objects
    union all
    select * from survivors
    where survivor_rank = 1

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
        is_phantom,
        study_date,
        series_date,
        acquisition_date,
        content_date,
        performed_procedure_step_start_date,
        performed_procedure_step_end_date,
        arrival_date,
        first_stored_at,
        occurred_at,
        arrived_at,
        recorded_at
    from current_objects
    where event_type <> 'object_removed'

)

select * from final
