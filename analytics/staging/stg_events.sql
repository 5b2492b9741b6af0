with raw_events as (

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
        dt,
        occurred_at,
        recorded_at
    from raw_study_events
    where dt >= '0001-01-01'

),

repeated_changes as (

    select
        source,
        object_id,
        version_slot,
        order_key,
        min(recorded_at) as arrived_at
    from raw_events
    group by
        source,
        object_id,
        version_slot,
        order_key
    having count(*) > 1

),

-- Most changes were read once. Only the others are sorted, because sorting whole rows costs more than all the rest.
read_once as (

    select
        raw_events.*,
        recorded_at as arrived_at,
        1 as reading_rank
    from raw_events
    where not exists (
        select 1
        from repeated_changes
        where
            repeated_changes.source = raw_events.source
            and repeated_changes.object_id = raw_events.object_id
            and repeated_changes.version_slot = raw_events.version_slot
            and repeated_changes.order_key = raw_events.order_key
    )

),

read_again as (

    select
        raw_events.*,
        repeated_changes.arrived_at,
        row_number() over (
            partition by
                raw_events.source,
                raw_events.object_id,
                raw_events.version_slot,
                raw_events.order_key
            order by
                case
                    when raw_events.event_type = 'object_superseded' then 2
                    when raw_events.rejection_reason in ('archived', 'undecryptable') then 1
                    else 0
                end,
                raw_events.extractor_version desc,
                raw_events.recorded_at desc,
                raw_events.event_type,
                raw_events.header_bytes_read desc nulls last,
                raw_events.dt,
                raw_events.occurred_at,
                raw_events.object_bytes,
                raw_events.field_error_count,
                raw_events.rejection_reason,
                raw_events.removal_cause,
                raw_events.version_id,
                raw_events.study_instance_uid,
                raw_events.series_instance_uid,
                raw_events.sop_instance_uid,
                raw_events.modality,
                raw_events.study_date,
                raw_events.instance_number
        ) as reading_rank
    from raw_events
    inner join repeated_changes
        on raw_events.source = repeated_changes.source
        and raw_events.object_id = repeated_changes.object_id
        and raw_events.version_slot = repeated_changes.version_slot
        and raw_events.order_key = repeated_changes.order_key

),

readings as (

    select * from read_once
    union all
    select * from read_again

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
