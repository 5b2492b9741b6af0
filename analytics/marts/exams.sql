with studies as (

    select * from studies
    where is_exam

),

radiotherapy_days as (

    select
        series.study_instance_uid,
        coalesce(series.series_date, studies.study_date) as exam_date
    from series
    inner join studies
        on series.study_instance_uid = studies.study_instance_uid
    where
        studies.primary_modality = 'RTIMAGE'
        and series.modality = 'RTIMAGE'
        and series.acquired_image_count > 0
    group by
        series.study_instance_uid,
        coalesce(series.series_date, studies.study_date)

),

exam_days as (

    select
        study_instance_uid,
        exam_date,
        study_instance_uid || '@' || coalesce(cast(exam_date as varchar), 'unknown') as exam_id
    from radiotherapy_days

    union all

    select
        study_instance_uid,
        study_date as exam_date,
        study_instance_uid as exam_id
    from studies
    where primary_modality <> 'RTIMAGE'

),

final as (

    select
        exam_days.exam_id,
        studies.study_instance_uid,
        studies.patient_pseudonym,
        studies.accession_pseudonym,
        studies.device_key,
        'study' as counting_rule,
        studies.primary_modality,
        studies.modalities,
        studies.procedure_codes,
        studies.body_part_examined,
        studies.patient_sex,
        studies.device_name,
        studies.institution_name,
        studies.site_name,
        studies.time_zone,
        studies.patient_age_years,
        studies.has_contrast,
        exam_days.exam_date,
        case
            when exam_days.exam_date = studies.study_date then studies.study_start_local_at
        end as exam_start_local_at,
        case
            when exam_days.exam_date = studies.study_date then studies.study_start_site_at
        end as exam_start_site_at,
        case
            when exam_days.exam_date = studies.study_date then studies.study_start_at
        end as exam_start_at
    from exam_days
    inner join studies
        on exam_days.study_instance_uid = studies.study_instance_uid

)

select * from final
