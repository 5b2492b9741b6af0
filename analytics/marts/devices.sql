with registry as (

    select * from registry_devices

),

exams as (

    select * from exams

),

last_dates as (

    select
        device_key,
        max(study_date) as study_date
    from instances
    where
        is_acquired
        and is_counted
    group by device_key

),

-- Only images of a device's last day can be its latest.
ranked as (

    select
        images.source,
        images.object_id,
        row_number() over (
            partition by images.device_key
            order by images.arrived_at desc, images.source, images.object_id
        ) as image_rank
    from instances as images
    inner join last_dates
        on images.device_key = last_dates.device_key
        and images.study_date is not distinct from last_dates.study_date
    where
        images.is_acquired
        and images.is_counted

),

latest as (

    select * from instances as images
    where exists (
        select 1
        from ranked
        where
            ranked.source = images.source
            and ranked.object_id = images.object_id
            and ranked.image_rank = 1
    )

),

measures as (

    select
        device_key,
        array_join(array_agg(distinct modality order by modality), '\') as modalities,
        count(distinct study_instance_uid) as study_count,
        count(*) as acquired_image_count,
        cast(sum(object_bytes) as bigint) as stored_bytes,
        count(distinct software_versions) as software_version_count,
        min(study_date) as first_study_date,
        max(study_date) as last_study_date,
        min(arrived_at) as first_arrived_at,
        max(arrived_at) as last_arrived_at
    from instances
    where
        is_acquired
        and is_counted
    group by device_key

),

exam_measures as (

    select
        device_key,
        count(*) as exam_count
    from exams
    group by device_key

),

final as (

    select
        measures.device_key,
        latest.device_id,
        latest.device_name,
        coalesce(registry.modality, latest.modality, 'unknown') as modality,
        measures.modalities,
        latest.manufacturer,
        latest.manufacturer_model_name,
        latest.station_name,
        latest.device_serial_number,
        latest.software_versions,
        coalesce(latest.institution_name, 'unknown') as institution_name,
        latest.site_name,
        measures.study_count,
        coalesce(exam_measures.exam_count, 0) as exam_count,
        measures.acquired_image_count,
        measures.stored_bytes,
        measures.software_version_count,
        latest.magnetic_field_strength_t,
        latest.device_id is not null as is_mapped,
        measures.first_study_date,
        measures.last_study_date,
        measures.first_arrived_at,
        measures.last_arrived_at
    from measures
    inner join latest
        on measures.device_key = latest.device_key
    left join registry
        on latest.device_id = registry.device_id
    left join exam_measures
        on measures.device_key = exam_measures.device_key

)

select * from final
