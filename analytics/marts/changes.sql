with events as (

    select * from stg_events

),

institutions as (

    select * from stg_institutions

),

raw_events as (

    select
        raw_study_events.*,
        coalesce(version_id, 'null') as version_slot
    from raw_study_events
    where dt >= '0001-01-01'

),

repeated_objects as (

    select
        source,
        object_id
    from events
    group by
        source,
        object_id
    having count(*) > 1

),

steps as (

    select
        events.source,
        events.object_id,
        events.version_id,
        events.version_slot,
        events.order_key,
        events.event_type,
        events.is_delete_marker,
        events.occurred_at,
        events.arrived_at,
        -- '~' lies behind every order key.
        coalesce(lead(events.order_key) over (
            partition by events.source, events.object_id, events.version_slot
            order by events.order_key
        ), '~') as next_order_key
    from events
    inner join repeated_objects
        on events.source = repeated_objects.source
        and events.object_id = repeated_objects.object_id

),

versions as (

    select * from steps
    where
        event_type <> 'object_removed'
        or is_delete_marker

),

-- What is there after each step: of the versions that are not removed by then the newest, as in the fold.
candidates as (

    select
        steps.source,
        steps.object_id,
        steps.version_id,
        steps.version_slot,
        steps.order_key,
        steps.occurred_at,
        steps.arrived_at,
        versions.event_type as state_event_type,
        versions.version_slot as state_version_slot,
        versions.order_key as state_order_key,
        row_number() over (
            partition by steps.source, steps.object_id, steps.order_key, steps.version_slot
            order by versions.order_key desc nulls last, versions.version_slot desc
        ) as version_rank
    from steps
    left join versions
        on steps.source = versions.source
        and steps.object_id = versions.object_id
        and versions.order_key <= steps.order_key
        and versions.next_order_key > steps.order_key

),

-- A state that was replaced before it could be read is not known: what comes next is held against what came before.
states as (

    select
        source,
        object_id,
        version_id,
        version_slot,
        order_key,
        occurred_at,
        arrived_at,
        case state_event_type
            when 'instance_stored' then 'stored'
            when 'object_rejected' then 'rejected'
            else 'absent'
        end as object_state,
        case
            when state_event_type in ('instance_stored', 'object_rejected') then state_version_slot
        end as state_version_slot,
        case
            when state_event_type in ('instance_stored', 'object_rejected') then state_order_key
        end as state_order_key
    from candidates
    where
        version_rank = 1
        and coalesce(state_event_type, '') <> 'object_superseded'

),

numbered as (

    select
        states.*,
        lag(object_state) over (
            partition by source, object_id
            order by order_key, version_slot
        ) as previous_state,
        lag(state_version_slot) over (
            partition by source, object_id
            order by order_key, version_slot
        ) as previous_version_slot,
        lag(state_order_key) over (
            partition by source, object_id
            order by order_key, version_slot
        ) as previous_order_key,
        -- How many readable states came before and, in a readable one, its own number.
        count(case when object_state = 'stored' then 1 end) over (
            partition by source, object_id
            order by order_key, version_slot
            rows between unbounded preceding and current row
        ) - case when object_state = 'stored' then 1 else 0 end as readable_before,
        count(case when object_state = 'stored' then 1 end) over (
            partition by source, object_id
            order by order_key, version_slot
            rows between unbounded preceding and current row
        ) as readable_number
    from states

),

transitions as (

    select * from numbered
    where
        previous_state is not null
        and (object_state = 'stored' or object_state <> previous_state)
        and (
            object_state <> previous_state
            or state_version_slot is distinct from previous_version_slot
            or state_order_key is distinct from previous_order_key
        )

),

winners as (

    select
        events.source,
        events.object_id,
        events.version_slot,
        events.order_key,
        events.extractor_version,
        events.privacy_profile,
        events.recorded_at
    from events
    inner join repeated_objects
        on events.source = repeated_objects.source
        and events.object_id = repeated_objects.object_id
    where events.event_type = 'instance_stored'

),

