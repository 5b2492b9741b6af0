with period as (

    select
        cast(? as date) as period_start,
        cast(? as date) as period_end,
        cast(? as varchar) as site_name

),

final as (

    select
        alerts.alert_id,
        alerts.alert_kind,
        alerts.device_key,
        coalesce(device_labels.device_label, alerts.subject) as subject_name,
        alerts.site_name,
        alerts.modality,
        alerts.alert_detail,
        alerts.value_unit,
        alerts.measured_value,
        alerts.usual_value,
        alerts.threshold_value,
        alerts.is_open,
        alerts.began_at,
        alerts.opened_at,
        alerts.closed_at
    from alerts
    cross join period
    left join device_labels
        on alerts.device_key = device_labels.device_key
    where
        alerts.opened_at < cast(period.period_end as timestamp)
        and (
            alerts.is_open
            or alerts.closed_at >= cast(period.period_start as timestamp)
        )
        and (
            period.site_name is null
            or alerts.site_name = period.site_name
            or alerts.site_name is null
        )

)

select * from final
order by
    is_open desc,
    opened_at desc,
    alert_id
