-- Images without any identity are of nobody knows how many devices, so no model is put to them.
with named as (

    select
        device_series.device_key,
        registry_devices.device_name,
        case
            when device_series.device_key = 'unknown' then null
            when
                coalesce(device_series.manufacturer_model_name, device_series.manufacturer) is not null
                and device_series.station_name is not null
                then
                    coalesce(device_series.manufacturer_model_name, device_series.manufacturer)
                    || ' · ' || device_series.station_name
            else
                coalesce(
                    device_series.manufacturer_model_name, device_series.manufacturer, device_series.station_name
                )
        end as header_name,
        case when device_series.device_key like 'serial|%' then split_part(device_series.device_key, '|', 3) end
            as serial_name,
        device_series.station_name,
        registry_devices.device_id is not null as is_mapped
    from device_series
    left join registry_devices
        on device_series.device_key = registry_devices.device_id

),

counted as (

    select
        named.*,
        count(*) over (partition by is_mapped, device_name, header_name) as name_count
    from named

),

described as (

    select
        device_key,
        case
            when is_mapped then coalesce(device_name, device_key)
            when serial_name is not null and (station_name is null or name_count > 1)
                then coalesce(header_name, 'unknown device') || ' · serial ' || serial_name || ' (not mapped)'
            else coalesce(header_name, 'unknown device') || ' (not mapped)'
        end as device_label,
        is_mapped
    from counted

),

final as (

    select
        device_key,
        case
            when count(*) over (partition by device_label) > 1 then device_label || ' [' || device_key || ']'
            else device_label
        end as device_label,
        is_mapped
    from described

)

select * from final
