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
        stored_bytes,
        exam_class,
        last_arrived_at
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
        0 as stored_bytes,
        cast(null as varchar) as exam_class,
        cast(null as timestamp) as last_arrived_at
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
        count(*) filter (where exam_class = 'phantom') as phantom_count,
        count(*) filter (where exam_class = 'withdrawn') as withdrawn_count,
        count(*) filter (where exam_class = 'derived_only') as derived_only_count,
        count(*) filter (where exam_class = 'secondary_capture_only') as secondary_capture_only_count,
        count(*) filter (where exam_class = 'document_only') as document_only_count,
        study_date,
        max(last_arrived_at) as last_arrived_at
    from activity
    group by
        primary_modality,
        site_name,
        institution_name,
        study_date

)

select * from final
