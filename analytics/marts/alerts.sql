with silences as (

    select * from device_silences
    where is_alert

),

lag_days as (

    select
        device_lag_days.*,
        'arrival_lag' as alert_kind,
        is_late as is_flagged,
        'late' as direction
    from device_lag_days
    where is_judged

    union all

    select
        device_lag_days.*,
        'clock_step' as alert_kind,
        is_stepped as is_flagged,
        case when step_minutes < 0 then 'ahead' else 'behind' end as direction
    from device_lag_days
    where is_judged

),

-- Days on which the same is wrong, without a judged day between them on which it is not, are one event.
numbered_days as (

    select
        lag_days.*,
        row_number() over (partition by alert_kind, device_key order by received_date)
        - row_number() over (
            partition by alert_kind, device_key, is_flagged, case when is_flagged then direction end
            order by received_date
        ) as run_number,
        lead(received_date) over (partition by alert_kind, device_key order by received_date) as next_judged_date
    from lag_days

),

ranked_days as (

    select
        numbered_days.*,
        row_number() over (
            partition by alert_kind, device_key, direction, run_number
            order by received_date
        ) as day_rank,
        max(received_date) over (partition by alert_kind, device_key, direction, run_number) as last_date
    from numbered_days
    where is_flagged

),

lag_runs as (

    select
        alert_kind,
        device_key,
        min(device_name) as device_name,
        min(site_name) as site_name,
        min(modality) as modality,
        min(time_zone) as time_zone,
        direction,
        min(case when day_rank = 1 then step_kind end) as step_kind,
        min(
            case
                when day_rank = 1 and alert_kind = 'arrival_lag' then median_lag_minutes
                when day_rank = 1 then step_minutes
            end
        ) as measured_value,
        min(
            case
                when day_rank = 1 and alert_kind = 'arrival_lag' then usual_p95_lag_minutes
                when day_rank = 1 then usual_median_lag_minutes
            end
        ) as usual_value,
        min(
            case
                when day_rank = 1 and alert_kind = 'arrival_lag' then alert_lag_minutes
                when day_rank = 1 then alert_step_minutes
            end
        ) as threshold_value,
        min(received_date) as first_date,
        min(case when received_date = last_date then next_judged_date end) as closing_date
    from ranked_days
    group by
        alert_kind,
        device_key,
        direction,
        run_number

),

numbered_reject_days as (

    select
        reject_days.*,
        row_number() over (partition by source order by changed_date)
        - row_number() over (partition by source, is_jump order by changed_date) as run_number,
        lead(changed_date) over (partition by source order by changed_date) as next_judged_date
    from reject_days
    where is_judged

),

ranked_reject_days as (

    select
        numbered_reject_days.*,
        row_number() over (partition by source, run_number order by changed_date) as day_rank,
        max(changed_date) over (partition by source, run_number) as last_date
    from numbered_reject_days
    where is_jump

),

reject_runs as (

    select
        source,
        min(case when day_rank = 1 then leading_reason end) as leading_reason,
        min(case when day_rank = 1 then rejected_count end) as rejected_count,
        min(case when day_rank = 1 then usual_rejected_count end) as usual_rejected_count,
        min(case when day_rank = 1 then alert_rejected_count end) as alert_rejected_count,
        min(changed_date) as first_date,
        min(case when changed_date = last_date then next_judged_date end) as closing_date
    from ranked_reject_days
    group by
        source,
        run_number

),

runs as (

    select
        source,
        max(started_at) as started_at
    from raw_ingest_runs
    where
        dt >= '0001-01-01'
        and run_status = 'complete'
    group by source

),

