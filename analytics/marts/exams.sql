with radiotherapy_days as (

    select
        series.study_instance_uid,
        coalesce(series.series_date, studies.study_date) as exam_date
    from series
    inner join studies
        on series.study_instance_uid = studies.study_instance_uid
    where
        studies.is_exam
        and studies.primary_modality = 'RTIMAGE'
        and series.modality = 'RTIMAGE'
        and series.acquired_image_count > 0
    group by
        series.study_instance_uid,
        coalesce(series.series_date, studies.study_date)

),

-- Every other exam is a study, and none of these is in the list of days.
exam_days as (

    select
        studies.*,
        case
            when radiotherapy_days.study_instance_uid is null then studies.study_date
            else radiotherapy_days.exam_date
        end as exam_date,
        case
            when radiotherapy_days.study_instance_uid is null then studies.study_instance_uid
            else
                studies.study_instance_uid || '@' || coalesce(cast(radiotherapy_days.exam_date as varchar), 'unknown')
        end as exam_id
    from studies
    left join radiotherapy_days
        on studies.study_instance_uid = radiotherapy_days.study_instance_uid
    where
        studies.is_exam
        and (
            studies.primary_modality <> 'RTIMAGE'
            or radiotherapy_days.study_instance_uid is not null
        )

),

final as (

    select
        exam_id,
        study_instance_uid,
        patient_pseudonym,
        accession_pseudonym,
        device_key,
        'study' as counting_rule,
        primary_modality,
        modalities,
        procedure_codes,
        body_part_examined,
        patient_sex,
        device_name,
        institution_name,
        site_name,
        time_zone,
        patient_age_years,
        has_contrast,
        exam_date,
        study_date,
        case
            when exam_date = study_date then study_start_local_at
        end as exam_start_local_at,
        case
            when exam_date = study_date then study_start_site_at
        end as exam_start_site_at,
        case
            when exam_date = study_date then study_start_at
        end as exam_start_at,
        first_arrived_at
    from exam_days

)

select * from final
