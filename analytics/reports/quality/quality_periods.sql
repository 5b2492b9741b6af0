with period as (

    select
        cast(? as varchar) as period_unit,
        cast(? as date) as period_start,
        cast(? as date) as period_end,
        cast(? as date) as year_before_start,
        cast(? as date) as year_before_end,
        cast(? as date) as trend_start

),

sums as (

    select
        cast(sum(arrivals_daily.instance_object_count + arrivals_daily.rejected_count) as bigint) as object_count,
        cast(sum(arrivals_daily.rejected_count) as bigint) as rejected_count,
        cast(date_trunc(period.period_unit, arrivals_daily.arrival_date) as date) as period_start
    from arrivals_daily
    cross join period
    where
        arrivals_daily.arrival_date < period.period_end
        and (
            arrivals_daily.arrival_date >= period.trend_start
            or (
                arrivals_daily.arrival_date >= period.year_before_start
                and arrivals_daily.arrival_date < period.year_before_end
            )
        )
    group by cast(date_trunc(period.period_unit, arrivals_daily.arrival_date) as date)

),

final as (

    select
        sums.object_count,
        sums.rejected_count,
        sums.period_start >= period.trend_start as is_in_trend,
        sums.period_start
    from sums
    cross join period

)

select * from final
order by period_start
