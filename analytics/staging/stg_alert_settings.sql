with defaults as (

    select
        alert_kind,
        factor,
        minimum,
        history_minimum
    from (
        values
        ('silent_device', 3.0e0, 6.0e0, 20),
        ('arrival_lag', 2.0e0, 60.0e0, 20),
        ('clock_step', 3.0e0, 45.0e0, 20),
        ('reject_jump', 3.0e0, 10.0e0, 10),
        ('reconciliation_gap', 1.0e0, 1.0e0, 0)
    ) as list (alert_kind, factor, minimum, history_minimum)

),

registry as (

    select * from registry_alerts
    where alert_kind is not null

),

for_all as (

    select
        defaults.alert_kind,
        cast(null as varchar) as device_id,
        coalesce(registry.factor, defaults.factor) as factor,
        coalesce(registry.minimum, defaults.minimum) as minimum,
        coalesce(registry.history_minimum, defaults.history_minimum) as history_minimum,
        coalesce(registry.is_on, true) as is_on
    from defaults
    left join registry
        on defaults.alert_kind = registry.alert_kind
        and registry.device_id is null

),

for_devices as (

    select
        for_all.alert_kind,
        registry.device_id,
        coalesce(registry.factor, for_all.factor) as factor,
        coalesce(registry.minimum, for_all.minimum) as minimum,
        coalesce(registry.history_minimum, for_all.history_minimum) as history_minimum,
        coalesce(registry.is_on, for_all.is_on) as is_on
    from registry
    inner join for_all
        on registry.alert_kind = for_all.alert_kind
    where registry.device_id is not null

),

final as (

    select * from for_all
    union all
    select * from for_devices

)

select * from final
