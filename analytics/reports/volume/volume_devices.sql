with period as (

    select
        cast(? as date) as period_start,
        cast(? as date) as period_end,
        cast(? as varchar) as site_name

),

year_days as (

    select
        coalesce(counted_exams.device_key, 'unknown') as device_key,
        counted_exams.site_name,
        counted_exams.exam_date,
        count(*) as exam_count,
        counted_exams.exam_date >= period.period_start as is_in_period
    from counted_exams
    cross join period
    where
        counted_exams.exam_date >= date_add('month', -12, period.period_start)
        and counted_exams.exam_date < period.period_end
        and (period.site_name is null or counted_exams.site_name = period.site_name)
    group by
        counted_exams.device_key,
        counted_exams.site_name,
        counted_exams.exam_date,
        period.period_start

),

last_arrival as (

    select max(last_arrived_at) as latest_arrived_at
    from device_series

),

spans as (

    select
        device_series.device_key,
        coalesce(registry_devices.modality, device_series.modality, 'unknown') as modality,
        coalesce(registry_devices.site_name, device_series.site_name) as site_name,
        registry_devices.device_id is not null as is_mapped,
        coalesce(registry_devices.in_service_from, device_series.first_study_date) as first_service_date,
        registry_devices.in_service_to as last_service_date,
        cast(last_arrival.latest_arrived_at as date) as latest_arrival_date,
        device_series.last_arrived_at
    from device_series
    cross join last_arrival
    left join registry_devices
        on device_series.device_key = registry_devices.device_id

),

services as (

    select
        spans.*,
        case
            when spans.first_service_date > period.period_start then date_add('day', -1, spans.first_service_date)
            else date_add('day', -1, period.period_start)
        end as day_before,
        case
            when
                spans.last_service_date < period.period_end
                and spans.last_service_date < spans.latest_arrival_date
                then date_add('day', 1, spans.last_service_date)
            when spans.latest_arrival_date < period.period_end then spans.latest_arrival_date
            else period.period_end
        end as day_after,
        spans.first_service_date is not null
        and spans.first_service_date < period.period_end
        and (spans.last_service_date is null or spans.last_service_date >= period.period_start) as is_in_service
    from spans
    cross join period

),

marks as (

    select
        device_key,
        exam_date as mark_date
    from year_days
    where is_in_period

    union

    select
        device_key,
        day_before as mark_date
    from services
    where is_in_service

    union

    select
        device_key,
        day_after as mark_date
    from services
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

activity as (

    select
        device_key,
        min(site_name) as site_name,
        cast(sum(case when is_in_period then exam_count else 0 end) as bigint) as exam_count,
        count(distinct case when is_in_period then exam_date end) as active_day_count,
        grouping(device_key) = 1 as is_total
    from year_days
    group by grouping sets ((device_key), ())

),

final as (

    select
        activity.device_key,
        coalesce(services.modality, case when not activity.is_total then 'unknown' end) as modality,
        case
            when activity.is_total then null
            else coalesce(device_labels.device_label, activity.device_key)
        end as device_label,
        coalesce(services.site_name, case when not activity.is_total then activity.site_name end) as site_name,
        activity.exam_count,
        case when not activity.is_total then activity.active_day_count end as active_day_count,
        case when not activity.is_total then coalesce(silences.longest_silence_days, 0) end as longest_silence_days,
        count(*) filter (where not activity.is_total and activity.exam_count > 0) over () as active_device_count,
        nullif(count(*) filter (where not activity.is_total and activity.exam_count = 0) over (), 0)
            as silent_device_count,
        coalesce(services.is_mapped, false) as is_mapped,
        activity.is_total,
        not activity.is_total and activity.exam_count = 0 as is_silent,
        services.last_arrived_at
    from activity
    left join services
        on activity.device_key = services.device_key
    left join device_labels
        on activity.device_key = device_labels.device_key
    left join silences
        on activity.device_key = silences.device_key
    where
        activity.exam_count > 0
        or services.is_in_service

)

select * from final
order by
    is_total,
    exam_count desc,
    device_key
