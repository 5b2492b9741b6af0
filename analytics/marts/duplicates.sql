with instances as (

    select * from stg_instances

),

raw_events as (

    select
        raw_study_events.*,
        coalesce(version_id, 'null') as version_slot
    from raw_study_events
    where dt >= '0001-01-01'

),

-- Without a number and a time an image may look like its neighbour: then only its UID can tell.
keyed as (

    select
        source,
        object_id,
        coalesce(version_id, 'null') as version_slot,
        order_key,
        sop_instance_uid,
        extractor_version,
        recorded_at,
        arrived_at,
        case
            when instance_number is not null and coalesce(acquisition_date_time, acquisition_time, content_time) <> ''
                then
                    cast(object_bytes as varchar) || '|' || cast(instance_number as varchar)
                    || '|' || coalesce(sop_class_uid, '')
                    || '|' || coalesce(cast(study_date as varchar), '')
                    || '|' || coalesce(acquisition_date_time, '')
                    || '|' || coalesce(acquisition_time, '')
                    || '|' || coalesce(content_time, '')
                    || '|' || coalesce(patient_pseudonym, '')
        end as look
    from instances

),

repeated_uids as (

    select sop_instance_uid
    from keyed
    group by sop_instance_uid
    having count(*) > 1

),

repeated_looks as (

    select look
    from keyed
    where look is not null
    group by look
    having count(distinct sop_instance_uid) > 1

),

-- Few objects are like another. Only these are compared in full, because whole rows cost more than all the rest.
candidates as (

    select keyed.*
    from keyed
    left join repeated_uids
        on keyed.sop_instance_uid = repeated_uids.sop_instance_uid
    left join repeated_looks
        on keyed.look = repeated_looks.look
    where
        repeated_uids.sop_instance_uid is not null
        or repeated_looks.look is not null

),

ranked_readings as (

    select
        raw_events.*,
        candidates.look,
        candidates.arrived_at,
        row_number() over (
            partition by raw_events.source, raw_events.object_id
            order by
                raw_events.header_bytes_read desc nulls last,
                raw_events.dt,
                raw_events.occurred_at,
                raw_events.object_bytes,
                raw_events.field_error_count,
                raw_events.version_id,
                raw_events.study_instance_uid,
                raw_events.series_instance_uid,
                raw_events.sop_instance_uid,
                raw_events.modality,
                raw_events.study_date,
                raw_events.instance_number
        ) as reading_rank
    from raw_events
    inner join candidates
        on raw_events.source = candidates.source
        and raw_events.object_id = candidates.object_id
        and raw_events.version_slot = candidates.version_slot
        and raw_events.order_key = candidates.order_key
        and raw_events.extractor_version = candidates.extractor_version
        and raw_events.recorded_at = candidates.recorded_at
    where raw_events.event_type = 'instance_stored'

),

readings as (

    select * from ranked_readings
    where reading_rank = 1

),

