with daily as (

    select * from storage_growth

),

days as (

    select * from stg_days

),

spans as (

    select
        source,
        min(storage_date) as first_date,
        max(storage_date) as last_date
    from daily
    group by source

),

calendar as (

    select
        spans.source,
        days.calendar_date as storage_date
    from spans
    inner join days
        on days.calendar_date >= spans.first_date
        and days.calendar_date <= spans.last_date

),

final as (

    select
        calendar.source,
        cast(sum(coalesce(daily.growth_objects, 0)) over (
            partition by calendar.source
            order by calendar.storage_date
            rows between unbounded preceding and current row
        ) as bigint) as object_count,
        cast(sum(coalesce(daily.growth_bytes, 0)) over (
            partition by calendar.source
            order by calendar.storage_date
            rows between unbounded preceding and current row
        ) as bigint) as stored_bytes,
        coalesce(daily.growth_objects, 0) as growth_objects,
        coalesce(daily.growth_bytes, 0) as growth_bytes,
        calendar.storage_date
    from calendar
    left join daily
        on calendar.source = daily.source
        and calendar.storage_date = daily.storage_date

)

select * from final
