with studies as (

    select * from studies
    where
        acquired_image_count > 0
        and first_stored_at is not null
        and device_key <> 'unknown'

),

devices as (

    select
        device_key,
        min(device_name) as device_name,
        min(site_name) as site_name,
        min(primary_modality) as modality,
        coalesce(min(time_zone), 'UTC') as time_zone
    from studies
    group by device_key

),

received as (

    select
        devices.device_key,
        devices.device_name,
        devices.site_name,
        devices.modality,
        devices.time_zone,
        studies.first_stored_at,
        date_trunc(
            'hour',
            cast(at_timezone(with_timezone(studies.first_stored_at, 'UTC'), devices.time_zone) as timestamp)
        ) as received_hour_site_at
    from studies
    inner join devices
        on studies.device_key = devices.device_key

),

final as (

    select
        device_key,
        device_name,
        site_name,
        modality,
        time_zone,
        count(*) as study_count,
        min(first_stored_at) as first_received_at,
        max(first_stored_at) as last_received_at,
        received_hour_site_at
    from received
    group by
        device_key,
        device_name,
        site_name,
        modality,
        time_zone,
        received_hour_site_at

)

select * from final
