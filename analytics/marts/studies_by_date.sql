with studies as (

    select * from studies

),

exams as (

    select * from exams

),

activity as (

    select
        study_date,
        1 as study_count,
        0 as exam_count,
        patient_pseudonym,
        series_count,
        instance_count,
        object_count,
        frame_count,
        stored_bytes
    from studies

    union all

    select
        exam_date as study_date,
        0 as study_count,
        1 as exam_count,
        cast(null as varchar) as patient_pseudonym,
        0 as series_count,
        0 as instance_count,
        0 as object_count,
        0 as frame_count,
        0 as stored_bytes
    from exams

),

final as (

    select
        cast(sum(study_count) as bigint) as study_count,
        cast(sum(exam_count) as bigint) as exam_count,
        count(distinct patient_pseudonym) as patient_count,
        cast(sum(series_count) as bigint) as series_count,
        cast(sum(instance_count) as bigint) as instance_count,
        cast(sum(object_count) as bigint) as object_count,
        cast(sum(frame_count) as bigint) as frame_count,
        cast(sum(stored_bytes) as bigint) as stored_bytes,
        study_date
    from activity
    group by study_date

)

select * from final
