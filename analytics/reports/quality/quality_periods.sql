with period as (

    select
        cast(? as varchar) as period_unit,
        cast(? as date) as period_start,
        cast(? as date) as period_end,
        cast(? as date) as year_before_start,
        cast(? as date) as year_before_end,
        cast(? as date) as trend_start

),

arrivals as (

    select
        study_objects.arrival_date,
        sum(study_objects.object_count) as object_count,
        0 as rejected_count
    from study_objects
    group by study_objects.arrival_date

    union all

    select
        rejected_objects.arrival_date,
        0 as object_count,
        count(*) as rejected_count
    from rejected_objects
    group by rejected_objects.arrival_date

),

sums as (

    select
        cast(sum(arrivals.object_count + arrivals.rejected_count) as bigint) as object_count,
        cast(sum(arrivals.rejected_count) as bigint) as rejected_count,
        cast(date_trunc(period.period_unit, arrivals.arrival_date) as date) as period_start
    from arrivals
    cross join period
    where
        arrivals.arrival_date < period.period_end
        and (
            arrivals.arrival_date >= period.trend_start
            or (
                arrivals.arrival_date >= period.year_before_start
                and arrivals.arrival_date < period.year_before_end
            )
        )
    group by cast(date_trunc(period.period_unit, arrivals.arrival_date) as date)

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