-- Every attribute and the size, but not the identity. The key is the first object that has this payload.
payloads as (

    select
        readings.source,
        readings.object_id,
        readings.study_instance_uid,
        readings.series_instance_uid,
        readings.sop_instance_uid,
        readings.modality,
        readings.institution_name,
        coalesce(readings.object_bytes, 0) as object_bytes,
        readings.look,
        readings.arrived_at,
        min(readings.source || '|' || readings.object_id) over (
            partition by
                readings.accession_pseudonym,
                readings.acquisition_date,
                readings.acquisition_date_time,
                readings.acquisition_duration_s,
                readings.acquisition_number,
                readings.acquisition_time,
                readings.anatomic_region_codes,
                readings.bits_allocated,
                readings.body_part_examined,
                readings.body_part_thickness_mm,
                readings.burned_in_annotation,
                readings.clinical_trial_protocol_id,
                readings.columns_px,
                readings.completion_flag,
                readings.compression_force_n,
                readings.concept_name_code,
                readings.content_date,
                readings.content_template,
                readings.content_time,
                readings.contrast_bolus_agent,
                readings.contrast_bolus_agent_codes,
                readings.contrast_bolus_route,
                readings.contrast_bolus_volume_ml,
                readings.contributing_equipment_models,
                readings.contributing_equipment_purpose_codes,
                readings.convolution_kernel,
                readings.ctdi_phantom_type_codes,
                readings.ctdivol_mgy,
                readings.deidentification_method,
                readings.detector_id,
                readings.deviation_index,
                readings.device_observer_uid,
                readings.device_serial_number,
                readings.device_uid,
                readings.dose_activity_mbq,
                readings.dose_ctdivol_max_mgy,
                readings.dose_ctdivol_phantom_code,
                readings.dose_dap_total_gy_cm2,
                readings.dose_dlp_events_mgy_cm,
                readings.dose_dlp_total_mgy_cm,
                readings.dose_fluoro_time_s,
                readings.dose_glandular_left_mgy,
                readings.dose_glandular_max_mgy,
                readings.dose_glandular_right_mgy,
                readings.dose_plane_codes,
                readings.dose_rp_total_mgy,
                readings.echo_time_ms,
                readings.entrance_dose_in_mgy,
                readings.exposure_index,
                readings.exposure_mas,
                readings.exposure_time_ms,
                readings.first_irradiation_date_time,
                readings.flip_angle_deg,
                readings.frame_acquisition_date_time_end,
                readings.frame_acquisition_date_time_first,
                readings.frame_acquisition_duration_ms,
                readings.gantry_id,
                readings.has_admission_id,
                readings.image_and_fluoroscopy_area_dose_product_gy_cm2,
                readings.image_type,
                readings.implementation_version_name,
                readings.instance_coercion_date_time,
                readings.instance_creation_date,
                readings.instance_creation_time,
                readings.instance_number,
                readings.institution_codes,
                readings.institution_name,
                readings.institutional_department_name,
                readings.irradiation_event_count,
                readings.irradiation_event_uids,
                readings.is_phantom,
                readings.issuer_of_patient_id_pseudonym,
                readings.kvp_kv,
                readings.last_calibration_date,
                readings.laterality,
                readings.lossy_image_compression,
                readings.magnetic_field_strength_t,
                readings.manufacturer,
                readings.manufacturer_model_name,
                readings.media_storage_sop_class_uid,
                readings.modalities_in_study,
                readings.modality,
                readings.mr_acquisition_type,
                readings.name_of_physicians_reading_study_pseudonyms,
                readings.number_of_frames,
                readings.number_of_series_related_instances,
                readings.object_bytes,
                readings.operators_name_pseudonyms,
                readings.organ_dose_mgy,
                readings.original_attribute_keywords,
                readings.patient_age_years,
                readings.patient_identity_removed,
                readings.patient_position,
                readings.patient_pseudonym,
                readings.patient_sex,
                readings.patient_size_m,
                readings.patient_species_description,
                readings.patient_weight_kg,
                readings.performed_location,
                readings.performed_procedure_step_end_date,
                readings.performed_procedure_step_end_time,
                readings.performed_procedure_step_id_pseudonym,
                readings.performed_procedure_step_start_date,
                readings.performed_procedure_step_start_time,
                readings.performed_protocol_codes,
                readings.performed_station_ae_title,
                readings.performed_station_name,
                readings.performing_physician_name_pseudonyms,
                readings.photometric_interpretation,
                readings.pixel_spacing_mm,
                readings.plate_id,
                readings.pregnancy_status,
                readings.presentation_intent_type,
                readings.procedure_codes,
                readings.quality_control_subject,
                readings.radionuclide_total_dose_mbq,
                readings.radiopharmaceutical_start_date_time,
                readings.radiopharmaceutical_start_time,
                readings.receive_coil_name,
                readings.referenced_sop_instance_uids,
                readings.referring_physician_name_pseudonym,
                readings.relative_x_ray_exposure,
                readings.repetition_time_ms,
                readings.request_accession_pseudonyms,
                readings.requested_procedure_codes,
                readings.requesting_service,
                readings.rows_px,
                readings.scan_options,
                readings.scanning_sequence,
                readings.scheduled_procedure_step_id_pseudonyms,
                readings.sending_application_entity_title,
                readings.sequence_name,
                readings.series_date,
                readings.series_description_codes,
                readings.series_number,
                readings.series_time,
                readings.slice_thickness_mm,
                readings.software_versions,
                readings.sop_class_uid,
                readings.source_application_entity_title,
                readings.specific_character_set,
                readings.spiral_pitch_factor,
                readings.station_name,
                readings.study_date,
                readings.study_id_pseudonym,
                readings.study_time,
                readings.target_exposure_index,
                readings.timezone_offset_from_utc,
                readings.transfer_syntax_uid,
                readings.unique_device_identifiers,
                readings.verification_flag,
                readings.view_position,
                readings.water_equivalent_diameter_mm,
                readings.x_ray_tube_current_ma
        ) as payload_key
    from readings

),

numbered as (

    select
        payloads.*,
        row_number() over (
            partition by sop_instance_uid, payload_key
            order by source, object_id
        ) as copy_number
    from payloads

),

identity_groups as (

    select
        'identity' as duplicate_kind,
        sop_instance_uid as group_key,
        min(sop_instance_uid) as sop_instance_uid,
        coalesce(min(modality), 'unknown') as modality,
        coalesce(min(institution_name), 'unknown') as institution_name,
        count(*) as object_count,
        count(distinct sop_instance_uid) as instance_count,
        count(distinct series_instance_uid) as series_count,
        count(distinct study_instance_uid) as study_count,
        count(distinct source) as source_count,
        count(distinct payload_key) as payload_count,
        cast(sum(object_bytes) as bigint) as stored_bytes,
        cast(sum(case when copy_number > 1 then object_bytes else 0 end) as bigint) as repeated_bytes,
        min(arrived_at) as first_arrived_at,
        max(arrived_at) as last_arrived_at
    from numbered
    group by sop_instance_uid
    having count(*) > 1

),

content_groups as (

    select
        'content' as duplicate_kind,
        payload_key as group_key,
        min(sop_instance_uid) as sop_instance_uid,
        coalesce(min(modality), 'unknown') as modality,
        coalesce(min(institution_name), 'unknown') as institution_name,
        count(*) as object_count,
        count(distinct sop_instance_uid) as instance_count,
        count(distinct series_instance_uid) as series_count,
        count(distinct study_instance_uid) as study_count,
        count(distinct source) as source_count,
        count(distinct payload_key) as payload_count,
        cast(sum(object_bytes) as bigint) as stored_bytes,
        -- Further copies under one UID are in the group of that UID.
        cast(sum(case when copy_number = 1 then object_bytes else 0 end) - max(object_bytes) as bigint)
            as repeated_bytes,
        min(arrived_at) as first_arrived_at,
        max(arrived_at) as last_arrived_at
    from numbered
    where look is not null
    group by payload_key
    having count(distinct sop_instance_uid) > 1

),

final as (

    select * from identity_groups
    union all
    select * from content_groups

)

select * from final
