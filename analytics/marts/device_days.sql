with exams as (

    select * from exams

),

studies as (

    select * from studies

),

final as (

    select
        exams.device_key,
        min(exams.device_name) as device_name,
        min(exams.site_name) as site_name,
        array_join(array_agg(distinct exams.primary_modality order by exams.primary_modality), '\') as modalities,
        count(*) as exam_count,
        count(distinct exams.patient_pseudonym) as patient_count,
        cast(sum(case when exams.exam_id = exams.study_instance_uid then studies.instance_count else 0 end) as bigint)
            as instance_count,
        exams.exam_date,
        min(exams.exam_start_site_at) as first_exam_site_at,
        max(exams.exam_start_site_at) as last_exam_site_at
    from exams
    inner join studies
        on exams.study_instance_uid = studies.study_instance_uid
    group by
        exams.device_key,
        exams.exam_date

)

select * from final
