with objects as (

    select * from stg_objects

),

raw_text as (

    select * from raw_study_text
    where dt >= '0001-01-01'

),

readings as (

    select
        objects.source,
        objects.object_id,
        objects.study_instance_uid,
        objects.series_instance_uid,
        objects.sop_instance_uid,
        raw_text.study_description,
        raw_text.series_description,
        raw_text.protocol_name,
        row_number() over (
            partition by objects.source, objects.object_id
            order by raw_text.study_description, raw_text.series_description, raw_text.protocol_name, raw_text.dt
        ) as reading_rank
    from objects
    inner join raw_text
        on objects.source = raw_text.source
        and objects.object_id = raw_text.object_id
        and objects.version_slot = coalesce(raw_text.version_id, 'null')
        and objects.order_key = raw_text.order_key
        and objects.extractor_version = raw_text.extractor_version
        -- Files made before the column was there do not tell the readings apart.
        and objects.recorded_at = coalesce(raw_text.recorded_at, objects.recorded_at)
    where objects.object_state = 'stored'

),

final as (

    select
        source,
        object_id,
        study_instance_uid,
        series_instance_uid,
        sop_instance_uid,
        study_description,
        series_description,
        protocol_name
    from readings
    where reading_rank = 1

)

select * from final
