with period as (

    select
        cast(? as date) as period_start,
        cast(? as date) as period_end,
        cast(? as varchar) as site_name

),

known_days as (

    select
        device_busy_days.device_key,
        device_busy_days.busy_operating_minutes,
        device_busy_days.operating_minutes
    from device_busy_days
    cross join period
    where
        device_busy_days.utilisation_share is not null
        and device_busy_days.calendar_date >= period.period_start
        and device_busy_days.calendar_date < period.period_end
        and (period.site_name is null or device_busy_days.site_name = period.site_name)

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
