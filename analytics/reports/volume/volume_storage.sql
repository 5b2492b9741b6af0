with period as (

    select cast(date_trunc('month', cast(? as date)) as date) as month_start

),

months as (

    select
        stg_days.calendar_date as storage_month,
        date_add('month', 1, stg_days.calendar_date) as next_month
    from stg_days
    cross join period
    where
        day_of_month(stg_days.calendar_date) = 1
        and stg_days.calendar_date >= date_add('month', -12, period.month_start)
        and stg_days.calendar_date <= period.month_start

),

storage as (

    select
        storage_date,
        growth_objects,
        growth_bytes
    from storage_daily

),

final as (

    select
        cast(sum(storage.growth_objects) as bigint) as object_count,
        cast(sum(storage.growth_bytes) as bigint) as stored_bytes,
        cast(sum(
            case when storage.storage_date >= months.storage_month then storage.growth_objects else 0 end
        ) as bigint) as growth_objects,
        cast(sum(
            case when storage.storage_date >= months.storage_month then storage.growth_bytes else 0 end
        ) as bigint) as growth_bytes,
        months.storage_month
    from months
    inner join storage
        on storage.storage_date < months.next_month
    group by months.storage_month

)

select * from final
order by storage_month
