with exams as (

    select * from exams

),

series as (

    select * from series
    where acquired_image_count > 0

),

texts as (

    select
        study_instance_uid,
        series_instance_uid,
        min(lower(trim(regexp_replace(protocol_name, '[ \t\r\n]+', ' ')))) as protocol_key,
        min(lower(trim(regexp_replace(series_description, '[ \t\r\n]+', ' ')))) as description_key
    from stg_text
    where protocol_name is not null
    group by
        study_instance_uid,
        series_instance_uid

),

-- Reconstructions of one acquisition begin with it, so that they are one time and no repeat.
protocols as (

    select
        exams.exam_id,
        series.modality,
        texts.protocol_key,
        texts.description_key,
        count(distinct coalesce(series.first_acquired_local_at, series.series_start_local_at)) as acquisition_count
    from exams
    inner join series
        on exams.study_instance_uid = series.study_instance_uid
    inner join texts
        on series.study_instance_uid = texts.study_instance_uid
        and series.series_instance_uid = texts.series_instance_uid
    where
        exams.exam_id = exams.study_instance_uid
        or exams.exam_date is not distinct from coalesce(series.series_date, series.study_date)
    group by
        exams.exam_id,
        series.modality,
        texts.protocol_key,
        texts.description_key

),

measures as (

    select
        exam_id,
        count(*) as protocol_count,
        cast(sum(case when acquisition_count > 1 then acquisition_count - 1 else 0 end) as bigint) as repeat_count
    from protocols
    group by exam_id

),

final as (

    select
        exams.exam_id,
        exams.device_key,
        exams.primary_modality,
        exams.site_name,
        coalesce(measures.protocol_count, 0) as protocol_count,
        coalesce(measures.repeat_count, 0) as repeat_count,
        exams.exam_date
    from exams
    left join measures
        on exams.exam_id = measures.exam_id

)

select * from final
