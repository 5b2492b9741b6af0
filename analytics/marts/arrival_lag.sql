with studies as (

    select * from studies
    where acquired_image_count > 0

),

lags as (

    select
        site_name,
        primary_modality,
        cast(date_trunc('month', first_stored_at) as date) as arrival_month,
        (to_unixtime(first_stored_at) - to_unixtime(first_acquired_at)) / 60.0e0 as lag_minutes
    from studies

),

ranked as (

    select
        site_name,
        primary_modality,
        arrival_month,
        lag_minutes,
        case
            when lag_minutes is not null
                then
                    row_number() over (
                        partition by site_name, primary_modality, arrival_month
                        order by lag_minutes nulls last
                    )
        end as lag_rank,
        count(lag_minutes) over (partition by site_name, primary_modality, arrival_month) as lag_count
    from lags

),

final as (

    select
        site_name,
        primary_modality as modality,
        count(*) as study_count,
        count(lag_minutes) as measured_study_count,
        count(*) filter (where lag_minutes < 0) as negative_lag_count,
        min(lag_minutes) as shortest_lag_minutes,
        min(case when lag_rank * 2 >= lag_count then lag_minutes end) as median_lag_minutes,
        min(case when lag_rank * 100 >= lag_count * 95 then lag_minutes end) as p95_lag_minutes,
        max(lag_minutes) as longest_lag_minutes,
        arrival_month
    from ranked
    group by
        site_name,
        primary_modality,
        arrival_month

)

select * from final
