with instances as (

    select * from instances

),

final as (

    select
        study_instance_uid,
        device_key,
        institution_name,
        site_name,
        count(*) as object_count,
        count(*) - count(study_date) as missing_study_date,
        count(*) - count(study_time) as missing_study_time,
        count(*) - count(modality) as missing_modality,
        count(*) - count(patient_pseudonym) as missing_patient_pseudonym,
        count(*) - count(patient_sex) as missing_patient_sex,
        count(*) - count(patient_age_years) as missing_patient_age_years,
        count(*) - count(accession_pseudonym) as missing_accession_pseudonym,
        count(*) - count(procedure_codes) as missing_procedure_codes,
        count(*) - count(body_part_examined) as missing_body_part_examined,
        count(*) - count(manufacturer) as missing_manufacturer,
        count(*) - count(manufacturer_model_name) as missing_manufacturer_model_name,
        count(*) - count(station_name) as missing_station_name,
        count(*) - count(device_serial_number) as missing_device_serial_number,
        count(*) - count(institution_name) as missing_institution_name,
        count(*) - count(sop_class_uid) as missing_sop_class_uid,
        count(*) - count(image_type) as missing_image_type,
        count(*) - count(timezone_offset_from_utc) as missing_timezone_offset_from_utc,
        count(*) - count(acquired_local_at) as missing_acquired_local_at,
        count(*) filter (where has_uid_conflict) as uid_conflict_count,
        device_id is not null as is_mapped,
        is_acquired,
        min(study_date) as first_study_date,
        max(study_date) as last_study_date,
        arrival_date
    from instances
    group by
        study_instance_uid,
        device_key,
        institution_name,
        site_name,
        device_id is not null,
        is_acquired,
        arrival_date

)

select * from final