gaps as (

    select
        reconciliation.check_name,
        reconciliation.subject,
        reconciliation.reason,
        reconciliation.difference,
        stg_alert_settings.minimum,
        reconciliation.arrival_date,
        coalesce(
            cast(reconciliation.arrival_date as timestamp),
            runs.started_at,
            stg_clock.data_complete_to
        ) as found_at
    from reconciliation
    cross join stg_clock
    inner join stg_alert_settings
        on stg_alert_settings.alert_kind = 'reconciliation_gap'
        and stg_alert_settings.device_id is null
    left join runs
        on reconciliation.subject = runs.source
    where
        not reconciliation.is_reconciled
        and stg_alert_settings.is_on
        -- Of a day that is not over, segments and their rows may be seen on their way.
        and (
            reconciliation.check_name <> 'log_lines'
            or reconciliation.arrival_date is null
            or stg_clock.now_at is null
            or reconciliation.arrival_date < cast(stg_clock.now_at as date)
        )
        and (
            reconciliation.difference >= stg_alert_settings.minimum
            or -reconciliation.difference >= stg_alert_settings.minimum
        )

),

all_alerts as (

    select
        'silent_device|' || device_key || '|' || cast(cast(silent_hour_site_at as date) as varchar)
        || 'T' || lpad(cast(hour(silent_hour_site_at) as varchar), 2, '0') as alert_id,
        'silent_device' as alert_kind,
        device_key,
        device_name,
        site_name,
        modality,
        device_key as subject,
        'usual hours without a study' as alert_detail,
        'h' as value_unit,
        missed_hours as measured_value,
        usual_missed_hours as usual_value,
        alert_missed_hours as threshold_value,
        silent_since_at as began_at,
        opened_at,
        ended_at as closed_at
    from silences

    union all

    select
        alert_kind || '|' || device_key || '|' || cast(first_date as varchar) as alert_id,
        alert_kind,
        device_key,
        device_name,
        site_name,
        modality,
        device_key as subject,
        case
            when alert_kind = 'arrival_lag' then 'studies arrive later than usual'
            when step_kind = 'one_hour' and direction = 'ahead'
                then 'clock one hour ahead of before: clock or summer time'
            when step_kind = 'one_hour' then 'clock one hour behind before: clock or summer time'
            else 'clock ahead of before'
        end as alert_detail,
        'min' as value_unit,
        measured_value,
        usual_value,
        threshold_value,
        cast(with_timezone(cast(first_date as timestamp), time_zone) at time zone 'UTC' as timestamp) as began_at,
        cast(
            with_timezone(cast(date_add('day', 1, first_date) as timestamp), time_zone) at time zone 'UTC' as timestamp
        ) as opened_at,
        cast(
            with_timezone(
                cast(date_add('day', 1, closing_date) as timestamp), time_zone
            ) at time zone 'UTC' as timestamp
        ) as closed_at
    from lag_runs

    union all

    select
        'reject_jump|' || source || '|' || cast(first_date as varchar) as alert_id,
        'reject_jump' as alert_kind,
        cast(null as varchar) as device_key,
        cast(null as varchar) as device_name,
        cast(null as varchar) as site_name,
        cast(null as varchar) as modality,
        source as subject,
        'more rejected objects than usual, most of them ' || leading_reason as alert_detail,
        '1' as value_unit,
        cast(rejected_count as double) as measured_value,
        cast(usual_rejected_count as double) as usual_value,
        alert_rejected_count as threshold_value,
        cast(first_date as timestamp) as began_at,
        cast(date_add('day', 1, first_date) as timestamp) as opened_at,
        cast(date_add('day', 1, closing_date) as timestamp) as closed_at
    from reject_runs

    union all

    select
        'reconciliation_gap|' || check_name || '|' || subject
        || coalesce('|' || cast(arrival_date as varchar), '') as alert_id,
        'reconciliation_gap' as alert_kind,
        cast(null as varchar) as device_key,
        cast(null as varchar) as device_name,
        cast(null as varchar) as site_name,
        cast(null as varchar) as modality,
        subject,
        check_name || coalesce(': ' || reason, '') as alert_detail,
        '1' as value_unit,
        cast(difference as double) as measured_value,
        0.0e0 as usual_value,
        minimum as threshold_value,
        found_at as began_at,
        found_at as opened_at,
        cast(null as timestamp) as closed_at
    from gaps

),

final as (

    select
        alert_id,
        alert_kind,
        device_key,
        device_name,
        site_name,
        modality,
        subject,
        alert_detail,
        value_unit,
        measured_value,
        usual_value,
        threshold_value,
        closed_at is null as is_open,
        began_at,
        opened_at,
        closed_at
    from all_alerts

)

select * from final
