with period as (

    select
        cast(? as date) as period_start,
        cast(? as date) as period_end,
        cast(? as varchar) as site_name

),

known_days as (

    select
        device_utilisation.device_key,
        device_utilisation.busy_operating_minutes,
        device_utilisation.operating_minutes
    from device_utilisation
    cross join period
    where
        device_utilisation.utilisation_share is not null
        and device_utilisation.calendar_date >= period.period_start
        and device_utilisation.calendar_date < period.period_end
        and (period.site_name is null or device_utilisation.site_name = period.site_name)

),

final as (

    select
        device_key,
        sum(busy_operating_minutes) / nullif(sum(operating_minutes), 0.0e0) as utilisation_share
    from known_days
    group by grouping sets ((device_key), ())

)

select * from final
order by device_key
