with devices as (

    select * from devices

),

registry as (

    select * from registry_devices

),

sites as (

    select * from stg_sites

),

calendar as (

    select * from registry_calendar

),

days as (

    select * from stg_days

),

last_arrival as (

    select max(cast(last_arrived_at as date)) as last_arrival_date
    from devices

),

spans as (

    select
        devices.device_key,
        devices.device_name,
        devices.site_name,
        sites.time_zone,
        coalesce(registry.opens_at, sites.opens_at) as opens_at,
        coalesce(registry.closes_at, sites.closes_at) as closes_at,
        devices.first_study_date as first_date,
        case
            when registry.in_service_to < last_arrival.last_arrival_date then registry.in_service_to
            else last_arrival.last_arrival_date
        end as last_date
    from devices
    cross join last_arrival
    inner join sites
        on devices.site_name = sites.site_name
    left join registry
        on devices.device_id = registry.device_id
    where coalesce(registry.opens_at, sites.opens_at) is not null
        and coalesce(registry.closes_at, sites.closes_at) is not null
        and devices.device_key <> 'unknown'

),

working_days as (

    select
        spans.device_key,
        spans.device_name,
        spans.site_name,
        spans.time_zone,
        spans.opens_at,
        spans.closes_at,
        days.calendar_date
    from spans
    inner join days
        on days.calendar_date >= spans.first_date
        and days.calendar_date <= spans.last_date
    left join calendar
        on spans.site_name = calendar.site_name
        and days.calendar_date = calendar.calendar_date
    where
        case
            when calendar.day_kind = 'holiday' then false
            when calendar.day_kind = 'working' then true
            else day_of_week(days.calendar_date) <= 5
        end

),

windows as (

    select
        working_days.*,
        cast(cast(calendar_date as varchar) || ' ' || opens_at || ':00' as timestamp) as opens_local_at,
        -- Hours that end when or before they begin, such as 22:00 to 06:00 or 00:00 to 00:00, end the next day.
        cast(
            cast(
                case when closes_at <= opens_at then date_add('day', 1, calendar_date) else calendar_date end as varchar
            )
            || ' '
            || closes_at
            || ':00' as timestamp
        ) as closes_local_at
    from working_days

),

converted as (

    select
        windows.*,
        cast(with_timezone(opens_local_at, time_zone) at time zone 'UTC' as timestamp) as window_opens_at,
        cast(with_timezone(closes_local_at, time_zone) at time zone 'UTC' as timestamp) as window_closes_at
    from windows

),

final as (

    select
        device_key,
        device_name,
        site_name,
        (to_unixtime(window_closes_at) - to_unixtime(window_opens_at)) / 60.0e0 as operating_minutes,
        calendar_date,
        window_opens_at as opens_at,
        window_closes_at as closes_at
    from converted

)

select * from final
