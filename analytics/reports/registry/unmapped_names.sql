with names as (

    select
        institution_name,
        cast(sum(object_count) as bigint) as object_count,
        cast(sum(case when site_name <> 'unmapped' then object_count else 0 end) as bigint) as placed_object_count,
        min(first_study_date) as first_study_date,
        max(last_study_date) as last_study_date
    from study_objects
    group by institution_name

),

institution_objects as (

    select
        coalesce(names.institution_name, 'unknown') as institution_name,
        cast(sum(names.object_count) as bigint) as object_count,
        cast(sum(names.placed_object_count) as bigint) as placed_object_count,
        min(names.first_study_date) as first_study_date,
        max(names.last_study_date) as last_study_date
    from names
    left join stg_institutions
        on lower(trim(regexp_replace(coalesce(names.institution_name, ''), '[ \t\r\n]+', ' ')))
        = stg_institutions.institution_key
    where stg_institutions.institution_key is null
    group by coalesce(names.institution_name, 'unknown')

),

institution_exams as (

    select
        institution_name,
        count(*) as exam_count
    from exams
    group by institution_name

),

device_objects as (

    select
        device_key,
        cast(sum(object_count) as bigint) as object_count,
        cast(sum(case when site_name <> 'unmapped' then object_count else 0 end) as bigint) as placed_object_count
    from study_objects
    where
        not is_mapped
        and is_acquired
    group by device_key

),

final as (

    select
        'institution' as name_kind,
        institution_objects.institution_name as unmapped_name,
        cast(null as varchar) as modality,
        cast(null as varchar) as manufacturer,
        cast(null as varchar) as manufacturer_model_name,
        cast(null as varchar) as device_serial_number,
        cast(null as varchar) as station_name,
        cast(null as varchar) as institution_name,
        cast(null as varchar) as device_label,
        institution_objects.object_count,
        coalesce(institution_exams.exam_count, 0) as exam_count,
        institution_objects.placed_object_count,
        institution_objects.first_study_date,
        institution_objects.last_study_date
    from institution_objects
    left join institution_exams
        on institution_objects.institution_name = institution_exams.institution_name

    union all

    select
        'device' as name_kind,
        device_objects.device_key as unmapped_name,
        devices.modality,
        devices.manufacturer,
        devices.manufacturer_model_name,
        devices.device_serial_number,
        devices.station_name,
        devices.institution_name,
        device_labels.device_label,
        device_objects.object_count,
        coalesce(devices.exam_count, 0) as exam_count,
        device_objects.placed_object_count,
        devices.first_study_date,
        devices.last_study_date
    from device_objects
    left join devices
        on device_objects.device_key = devices.device_key
    left join device_labels
        on device_objects.device_key = device_labels.device_key

)

select * from final
order by
    name_kind desc,
    object_count desc,
    unmapped_name
