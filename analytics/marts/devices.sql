with registry as (

    select * from registry_devices

),

exams as (

    select * from exams

),

measures as (

    select
        device_key,
        array_join(array_agg(distinct modality order by modality), '\') as modalities,
        count(distinct study_instance_uid) as study_count,
        cast(sum(acquired_image_count) as bigint) as acquired_image_count,
        cast(sum(stored_bytes) as bigint) as stored_bytes,
        count(distinct software_versions) as software_version_count,
        min(study_date) as first_study_date,
        max(study_date) as last_study_date,
        min(first_arrived_at) as first_arrived_at,
        max(last_arrived_at) as last_arrived_at
    from study_devices
    group by device_key

),

-- Only images of a device's last day can be its latest.
ranked as (

    select
        study_devices.*,
        row_number() over (
            partition by study_devices.device_key
            order by study_devices.last_arrived_at desc, study_devices.source, study_devices.object_id
        ) as image_rank
    from study_devices
    inner join measures
        on study_devices.device_key = measures.device_key
        and study_devices.study_date is not distinct from measures.last_study_date

),

latest as (

    select * from ranked
    where image_rank = 1

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
