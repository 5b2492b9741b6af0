with instances as (

    select * from stg_instances

),

identities as (

    select distinct
        device_identity,
        study_day,
        serial_identity,
        station_identity,
        study_date
    from instances

),

devices as (

    select
        registry_devices.*,
        lower(trim(regexp_replace(coalesce(manufacturer, ''), '[ \t\r\n]+', ' '))) as manufacturer_key,
        lower(trim(regexp_replace(coalesce(device_serial_number, ''), '[ \t\r\n]+', ' '))) as serial_key,
        lower(trim(regexp_replace(coalesce(station_name, ''), '[ \t\r\n]+', ' '))) as station_key,
        lower(trim(regexp_replace(coalesce(institution_name, ''), '[ \t\r\n]+', ' '))) as institution_key
    from registry_devices

),

keyed_devices as (

    select
        devices.*,
        case
            when manufacturer_key <> '' and serial_key <> ''
                then 'serial|' || manufacturer_key || '|' || serial_key
        end as serial_identity,
        case
            when station_key <> '' and institution_key <> ''
                then 'station|' || station_key || '|' || institution_key
        end as station_identity
    from devices

),

candidates as (

    select
        identities.device_identity,
        identities.study_day,
        identities.study_date,
        keyed_devices.device_id,
        keyed_devices.in_service_from,
        keyed_devices.in_service_to,
        1 as match_rank
    from identities
    inner join keyed_devices
        on identities.serial_identity = keyed_devices.serial_identity

    union all

    select
        identities.device_identity,
        identities.study_day,
        identities.study_date,
        keyed_devices.device_id,
        keyed_devices.in_service_from,
        keyed_devices.in_service_to,
        2 as match_rank
    from identities
    inner join keyed_devices
        on identities.station_identity = keyed_devices.station_identity

),

ranked as (

    select
        candidates.*,
        row_number() over (
            partition by device_identity, study_day
            order by
                match_rank,
                case
                    when in_service_from > study_date or in_service_to < study_date then 1
                    else 0
                end,
                in_service_from desc nulls last,
                device_id
        ) as candidate_rank
    from candidates
    -- A serial number says which device it is on any day; only station names are reused.
    where
        match_rank = 1
        or (
            (in_service_from is null or study_date >= in_service_from)
            and (in_service_to is null or study_date <= in_service_to)
        )

),

final as (

    select
        device_identity,
        study_day,
        device_id,
        case match_rank when 1 then 'serial' else 'station' end as match_rule
    from ranked
    where candidate_rank = 1

)

select * from final
