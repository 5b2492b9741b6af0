with period as (

    select cast(date_trunc('month', cast(? as date)) as date) as month_start

),

arrivals as (

    select max(cast(last_arrived_at as date)) as last_arrival_date
    from devices

),

spans as (

    select
        devices.device_key,
        coalesce(registry_devices.in_service_from, devices.first_study_date) as first_service_date,
        registry_devices.in_service_to as last_service_date
    from devices
    left join registry_devices
        on devices.device_id = registry_devices.device_id

),

months as (

    select
        spans.device_key,
        case
            when spans.first_service_date > period.month_start then date_add('day', -1, spans.first_service_date)
            else date_add('day', -1, period.month_start)
        end as day_before,
        case
            when
                spans.last_service_date < date_add('month', 1, period.month_start)
                and spans.last_service_date < arrivals.last_arrival_date
                then date_add('day', 1, spans.last_service_date)
            when arrivals.last_arrival_date < date_add('month', 1, period.month_start) then arrivals.last_arrival_date
            else date_add('month', 1, period.month_start)
        end as day_after,
        spans.first_service_date is not null
        and spans.first_service_date < date_add('month', 1, period.month_start)
        and (spans.last_service_date is null or spans.last_service_date >= period.month_start) as is_in_service
    from spans
    cross join period
    cross join arrivals

),

year_days as (

    select
        device_days.device_key,
        device_days.site_name,
        device_days.exam_count,
        device_days.exam_date,
        device_days.exam_date >= period.month_start as is_in_month
    from device_days
    cross join period
    where
        device_days.exam_date >= date_add('month', -12, period.month_start)
        and device_days.exam_date < date_add('month', 1, period.month_start)

),

activity as (

    select
        device_key,
        min(site_name) as site_name,
        cast(sum(case when is_in_month then exam_count else 0 end) as bigint) as exam_count,
        count(*) filter (where is_in_month) as active_day_count
    from year_days
    group by device_key

),

marks as (

    select
        device_key,
        exam_date as mark_date
    from year_days
    where is_in_month

    union

    select
        device_key,
        day_before as mark_date
    from months
    where is_in_service

    union

    select
        device_key,
        day_after as mark_date
    from months
    where is_in_service

),

gaps as (

    select
        device_key,
        date_diff('day', lag(mark_date) over (partition by device_key order by mark_date), mark_date) - 1
            as silent_days
    from marks

),

silences as (

    select
        device_key,
        cast(coalesce(max(silent_days), 0) as bigint) as longest_silence_days
    from gaps
    group by device_key

),

final as (

    select
        activity.device_key,
        devices.device_name,
        coalesce(devices.modality, 'unknown') as modality,
        devices.manufacturer_model_name,
        devices.station_name,
        coalesce(devices.site_name, activity.site_name) as site_name,
        activity.exam_count,
        activity.active_day_count,
        silences.longest_silence_days,
        coalesce(devices.is_mapped, false) as is_mapped,
        devices.last_arrived_at
    from activity
    left join devices
        on activity.device_key = devices.device_key
    left join months
        on activity.device_key = months.device_key
    left join silences
        on activity.device_key = silences.device_key
    where
        activity.exam_count > 0
        or months.is_in_service

)

select * from final
order by
    exam_count desc,
    device_key