ranked_readings as (

    select
        raw_events.*,
        row_number() over (
            partition by raw_events.source, raw_events.object_id, raw_events.version_slot, raw_events.order_key
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
    inner join winners
        on raw_events.source = winners.source
        and raw_events.object_id = winners.object_id
        and raw_events.version_slot = winners.version_slot
        and raw_events.order_key = winners.order_key
        and raw_events.extractor_version = winners.extractor_version
        and raw_events.recorded_at = winners.recorded_at
    where raw_events.event_type = 'instance_stored'

),

readings as (

    select * from ranked_readings
    where reading_rank = 1

),

pairs as (

    select
        transitions.*,
        earlier_states.state_version_slot as earlier_version_slot,
        earlier_states.state_order_key as earlier_order_key,
        later_winners.extractor_version = earlier_winners.extractor_version
        and later_winners.privacy_profile is not distinct from earlier_winners.privacy_profile as is_read_alike
    from transitions
    left join numbered as earlier_states
        on transitions.source = earlier_states.source
        and transitions.object_id = earlier_states.object_id
        and transitions.readable_before = earlier_states.readable_number
        and earlier_states.object_state = 'stored'
    left join winners as earlier_winners
        on earlier_states.source = earlier_winners.source
        and earlier_states.object_id = earlier_winners.object_id
        and earlier_states.state_version_slot = earlier_winners.version_slot
        and earlier_states.state_order_key = earlier_winners.order_key
    left join winners as later_winners
        on transitions.source = later_winners.source
        and transitions.object_id = later_winners.object_id
        and transitions.state_version_slot = later_winners.version_slot
        and transitions.state_order_key = later_winners.order_key

),

compared as (

    select
        pairs.source,
        pairs.object_id,
        pairs.version_id,
        pairs.order_key,
        pairs.object_state,
        pairs.previous_state,
        new.study_instance_uid,
        old.study_instance_uid as previous_study_instance_uid,
        new.series_instance_uid,
        old.series_instance_uid as previous_series_instance_uid,
        new.sop_instance_uid,
        old.sop_instance_uid as previous_sop_instance_uid,
        case when new.object_id is null then old.modality else new.modality end as modality,
        case when new.object_id is null then old.institution_name else new.institution_name end
            as institution_name,
        old.object_bytes as previous_object_bytes,
        new.object_bytes,
        pairs.is_read_alike,
        -- What another extractor or profile left out says nothing of the object: then only two values can differ.
        concat_ws(
            '\',
            case when new.accession_pseudonym <> old.accession_pseudonym then 'accession_pseudonym' end,
            case when new.acquisition_date <> old.acquisition_date then 'acquisition_date' end,
            case when new.acquisition_date_time <> old.acquisition_date_time then 'acquisition_date_time' end,
            case when new.acquisition_duration_s <> old.acquisition_duration_s then 'acquisition_duration_s' end,
            case when new.acquisition_number <> old.acquisition_number then 'acquisition_number' end,
            case when new.acquisition_time <> old.acquisition_time then 'acquisition_time' end,
            case when new.anatomic_region_codes <> old.anatomic_region_codes then 'anatomic_region_codes' end,
            case when new.bits_allocated <> old.bits_allocated then 'bits_allocated' end,
            case when new.body_part_examined <> old.body_part_examined then 'body_part_examined' end,
            case when new.body_part_thickness_mm <> old.body_part_thickness_mm then 'body_part_thickness_mm' end,
            case when new.burned_in_annotation <> old.burned_in_annotation then 'burned_in_annotation' end,
            case when new.clinical_trial_protocol_id <> old.clinical_trial_protocol_id
                then 'clinical_trial_protocol_id' end,
            case when new.columns_px <> old.columns_px then 'columns_px' end,
            case when new.completion_flag <> old.completion_flag then 'completion_flag' end,
            case when new.compression_force_n <> old.compression_force_n then 'compression_force_n' end,
            case when new.concept_name_code <> old.concept_name_code then 'concept_name_code' end,
            case when new.content_date <> old.content_date then 'content_date' end,
            case when new.content_template <> old.content_template then 'content_template' end,
            case when new.content_time <> old.content_time then 'content_time' end,
            case when new.contrast_bolus_agent <> old.contrast_bolus_agent then 'contrast_bolus_agent' end,
            case when new.contrast_bolus_agent_codes <> old.contrast_bolus_agent_codes
                then 'contrast_bolus_agent_codes' end,
            case when new.contrast_bolus_route <> old.contrast_bolus_route then 'contrast_bolus_route' end,
            case when new.contrast_bolus_volume_ml <> old.contrast_bolus_volume_ml then 'contrast_bolus_volume_ml' end,
            case when new.contributing_equipment_models <> old.contributing_equipment_models
                then 'contributing_equipment_models' end,
            case when new.contributing_equipment_purpose_codes <> old.contributing_equipment_purpose_codes
                then 'contributing_equipment_purpose_codes' end,
            case when new.convolution_kernel <> old.convolution_kernel then 'convolution_kernel' end,
            case when new.ctdi_phantom_type_codes <> old.ctdi_phantom_type_codes then 'ctdi_phantom_type_codes' end,
            case when new.ctdivol_mgy <> old.ctdivol_mgy then 'ctdivol_mgy' end,
            case when new.deidentification_method <> old.deidentification_method then 'deidentification_method' end,
            case when new.detector_id <> old.detector_id then 'detector_id' end,
            case when new.deviation_index <> old.deviation_index then 'deviation_index' end,
            case when new.device_observer_uid <> old.device_observer_uid then 'device_observer_uid' end,
            case when new.device_serial_number <> old.device_serial_number then 'device_serial_number' end,
            case when new.device_uid <> old.device_uid then 'device_uid' end,
            case when new.dose_activity_mbq <> old.dose_activity_mbq then 'dose_activity_mbq' end,
            case when new.dose_ctdivol_max_mgy <> old.dose_ctdivol_max_mgy then 'dose_ctdivol_max_mgy' end,
            case when new.dose_ctdivol_phantom_code <> old.dose_ctdivol_phantom_code
                then 'dose_ctdivol_phantom_code' end,
            case when new.dose_dap_total_gy_cm2 <> old.dose_dap_total_gy_cm2 then 'dose_dap_total_gy_cm2' end,
            case when new.dose_dlp_events_mgy_cm <> old.dose_dlp_events_mgy_cm then 'dose_dlp_events_mgy_cm' end,
            case when new.dose_dlp_total_mgy_cm <> old.dose_dlp_total_mgy_cm then 'dose_dlp_total_mgy_cm' end,
            case when new.dose_fluoro_time_s <> old.dose_fluoro_time_s then 'dose_fluoro_time_s' end,
            case when new.dose_glandular_left_mgy <> old.dose_glandular_left_mgy then 'dose_glandular_left_mgy' end,
            case when new.dose_glandular_max_mgy <> old.dose_glandular_max_mgy then 'dose_glandular_max_mgy' end,
            case when new.dose_glandular_right_mgy <> old.dose_glandular_right_mgy then 'dose_glandular_right_mgy' end,
            case when new.dose_plane_codes <> old.dose_plane_codes then 'dose_plane_codes' end,
            case when new.dose_rp_total_mgy <> old.dose_rp_total_mgy then 'dose_rp_total_mgy' end,
            case when new.echo_time_ms <> old.echo_time_ms then 'echo_time_ms' end,
            case when new.entrance_dose_in_mgy <> old.entrance_dose_in_mgy then 'entrance_dose_in_mgy' end,
            case when new.exposure_index <> old.exposure_index then 'exposure_index' end,
            case when new.exposure_mas <> old.exposure_mas then 'exposure_mas' end,
            case when new.exposure_time_ms <> old.exposure_time_ms then 'exposure_time_ms' end,
            case when new.first_irradiation_date_time <> old.first_irradiation_date_time
                then 'first_irradiation_date_time' end,
            case when new.flip_angle_deg <> old.flip_angle_deg then 'flip_angle_deg' end,
            case when new.frame_acquisition_date_time_end <> old.frame_acquisition_date_time_end
                then 'frame_acquisition_date_time_end' end,
            case when new.frame_acquisition_date_time_first <> old.frame_acquisition_date_time_first
                then 'frame_acquisition_date_time_first' end,
            case when new.frame_acquisition_duration_ms <> old.frame_acquisition_duration_ms
                then 'frame_acquisition_duration_ms' end,
            case when new.gantry_id <> old.gantry_id then 'gantry_id' end,
            case when new.has_admission_id <> old.has_admission_id then 'has_admission_id' end,
            case when new.image_and_fluoroscopy_area_dose_product_gy_cm2
                <> old.image_and_fluoroscopy_area_dose_product_gy_cm2
                then 'image_and_fluoroscopy_area_dose_product_gy_cm2' end,
            case when new.image_type <> old.image_type then 'image_type' end,
            case when new.implementation_version_name <> old.implementation_version_name
                then 'implementation_version_name' end,
            case when new.instance_coercion_date_time <> old.instance_coercion_date_time
                then 'instance_coercion_date_time' end,
            case when new.instance_creation_date <> old.instance_creation_date then 'instance_creation_date' end,
            case when new.instance_creation_time <> old.instance_creation_time then 'instance_creation_time' end,
            case when new.instance_number <> old.instance_number then 'instance_number' end,
            case when new.institution_codes <> old.institution_codes then 'institution_codes' end,
            case when new.institution_name <> old.institution_name then 'institution_name' end,
            case when new.institutional_department_name <> old.institutional_department_name
                then 'institutional_department_name' end,
            case when new.irradiation_event_count <> old.irradiation_event_count then 'irradiation_event_count' end,
            case when new.irradiation_event_uids <> old.irradiation_event_uids then 'irradiation_event_uids' end,
            case when new.is_phantom <> old.is_phantom then 'is_phantom' end,
            case when new.issuer_of_patient_id_pseudonym <> old.issuer_of_patient_id_pseudonym
                then 'issuer_of_patient_id_pseudonym' end,
            case when new.kvp_kv <> old.kvp_kv then 'kvp_kv' end,
            case when new.last_calibration_date <> old.last_calibration_date then 'last_calibration_date' end,
            case when new.laterality <> old.laterality then 'laterality' end,
            case when new.lossy_image_compression <> old.lossy_image_compression then 'lossy_image_compression' end,
            case when new.magnetic_field_strength_t <> old.magnetic_field_strength_t
                then 'magnetic_field_strength_t' end,
            case when new.manufacturer <> old.manufacturer then 'manufacturer' end,
            case when new.manufacturer_model_name <> old.manufacturer_model_name then 'manufacturer_model_name' end,
            case when new.media_storage_sop_class_uid <> old.media_storage_sop_class_uid
                then 'media_storage_sop_class_uid' end,
            case when new.media_storage_sop_instance_uid <> old.media_storage_sop_instance_uid
                then 'media_storage_sop_instance_uid' end,
            case when new.modalities_in_study <> old.modalities_in_study then 'modalities_in_study' end,
            case when new.modality <> old.modality then 'modality' end,
            case when new.mr_acquisition_type <> old.mr_acquisition_type then 'mr_acquisition_type' end,
            case when new.name_of_physicians_reading_study_pseudonyms <> old.name_of_physicians_reading_study_pseudonyms
                then 'name_of_physicians_reading_study_pseudonyms' end,
            case when new.number_of_frames <> old.number_of_frames then 'number_of_frames' end,
            case when new.number_of_series_related_instances <> old.number_of_series_related_instances
                then 'number_of_series_related_instances' end,
            case when new.object_bytes <> old.object_bytes then 'object_bytes' end,
            case when new.operators_name_pseudonyms <> old.operators_name_pseudonyms
                then 'operators_name_pseudonyms' end,
            case when new.organ_dose_mgy <> old.organ_dose_mgy then 'organ_dose_mgy' end,
            case when new.original_attribute_keywords <> old.original_attribute_keywords
                then 'original_attribute_keywords' end,
            case when new.patient_age_years <> old.patient_age_years then 'patient_age_years' end,
            case when new.patient_identity_removed <> old.patient_identity_removed then 'patient_identity_removed' end,
            case when new.patient_position <> old.patient_position then 'patient_position' end,
            case when new.patient_pseudonym <> old.patient_pseudonym then 'patient_pseudonym' end,
            case when new.patient_sex <> old.patient_sex then 'patient_sex' end,
            case when new.patient_size_m <> old.patient_size_m then 'patient_size_m' end,
            case when new.patient_species_description <> old.patient_species_description
                then 'patient_species_description' end,
            case when new.patient_weight_kg <> old.patient_weight_kg then 'patient_weight_kg' end,
            case when new.performed_location <> old.performed_location then 'performed_location' end,
            case when new.performed_procedure_step_end_date <> old.performed_procedure_step_end_date
                then 'performed_procedure_step_end_date' end,
            case when new.performed_procedure_step_end_time <> old.performed_procedure_step_end_time
                then 'performed_procedure_step_end_time' end,
            case when new.performed_procedure_step_id_pseudonym <> old.performed_procedure_step_id_pseudonym
                then 'performed_procedure_step_id_pseudonym' end,
            case when new.performed_procedure_step_start_date <> old.performed_procedure_step_start_date
                then 'performed_procedure_step_start_date' end,
            case when new.performed_procedure_step_start_time <> old.performed_procedure_step_start_time
                then 'performed_procedure_step_start_time' end,
            case when new.performed_protocol_codes <> old.performed_protocol_codes then 'performed_protocol_codes' end,
            case when new.performed_station_ae_title <> old.performed_station_ae_title
                then 'performed_station_ae_title' end,
            case when new.performed_station_name <> old.performed_station_name then 'performed_station_name' end,
            case when new.performing_physician_name_pseudonyms <> old.performing_physician_name_pseudonyms
                then 'performing_physician_name_pseudonyms' end,
            case when new.photometric_interpretation <> old.photometric_interpretation
                then 'photometric_interpretation' end,
            case when new.pixel_spacing_mm <> old.pixel_spacing_mm then 'pixel_spacing_mm' end,
            case when new.plate_id <> old.plate_id then 'plate_id' end,
            case when new.pregnancy_status <> old.pregnancy_status then 'pregnancy_status' end,
            case when new.presentation_intent_type <> old.presentation_intent_type then 'presentation_intent_type' end,
            case when new.procedure_codes <> old.procedure_codes then 'procedure_codes' end,
            case when new.quality_control_subject <> old.quality_control_subject then 'quality_control_subject' end,
            case when new.radionuclide_total_dose_mbq <> old.radionuclide_total_dose_mbq
                then 'radionuclide_total_dose_mbq' end,
            case when new.radiopharmaceutical_start_date_time <> old.radiopharmaceutical_start_date_time
                then 'radiopharmaceutical_start_date_time' end,
            case when new.radiopharmaceutical_start_time <> old.radiopharmaceutical_start_time
                then 'radiopharmaceutical_start_time' end,
            case when new.receive_coil_name <> old.receive_coil_name then 'receive_coil_name' end,
            case when new.referenced_sop_instance_uids <> old.referenced_sop_instance_uids
                then 'referenced_sop_instance_uids' end,
            case when new.referring_physician_name_pseudonym <> old.referring_physician_name_pseudonym
                then 'referring_physician_name_pseudonym' end,
            case when new.relative_x_ray_exposure <> old.relative_x_ray_exposure then 'relative_x_ray_exposure' end,
            case when new.repetition_time_ms <> old.repetition_time_ms then 'repetition_time_ms' end,
            case when new.request_accession_pseudonyms <> old.request_accession_pseudonyms
                then 'request_accession_pseudonyms' end,
            case when new.requested_procedure_codes <> old.requested_procedure_codes
                then 'requested_procedure_codes' end,
            case when new.requesting_service <> old.requesting_service then 'requesting_service' end,
            case when new.rows_px <> old.rows_px then 'rows_px' end,
            case when new.scan_options <> old.scan_options then 'scan_options' end,
            case when new.scanning_sequence <> old.scanning_sequence then 'scanning_sequence' end,
            case when new.scheduled_procedure_step_id_pseudonyms <> old.scheduled_procedure_step_id_pseudonyms
                then 'scheduled_procedure_step_id_pseudonyms' end,
            case when new.sending_application_entity_title <> old.sending_application_entity_title
                then 'sending_application_entity_title' end,
            case when new.sequence_name <> old.sequence_name then 'sequence_name' end,
            case when new.series_date <> old.series_date then 'series_date' end,
            case when new.series_description_codes <> old.series_description_codes then 'series_description_codes' end,
            case when new.series_instance_uid <> old.series_instance_uid then 'series_instance_uid' end,
            case when new.series_number <> old.series_number then 'series_number' end,
            case when new.series_time <> old.series_time then 'series_time' end,
            case when new.slice_thickness_mm <> old.slice_thickness_mm then 'slice_thickness_mm' end,
            case when new.software_versions <> old.software_versions then 'software_versions' end,
            case when new.sop_class_uid <> old.sop_class_uid then 'sop_class_uid' end,
            case when new.sop_instance_uid <> old.sop_instance_uid then 'sop_instance_uid' end,
            case when new.source_application_entity_title <> old.source_application_entity_title
                then 'source_application_entity_title' end,
            case when new.specific_character_set <> old.specific_character_set then 'specific_character_set' end,
            case when new.spiral_pitch_factor <> old.spiral_pitch_factor then 'spiral_pitch_factor' end,
            case when new.station_name <> old.station_name then 'station_name' end,
            case when new.study_date <> old.study_date then 'study_date' end,
            case when new.study_id_pseudonym <> old.study_id_pseudonym then 'study_id_pseudonym' end,
            case when new.study_instance_uid <> old.study_instance_uid then 'study_instance_uid' end,
            case when new.study_time <> old.study_time then 'study_time' end,
            case when new.target_exposure_index <> old.target_exposure_index then 'target_exposure_index' end,
            case when new.timezone_offset_from_utc <> old.timezone_offset_from_utc then 'timezone_offset_from_utc' end,
            case when new.transfer_syntax_uid <> old.transfer_syntax_uid then 'transfer_syntax_uid' end,
            case when new.unique_device_identifiers <> old.unique_device_identifiers
                then 'unique_device_identifiers' end,
            case when new.verification_flag <> old.verification_flag then 'verification_flag' end,
            case when new.view_position <> old.view_position then 'view_position' end,
            case when new.water_equivalent_diameter_mm <> old.water_equivalent_diameter_mm
                then 'water_equivalent_diameter_mm' end,
            case when new.x_ray_tube_current_ma <> old.x_ray_tube_current_ma then 'x_ray_tube_current_ma' end
        ) as other_values,
        concat_ws(
            '\',
            case when new.accession_pseudonym is distinct from old.accession_pseudonym then 'accession_pseudonym' end,
            case when new.acquisition_date is distinct from old.acquisition_date then 'acquisition_date' end,
            case when new.acquisition_date_time is distinct from old.acquisition_date_time
                then 'acquisition_date_time' end,
            case when new.acquisition_duration_s is distinct from old.acquisition_duration_s
                then 'acquisition_duration_s' end,
            case when new.acquisition_number is distinct from old.acquisition_number then 'acquisition_number' end,
            case when new.acquisition_time is distinct from old.acquisition_time then 'acquisition_time' end,
            case when new.anatomic_region_codes is distinct from old.anatomic_region_codes
                then 'anatomic_region_codes' end,
            case when new.bits_allocated is distinct from old.bits_allocated then 'bits_allocated' end,
            case when new.body_part_examined is distinct from old.body_part_examined then 'body_part_examined' end,
            case when new.body_part_thickness_mm is distinct from old.body_part_thickness_mm
                then 'body_part_thickness_mm' end,
            case when new.burned_in_annotation is distinct from old.burned_in_annotation
                then 'burned_in_annotation' end,
            case when new.clinical_trial_protocol_id is distinct from old.clinical_trial_protocol_id
                then 'clinical_trial_protocol_id' end,
            case when new.columns_px is distinct from old.columns_px then 'columns_px' end,
            case when new.completion_flag is distinct from old.completion_flag then 'completion_flag' end,
            case when new.compression_force_n is distinct from old.compression_force_n then 'compression_force_n' end,
            case when new.concept_name_code is distinct from old.concept_name_code then 'concept_name_code' end,
            case when new.content_date is distinct from old.content_date then 'content_date' end,
            case when new.content_template is distinct from old.content_template then 'content_template' end,
            case when new.content_time is distinct from old.content_time then 'content_time' end,
            case when new.contrast_bolus_agent is distinct from old.contrast_bolus_agent
                then 'contrast_bolus_agent' end,
            case when new.contrast_bolus_agent_codes is distinct from old.contrast_bolus_agent_codes
                then 'contrast_bolus_agent_codes' end,
            case when new.contrast_bolus_route is distinct from old.contrast_bolus_route
                then 'contrast_bolus_route' end,
            case when new.contrast_bolus_volume_ml is distinct from old.contrast_bolus_volume_ml
                then 'contrast_bolus_volume_ml' end,
            case when new.contributing_equipment_models is distinct from old.contributing_equipment_models
                then 'contributing_equipment_models' end,
            case when new.contributing_equipment_purpose_codes is distinct from old.contributing_equipment_purpose_codes
                then 'contributing_equipment_purpose_codes' end,
            case when new.convolution_kernel is distinct from old.convolution_kernel then 'convolution_kernel' end,
            case when new.ctdi_phantom_type_codes is distinct from old.ctdi_phantom_type_codes
                then 'ctdi_phantom_type_codes' end,
            case when new.ctdivol_mgy is distinct from old.ctdivol_mgy then 'ctdivol_mgy' end,
            case when new.deidentification_method is distinct from old.deidentification_method
                then 'deidentification_method' end,
            case when new.detector_id is distinct from old.detector_id then 'detector_id' end,
            case when new.deviation_index is distinct from old.deviation_index then 'deviation_index' end,
            case when new.device_observer_uid is distinct from old.device_observer_uid then 'device_observer_uid' end,
            case when new.device_serial_number is distinct from old.device_serial_number
                then 'device_serial_number' end,
            case when new.device_uid is distinct from old.device_uid then 'device_uid' end,
            case when new.dose_activity_mbq is distinct from old.dose_activity_mbq then 'dose_activity_mbq' end,
            case when new.dose_ctdivol_max_mgy is distinct from old.dose_ctdivol_max_mgy
                then 'dose_ctdivol_max_mgy' end,
            case when new.dose_ctdivol_phantom_code is distinct from old.dose_ctdivol_phantom_code
                then 'dose_ctdivol_phantom_code' end,
            case when new.dose_dap_total_gy_cm2 is distinct from old.dose_dap_total_gy_cm2
                then 'dose_dap_total_gy_cm2' end,
            case when new.dose_dlp_events_mgy_cm is distinct from old.dose_dlp_events_mgy_cm
                then 'dose_dlp_events_mgy_cm' end,
            case when new.dose_dlp_total_mgy_cm is distinct from old.dose_dlp_total_mgy_cm
                then 'dose_dlp_total_mgy_cm' end,
            case when new.dose_fluoro_time_s is distinct from old.dose_fluoro_time_s then 'dose_fluoro_time_s' end,
            case when new.dose_glandular_left_mgy is distinct from old.dose_glandular_left_mgy
                then 'dose_glandular_left_mgy' end,
            case when new.dose_glandular_max_mgy is distinct from old.dose_glandular_max_mgy
                then 'dose_glandular_max_mgy' end,
            case when new.dose_glandular_right_mgy is distinct from old.dose_glandular_right_mgy
                then 'dose_glandular_right_mgy' end,
            case when new.dose_plane_codes is distinct from old.dose_plane_codes then 'dose_plane_codes' end,
            case when new.dose_rp_total_mgy is distinct from old.dose_rp_total_mgy then 'dose_rp_total_mgy' end,
            case when new.echo_time_ms is distinct from old.echo_time_ms then 'echo_time_ms' end,
            case when new.entrance_dose_in_mgy is distinct from old.entrance_dose_in_mgy
                then 'entrance_dose_in_mgy' end,
            case when new.exposure_index is distinct from old.exposure_index then 'exposure_index' end,
            case when new.exposure_mas is distinct from old.exposure_mas then 'exposure_mas' end,
            case when new.exposure_time_ms is distinct from old.exposure_time_ms then 'exposure_time_ms' end,
            case when new.first_irradiation_date_time is distinct from old.first_irradiation_date_time
                then 'first_irradiation_date_time' end,
            case when new.flip_angle_deg is distinct from old.flip_angle_deg then 'flip_angle_deg' end,
            case when new.frame_acquisition_date_time_end is distinct from old.frame_acquisition_date_time_end
                then 'frame_acquisition_date_time_end' end,
            case when new.frame_acquisition_date_time_first is distinct from old.frame_acquisition_date_time_first
                then 'frame_acquisition_date_time_first' end,
            case when new.frame_acquisition_duration_ms is distinct from old.frame_acquisition_duration_ms
                then 'frame_acquisition_duration_ms' end,
            case when new.gantry_id is distinct from old.gantry_id then 'gantry_id' end,
            case when new.has_admission_id is distinct from old.has_admission_id then 'has_admission_id' end,
            case when new.image_and_fluoroscopy_area_dose_product_gy_cm2
                is distinct from old.image_and_fluoroscopy_area_dose_product_gy_cm2
                then 'image_and_fluoroscopy_area_dose_product_gy_cm2' end,
            case when new.image_type is distinct from old.image_type then 'image_type' end,
            case when new.implementation_version_name is distinct from old.implementation_version_name
                then 'implementation_version_name' end,
            case when new.instance_coercion_date_time is distinct from old.instance_coercion_date_time
                then 'instance_coercion_date_time' end,
            case when new.instance_creation_date is distinct from old.instance_creation_date
                then 'instance_creation_date' end,
            case when new.instance_creation_time is distinct from old.instance_creation_time
                then 'instance_creation_time' end,
            case when new.instance_number is distinct from old.instance_number then 'instance_number' end,
            case when new.institution_codes is distinct from old.institution_codes then 'institution_codes' end,
            case when new.institution_name is distinct from old.institution_name then 'institution_name' end,
            case when new.institutional_department_name is distinct from old.institutional_department_name
                then 'institutional_department_name' end,
            case when new.irradiation_event_count is distinct from old.irradiation_event_count
                then 'irradiation_event_count' end,
            case when new.irradiation_event_uids is distinct from old.irradiation_event_uids
                then 'irradiation_event_uids' end,
            case when new.is_phantom is distinct from old.is_phantom then 'is_phantom' end,
            case when new.issuer_of_patient_id_pseudonym is distinct from old.issuer_of_patient_id_pseudonym
                then 'issuer_of_patient_id_pseudonym' end,
            case when new.kvp_kv is distinct from old.kvp_kv then 'kvp_kv' end,
            case when new.last_calibration_date is distinct from old.last_calibration_date
                then 'last_calibration_date' end,
            case when new.laterality is distinct from old.laterality then 'laterality' end,
            case when new.lossy_image_compression is distinct from old.lossy_image_compression
                then 'lossy_image_compression' end,
            case when new.magnetic_field_strength_t is distinct from old.magnetic_field_strength_t
                then 'magnetic_field_strength_t' end,
            case when new.manufacturer is distinct from old.manufacturer then 'manufacturer' end,
            case when new.manufacturer_model_name is distinct from old.manufacturer_model_name
                then 'manufacturer_model_name' end,
            case when new.media_storage_sop_class_uid is distinct from old.media_storage_sop_class_uid
                then 'media_storage_sop_class_uid' end,
            case when new.media_storage_sop_instance_uid is distinct from old.media_storage_sop_instance_uid
                then 'media_storage_sop_instance_uid' end,
            case when new.modalities_in_study is distinct from old.modalities_in_study then 'modalities_in_study' end,
            case when new.modality is distinct from old.modality then 'modality' end,
            case when new.mr_acquisition_type is distinct from old.mr_acquisition_type then 'mr_acquisition_type' end,
            case when new.name_of_physicians_reading_study_pseudonyms
                is distinct from old.name_of_physicians_reading_study_pseudonyms
                then 'name_of_physicians_reading_study_pseudonyms' end,
            case when new.number_of_frames is distinct from old.number_of_frames then 'number_of_frames' end,
            case when new.number_of_series_related_instances is distinct from old.number_of_series_related_instances
                then 'number_of_series_related_instances' end,
            case when new.object_bytes is distinct from old.object_bytes then 'object_bytes' end,
            case when new.operators_name_pseudonyms is distinct from old.operators_name_pseudonyms
                then 'operators_name_pseudonyms' end,
            case when new.organ_dose_mgy is distinct from old.organ_dose_mgy then 'organ_dose_mgy' end,
            case when new.original_attribute_keywords is distinct from old.original_attribute_keywords
                then 'original_attribute_keywords' end,
            case when new.patient_age_years is distinct from old.patient_age_years then 'patient_age_years' end,
            case when new.patient_identity_removed is distinct from old.patient_identity_removed
                then 'patient_identity_removed' end,
            case when new.patient_position is distinct from old.patient_position then 'patient_position' end,
            case when new.patient_pseudonym is distinct from old.patient_pseudonym then 'patient_pseudonym' end,
            case when new.patient_sex is distinct from old.patient_sex then 'patient_sex' end,
            case when new.patient_size_m is distinct from old.patient_size_m then 'patient_size_m' end,
            case when new.patient_species_description is distinct from old.patient_species_description
                then 'patient_species_description' end,
            case when new.patient_weight_kg is distinct from old.patient_weight_kg then 'patient_weight_kg' end,
            case when new.performed_location is distinct from old.performed_location then 'performed_location' end,
            case when new.performed_procedure_step_end_date is distinct from old.performed_procedure_step_end_date
                then 'performed_procedure_step_end_date' end,
            case when new.performed_procedure_step_end_time is distinct from old.performed_procedure_step_end_time
                then 'performed_procedure_step_end_time' end,
            case when new.performed_procedure_step_id_pseudonym
                is distinct from old.performed_procedure_step_id_pseudonym
                then 'performed_procedure_step_id_pseudonym' end,
            case when new.performed_procedure_step_start_date is distinct from old.performed_procedure_step_start_date
                then 'performed_procedure_step_start_date' end,
            case when new.performed_procedure_step_start_time is distinct from old.performed_procedure_step_start_time
                then 'performed_procedure_step_start_time' end,
            case when new.performed_protocol_codes is distinct from old.performed_protocol_codes
                then 'performed_protocol_codes' end,
            case when new.performed_station_ae_title is distinct from old.performed_station_ae_title
                then 'performed_station_ae_title' end,
            case when new.performed_station_name is distinct from old.performed_station_name
                then 'performed_station_name' end,
            case when new.performing_physician_name_pseudonyms is distinct from old.performing_physician_name_pseudonyms
                then 'performing_physician_name_pseudonyms' end,
            case when new.photometric_interpretation is distinct from old.photometric_interpretation
                then 'photometric_interpretation' end,
            case when new.pixel_spacing_mm is distinct from old.pixel_spacing_mm then 'pixel_spacing_mm' end,
            case when new.plate_id is distinct from old.plate_id then 'plate_id' end,
            case when new.pregnancy_status is distinct from old.pregnancy_status then 'pregnancy_status' end,
            case when new.presentation_intent_type is distinct from old.presentation_intent_type
                then 'presentation_intent_type' end,
            case when new.procedure_codes is distinct from old.procedure_codes then 'procedure_codes' end,
            case when new.quality_control_subject is distinct from old.quality_control_subject
                then 'quality_control_subject' end,
            case when new.radionuclide_total_dose_mbq is distinct from old.radionuclide_total_dose_mbq
                then 'radionuclide_total_dose_mbq' end,
            case when new.radiopharmaceutical_start_date_time is distinct from old.radiopharmaceutical_start_date_time
                then 'radiopharmaceutical_start_date_time' end,
            case when new.radiopharmaceutical_start_time is distinct from old.radiopharmaceutical_start_time
                then 'radiopharmaceutical_start_time' end,
            case when new.receive_coil_name is distinct from old.receive_coil_name then 'receive_coil_name' end,
            case when new.referenced_sop_instance_uids is distinct from old.referenced_sop_instance_uids
                then 'referenced_sop_instance_uids' end,
            case when new.referring_physician_name_pseudonym is distinct from old.referring_physician_name_pseudonym
                then 'referring_physician_name_pseudonym' end,
            case when new.relative_x_ray_exposure is distinct from old.relative_x_ray_exposure
                then 'relative_x_ray_exposure' end,
            case when new.repetition_time_ms is distinct from old.repetition_time_ms then 'repetition_time_ms' end,
            case when new.request_accession_pseudonyms is distinct from old.request_accession_pseudonyms
                then 'request_accession_pseudonyms' end,
            case when new.requested_procedure_codes is distinct from old.requested_procedure_codes
                then 'requested_procedure_codes' end,
            case when new.requesting_service is distinct from old.requesting_service then 'requesting_service' end,
            case when new.rows_px is distinct from old.rows_px then 'rows_px' end,
            case when new.scan_options is distinct from old.scan_options then 'scan_options' end,
            case when new.scanning_sequence is distinct from old.scanning_sequence then 'scanning_sequence' end,
            case when new.scheduled_procedure_step_id_pseudonyms
                is distinct from old.scheduled_procedure_step_id_pseudonyms
                then 'scheduled_procedure_step_id_pseudonyms' end,
            case when new.sending_application_entity_title is distinct from old.sending_application_entity_title
                then 'sending_application_entity_title' end,
            case when new.sequence_name is distinct from old.sequence_name then 'sequence_name' end,
            case when new.series_date is distinct from old.series_date then 'series_date' end,
            case when new.series_description_codes is distinct from old.series_description_codes
                then 'series_description_codes' end,
            case when new.series_instance_uid is distinct from old.series_instance_uid then 'series_instance_uid' end,
            case when new.series_number is distinct from old.series_number then 'series_number' end,
            case when new.series_time is distinct from old.series_time then 'series_time' end,
            case when new.slice_thickness_mm is distinct from old.slice_thickness_mm then 'slice_thickness_mm' end,
            case when new.software_versions is distinct from old.software_versions then 'software_versions' end,
            case when new.sop_class_uid is distinct from old.sop_class_uid then 'sop_class_uid' end,
            case when new.sop_instance_uid is distinct from old.sop_instance_uid then 'sop_instance_uid' end,
            case when new.source_application_entity_title is distinct from old.source_application_entity_title
                then 'source_application_entity_title' end,
            case when new.specific_character_set is distinct from old.specific_character_set
                then 'specific_character_set' end,
            case when new.spiral_pitch_factor is distinct from old.spiral_pitch_factor then 'spiral_pitch_factor' end,
            case when new.station_name is distinct from old.station_name then 'station_name' end,
            case when new.study_date is distinct from old.study_date then 'study_date' end,
            case when new.study_id_pseudonym is distinct from old.study_id_pseudonym then 'study_id_pseudonym' end,
            case when new.study_instance_uid is distinct from old.study_instance_uid then 'study_instance_uid' end,
            case when new.study_time is distinct from old.study_time then 'study_time' end,
            case when new.target_exposure_index is distinct from old.target_exposure_index
                then 'target_exposure_index' end,
            case when new.timezone_offset_from_utc is distinct from old.timezone_offset_from_utc
                then 'timezone_offset_from_utc' end,
            case when new.transfer_syntax_uid is distinct from old.transfer_syntax_uid then 'transfer_syntax_uid' end,
            case when new.unique_device_identifiers is distinct from old.unique_device_identifiers
                then 'unique_device_identifiers' end,
            case when new.verification_flag is distinct from old.verification_flag then 'verification_flag' end,
            case when new.view_position is distinct from old.view_position then 'view_position' end,
            case when new.water_equivalent_diameter_mm is distinct from old.water_equivalent_diameter_mm
                then 'water_equivalent_diameter_mm' end,
            case when new.x_ray_tube_current_ma is distinct from old.x_ray_tube_current_ma
                then 'x_ray_tube_current_ma' end
        ) as other_values_or_nulls,
        pairs.occurred_at,
        pairs.arrived_at
    from pairs
    left join readings as old
        on pairs.source = old.source
        and pairs.object_id = old.object_id
        and pairs.earlier_version_slot = old.version_slot
        and pairs.earlier_order_key = old.order_key
    left join readings as new
        on pairs.source = new.source
        and pairs.object_id = new.object_id
        and pairs.state_version_slot = new.version_slot
        and pairs.state_order_key = new.order_key

),

judged as (

    select
        compared.*,
        case
            when is_read_alike then nullif(other_values_or_nulls, '')
            else nullif(other_values, '')
        end as changed_columns,
        coalesce(study_instance_uid <> previous_study_instance_uid, false) as is_other_study,
        coalesce(series_instance_uid <> previous_series_instance_uid, false) as is_other_series,
        coalesce(sop_instance_uid <> previous_sop_instance_uid, false) as is_other_instance,
        lower(trim(regexp_replace(coalesce(institution_name, ''), '[ \t\r\n]+', ' '))) as institution_key
    from compared

),

final as (

    select
        judged.source,
        judged.object_id,
        judged.version_id,
        judged.order_key,
        judged.previous_study_instance_uid,
        judged.study_instance_uid,
        judged.previous_series_instance_uid,
        judged.series_instance_uid,
        judged.previous_sop_instance_uid,
        judged.sop_instance_uid,
        case
            when judged.object_state = 'absent' then 'removed'
            when judged.object_state = 'rejected' then 'rejected'
            when judged.previous_state = 'absent' then 'restored'
            when judged.previous_state = 'rejected' then 'repaired'
            when judged.is_other_study or judged.is_other_series or judged.is_other_instance then 'moved'
            when judged.changed_columns is not null then 'corrected'
            else 'resent'
        end as change_kind,
        judged.changed_columns,
        coalesce(judged.modality, 'unknown') as modality,
        coalesce(institutions.site_name, 'unmapped') as site_name,
        coalesce(judged.institution_name, 'unknown') as institution_name,
        judged.previous_object_bytes,
        judged.object_bytes,
        judged.is_other_study,
        judged.is_other_series,
        judged.is_other_instance,
        judged.is_read_alike,
        cast(judged.arrived_at as date) as arrival_date,
        judged.occurred_at,
        judged.arrived_at
    from judged
    left join institutions
        on judged.institution_key = institutions.institution_key

)

select * from final
