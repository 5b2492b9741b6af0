with images as (

    select * from instances
    where
        is_acquired
        and is_counted

),

measures as (

    select
        study_instance_uid,
        device_key,
        modality,
        software_versions,
        study_date,
        count(*) as acquired_image_count,
        cast(sum(object_bytes) as bigint) as stored_bytes,
        min(arrived_at) as first_arrived_at,
        max(arrived_at) as last_arrived_at
    from images
    group by
        study_instance_uid,
        device_key,
        modality,
        software_versions,
        study_date

),

-- Few images of a device arrived at the same moment, and only they are sorted.
ranked_images as (

    select
        images.*,
        row_number() over (
            partition by
                images.study_instance_uid,
                images.device_key,
                images.modality,
                images.software_versions,
                images.study_date
            order by
                images.source,
                images.object_id
        ) as image_rank
    from images
    inner join measures
        on images.study_instance_uid = measures.study_instance_uid
        and images.device_key = measures.device_key
        and images.arrived_at = measures.last_arrived_at
        and images.modality is not distinct from measures.modality
        and images.software_versions is not distinct from measures.software_versions
        and images.study_date is not distinct from measures.study_date

),

final as (

    select
        measures.study_instance_uid,
        ranked_images.source,
        ranked_images.object_id,
        measures.device_key,
        ranked_images.device_id,
        ranked_images.device_name,
        measures.modality,
        ranked_images.manufacturer,
        ranked_images.manufacturer_model_name,
        ranked_images.station_name,
        ranked_images.device_serial_number,
        measures.software_versions,
        ranked_images.institution_name,
        ranked_images.site_name,
        measures.acquired_image_count,
        measures.stored_bytes,
        ranked_images.magnetic_field_strength_t,
        measures.study_date,
        measures.first_arrived_at,
        measures.last_arrived_at
    from measures
    inner join ranked_images
        on measures.study_instance_uid = ranked_images.study_instance_uid
        and measures.device_key = ranked_images.device_key
        and measures.modality is not distinct from ranked_images.modality
        and measures.software_versions is not distinct from ranked_images.software_versions
        and measures.study_date is not distinct from ranked_images.study_date
    where ranked_images.image_rank = 1

)

select * from final
