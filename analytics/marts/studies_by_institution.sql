with studies as (

    select * from studies

),

exams as (

    select * from exams

),

study_measures as (

    select
        site_name,
        institution_name,
        count(*) as study_count,
        count(distinct patient_pseudonym) as patient_count,
        cast(sum(series_count) as bigint) as series_count,
        cast(sum(instance_count) as bigint) as instance_count,
        cast(sum(object_count) as bigint) as object_count,
        cast(sum(frame_count) as bigint) as frame_count,
        cast(sum(stored_bytes) as bigint) as stored_bytes,
        min(study_date) as first_study_date,
        max(study_date) as last_study_date
    from studies
    group by
        site_name,
        institution_name

),

exam_measures as (

    select
        site_name,
        institution_name,
        count(*) as exam_count
    from exams
    group by
        site_name,
        institution_name

),

final as (

    select
        study_measures.site_name,
        study_measures.institution_name,
        study_measures.study_count,
        coalesce(exam_measures.exam_count, 0) as exam_count,
        study_measures.patient_count,
        study_measures.series_count,
        study_measures.instance_count,
        study_measures.object_count,
        study_measures.frame_count,
        study_measures.stored_bytes,
        study_measures.first_study_date,
        study_measures.last_study_date
    from study_measures
    left join exam_measures
        on study_measures.site_name = exam_measures.site_name
        and study_measures.institution_name = exam_measures.institution_name

)

select * from final
