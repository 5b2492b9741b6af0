with period as (

    select
        cast(? as varchar) as period_unit,
        cast(? as date) as period_start,
        cast(? as date) as period_end,
        cast(? as date) as year_before_start,
        cast(? as date) as trend_start

),

frame as (

    select
        period.period_unit,
        period.period_start,
        period.period_end,
        period.trend_start,
        case
            when period.year_before_start < period.trend_start then period.year_before_start
            else period.trend_start
        end as frame_start
    from period

),

-- What was there before the frame counts as one step before its first period.
steps as (

    select
        storage_daily.growth_objects,
        storage_daily.growth_bytes,
        storage_daily.storage_date,
        case
            when storage_daily.storage_date >= frame.frame_start
                then cast(date_trunc(frame.period_unit, storage_daily.storage_date) as date)
        end as period_start
    from storage_daily
    cross join frame
    where storage_daily.storage_date < frame.period_end

    union all

    select
        0 as growth_objects,
        0 as growth_bytes,
        cast(null as date) as storage_date,
        stg_days.calendar_date as period_start
    from stg_days
    cross join frame
    where
        stg_days.calendar_date >= frame.frame_start
        and stg_days.calendar_date < frame.period_end
        and cast(date_trunc(frame.period_unit, stg_days.calendar_date) as date) = stg_days.calendar_date

),

growth as (

    select
        cast(sum(growth_objects) as bigint) as growth_objects,
        cast(sum(growth_bytes) as bigint) as growth_bytes,
        min(storage_date) as first_storage_date,
        period_start
    from steps
    group by period_start

),

sums as (

    select
        cast(sum(growth_objects) over (
            order by period_start nulls first
            rows between unbounded preceding and current row
        ) as bigint) as object_count,
        cast(sum(growth_bytes) over (
            order by period_start nulls first
            rows between unbounded preceding and current row
        ) as bigint) as stored_bytes,
        growth_objects,
        growth_bytes,
        min(first_storage_date) over (
            order by period_start nulls first
            rows between unbounded preceding and current row
        ) as first_storage_date,
        period_start
    from growth

),

final as (

    select
        sums.object_count,
        sums.stored_bytes,
        sums.growth_objects,
        sums.growth_bytes,
        sums.stored_bytes - sums.growth_bytes as stored_bytes_before,
        last_value(sums.object_count) over whole as final_object_count,
        last_value(sums.stored_bytes) over whole as final_stored_bytes,
        sums.period_start >= frame.trend_start as is_in_trend,
        sums.period_start = frame.period_start as is_current,
        sums.period_start
    from sums
    cross join frame
    where
        sums.period_start is not null
        and sums.first_storage_date is not null
    window
        whole as (
            order by sums.period_start
            rows between unbounded preceding and unbounded following
        )

)

select * from final
order by period_start
