with studies as (

    select * from studies

),

exams as (

    select * from exams

),

activity as (

    select
        primary_modality,
        site_name,
        institution_name,
        study_date,
        1 as study_count,
        0 as exam_count,
        series_count,
        instance_count,
        object_count,
        frame_count,
        stored_bytes
    from studies

    union all

    select
        primary_modality,
        site_name,
        institution_name,
        exam_date as study_date,
        0 as study_count,
        1 as exam_count,
        0 as series_count,
        0 as instance_count,
        0 as object_count,
        0 as frame_count,
        0 as stored_bytes
    from exams

),

final as (

    select
        primary_modality as modality,
        site_name,
        institution_name,
        cast(sum(study_count) as bigint) as study_count,
        cast(sum(exam_count) as bigint) as exam_count,
        cast(sum(series_count) as bigint) as series_count,
        cast(sum(instance_count) as bigint) as instance_count,
        cast(sum(object_count) as bigint) as object_count,
        cast(sum(frame_count) as bigint) as frame_count,
        cast(sum(stored_bytes) as bigint) as stored_bytes,
        study_date
    from activity
    group by
        primary_modality,
        site_name,
        institution_name,
        study_date

)

select * from final
