with period as (

    select
        cast(? as date) as period_start,
        cast(? as date) as period_end,
        cast(? as varchar) as site_name

),

lag_studies as (

    select
        studies.device_key,
        (to_unixtime(studies.first_stored_at) - to_unixtime(studies.first_acquired_at)) / 60.0e0 as lag_minutes
    from studies
    cross join period
    where
        studies.acquired_image_count > 0
        and studies.first_stored_at is not null
        and studies.first_acquired_at is not null
        and studies.first_stored_at >= cast(period.period_start as timestamp)
        and studies.first_stored_at < cast(period.period_end as timestamp)

),

ranked_lags as (

    select
        device_key,
        lag_minutes,
        row_number() over (partition by device_key order by lag_minutes) as lag_rank,
        count(*) over (partition by device_key) as lag_count
    from lag_studies

),

period_lags as (

    select
        device_key,
        max(lag_count) as measured_study_count,
        count(*) filter (where lag_minutes < 0) as negative_lag_count,
        min(case when lag_rank * 2 >= lag_count then lag_minutes end) as median_lag_minutes,
        min(case when lag_rank * 100 >= lag_count * 95 then lag_minutes end) as p95_lag_minutes
    from ranked_lags
    group by device_key

),

steps as (

    select
        device_lag_days.device_key,
        count(*) filter (where device_lag_days.is_stepped) as stepped_day_count,
        max(
            case
                when device_lag_days.step_minutes < 0 then -device_lag_days.step_minutes
                else device_lag_days.step_minutes
            end
        ) filter (where device_lag_days.is_stepped) as largest_step_minutes
    from device_lag_days
    cross join period
    where
        device_lag_days.received_date >= period.period_start
        and device_lag_days.received_date < period.period_end
    group by device_lag_days.device_key

),

period_exams as (

    select
        device_days.device_key,
        cast(sum(device_days.exam_count) as bigint) as exam_count
    from device_days
    cross join period
    where
        device_days.exam_date >= period.period_start
        and device_days.exam_date < period.period_end
    group by device_days.device_key

),

silences as (

    select
        device_silences.*,
        (to_unixtime(stg_clock.now_at) - to_unixtime(device_silences.silent_since_at)) / 3600.0e0 as silent_hours,
        (to_unixtime(device_silences.usual_by_at) - to_unixtime(device_silences.silent_since_at)) / 3600.0e0
            as usual_gap_hours
    from device_silences
    cross join stg_clock
    where device_silences.is_current

),

final as (

    select
        devices.device_key,
        coalesce(device_labels.device_label, devices.device_key) as device_label,
        devices.device_serial_number,
        devices.modality,
        devices.site_name,
        devices.manufacturer,
        devices.manufacturer_model_name,
        devices.software_versions,
        devices.software_version_count,
        coalesce(period_exams.exam_count, 0) as exam_count,
        devices.magnetic_field_strength_t,
        silences.silent_hours,
        silences.usual_gap_hours,
        silences.missed_hours,
        silences.alert_missed_hours,
        coalesce(period_lags.measured_study_count, 0) as measured_study_count,
        coalesce(period_lags.negative_lag_count, 0) as negative_lag_count,
        period_lags.median_lag_minutes,
        period_lags.p95_lag_minutes,
        coalesce(steps.stepped_day_count, 0) as stepped_day_count,
        steps.largest_step_minutes,
        coalesce(silences.is_alert, false) as is_silent,
        coalesce(period_lags.measured_study_count, 0) > 0 as has_lag,
        coalesce(steps.stepped_day_count, 0) > 0
        or coalesce(period_lags.negative_lag_count, 0) > 0 as has_clock_fault,
        devices.first_study_date,
        devices.last_study_date,
        devices.last_arrived_at,
        silences.silent_since_at
    from devices
    cross join period
    left join device_labels
        on devices.device_key = device_labels.device_key
    left join period_exams
        on devices.device_key = period_exams.device_key
    left join period_lags
        on devices.device_key = period_lags.device_key
    left join steps
        on devices.device_key = steps.device_key
    left join silences
        on devices.device_key = silences.device_key
    where
        devices.first_arrived_at < cast(period.period_end as timestamp)
        and (
            period.site_name is null
            or devices.site_name = period.site_name
        )

)

select * from final
order by
    site_name,
    device_label,
    device_key
