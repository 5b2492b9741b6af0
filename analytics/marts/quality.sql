with study_objects as (

    select * from study_objects

),

issues as (

    select * from field_issues
    where object_state = 'stored'

),

attributes as (

    select attribute_name
    from (
        values
        ('study_date'),
        ('study_time'),
        ('modality'),
        ('patient_pseudonym'),
        ('patient_sex'),
        ('patient_age_years'),
        ('accession_pseudonym'),
        ('procedure_codes'),
        ('body_part_examined'),
        ('manufacturer'),
        ('manufacturer_model_name'),
        ('station_name'),
        ('device_serial_number'),
        ('institution_name'),
        ('sop_class_uid'),
        ('image_type'),
        ('timezone_offset_from_utc'),
        ('acquired_local_at')
    ) as list (attribute_name)

),

totals as (

    select
        device_key,
        coalesce(institution_name, 'unknown') as institution_name,
        site_name,
        cast(sum(object_count) as bigint) as object_count,
        cast(sum(missing_study_date) as bigint) as missing_study_date,
        cast(sum(missing_study_time) as bigint) as missing_study_time,
        cast(sum(missing_modality) as bigint) as missing_modality,
        cast(sum(missing_patient_pseudonym) as bigint) as missing_patient_pseudonym,
        cast(sum(missing_patient_sex) as bigint) as missing_patient_sex,
        cast(sum(missing_patient_age_years) as bigint) as missing_patient_age_years,
        cast(sum(missing_accession_pseudonym) as bigint) as missing_accession_pseudonym,
        cast(sum(missing_procedure_codes) as bigint) as missing_procedure_codes,
        cast(sum(missing_body_part_examined) as bigint) as missing_body_part_examined,
        cast(sum(missing_manufacturer) as bigint) as missing_manufacturer,
        cast(sum(missing_manufacturer_model_name) as bigint) as missing_manufacturer_model_name,
        cast(sum(missing_station_name) as bigint) as missing_station_name,
        cast(sum(missing_device_serial_number) as bigint) as missing_device_serial_number,
        cast(sum(missing_institution_name) as bigint) as missing_institution_name,
        cast(sum(missing_sop_class_uid) as bigint) as missing_sop_class_uid,
        cast(sum(missing_image_type) as bigint) as missing_image_type,
        cast(sum(missing_timezone_offset_from_utc) as bigint) as missing_timezone_offset_from_utc,
        cast(sum(missing_acquired_local_at) as bigint) as missing_acquired_local_at,
        cast(sum(case when is_acquired and not is_mapped then object_count else 0 end) as bigint)
            as unmapped_device_count,
        cast(sum(uid_conflict_count) as bigint) as uid_conflict_count
    from study_objects
    group by
        device_key,
        coalesce(institution_name, 'unknown'),
        site_name

),

missing as (

    select
        'missing' as check_kind,
        attributes.attribute_name as subject,
        totals.device_key,
        totals.institution_name,
        totals.site_name,
        totals.object_count,
        case attributes.attribute_name
            when 'study_date' then totals.missing_study_date
            when 'study_time' then totals.missing_study_time
            when 'modality' then totals.missing_modality
            when 'patient_pseudonym' then totals.missing_patient_pseudonym
            when 'patient_sex' then totals.missing_patient_sex
            when 'patient_age_years' then totals.missing_patient_age_years
            when 'accession_pseudonym' then totals.missing_accession_pseudonym
            when 'procedure_codes' then totals.missing_procedure_codes
            when 'body_part_examined' then totals.missing_body_part_examined
            when 'manufacturer' then totals.missing_manufacturer
            when 'manufacturer_model_name' then totals.missing_manufacturer_model_name
            when 'station_name' then totals.missing_station_name
            when 'device_serial_number' then totals.missing_device_serial_number
            when 'institution_name' then totals.missing_institution_name
            when 'sop_class_uid' then totals.missing_sop_class_uid
            when 'image_type' then totals.missing_image_type
            when 'timezone_offset_from_utc' then totals.missing_timezone_offset_from_utc
            when 'acquired_local_at' then totals.missing_acquired_local_at
        end as affected_count
    from totals
    cross join attributes

),

issue_counts as (

    select
        'issue' as check_kind,
        issues.issue_code || case when issues.keyword is null then '' else ' ' || issues.keyword end as subject,
        issues.device_key,
        coalesce(issues.institution_name, 'unknown') as institution_name,
        issues.site_name,
        min(totals.object_count) as object_count,
        count(distinct issues.source || '|' || issues.object_id) as affected_count
    from issues
    inner join totals
        on issues.device_key = totals.device_key
        and coalesce(issues.institution_name, 'unknown') = totals.institution_name
        and issues.site_name = totals.site_name
    group by
        issues.issue_code || case when issues.keyword is null then '' else ' ' || issues.keyword end,
        issues.device_key,
        coalesce(issues.institution_name, 'unknown'),
        issues.site_name

),

unmapped_institutions as (

    select
        'unmapped_institution' as check_kind,
        institution_name as subject,
        device_key,
        institution_name,
        site_name,
        object_count,
        object_count as affected_count
    from totals
    where site_name = 'unmapped'

),

unmapped_devices as (

    select
        'unmapped_device' as check_kind,
        device_key as subject,
        device_key,
        institution_name,
        site_name,
        unmapped_device_count as object_count,
        unmapped_device_count as affected_count
    from totals
    where unmapped_device_count > 0

),

phantoms as (

    select
        'phantom_study' as check_kind,
        exam_class as subject,
        device_key,
        institution_name,
        site_name,
        count(*) as object_count,
        count(*) filter (where is_phantom) as affected_count
    from studies
    where is_phantom
    group by
        exam_class,
        device_key,
        institution_name,
        site_name

),

conflicts as (

    select
        'uid_conflict' as check_kind,
        'sop_instance_uid' as subject,
        device_key,
        institution_name,
        site_name,
        object_count,
        uid_conflict_count as affected_count
    from totals

),

-- Cross-sectional images in several series that have one slice each: somebody gave every slice a series of its own.
fragmented as (

    select
        study_instance_uid,
        modality
    from series
    where
        acquired_image_count > 0
        and modality in ('CT', 'MR', 'PT')
    group by
        study_instance_uid,
        modality
    having
        count(*) >= 4
        and max(frame_count) = 1

),

fragments as (

    select
        'series_per_slice' as check_kind,
        studies.primary_modality as subject,
        studies.device_key,
        studies.institution_name,
        studies.site_name,
        count(*) as object_count,
        count(fragmented.study_instance_uid) as affected_count
    from studies
    left join fragmented
        on studies.study_instance_uid = fragmented.study_instance_uid
        and studies.primary_modality = fragmented.modality
    where studies.primary_modality in ('CT', 'MR', 'PT')
    group by
        studies.primary_modality,
        studies.device_key,
        studies.institution_name,
        studies.site_name

),

all_checks as (

    select * from missing
    union all
    select * from issue_counts
    union all
    select * from unmapped_institutions
    union all
    select * from unmapped_devices
    union all
    select * from phantoms
    union all
    select * from conflicts
    union all
    select * from fragments

),

final as (

    select
        device_key,
        check_kind,
        subject,
        institution_name,
        site_name,
        object_count,
        affected_count,
        cast(affected_count as double) / nullif(object_count, 0) as affected_share
    from all_checks

)

select * from final
