with dates as (

    select
        device_key,
        min(study_date) as first_study_date,
        max(study_date) as last_study_date,
        max(last_arrived_at) as device_arrived_at
    from series
    where acquired_image_count > 0
    group by device_key

),

-- The latest series of a device is one of its last day, and only these are sorted.
ranked as (

    select
        series.device_key,
        series.modality,
        series.manufacturer,
        series.manufacturer_model_name,
        series.station_name,
        series.site_name,
        series.study_date,
        dates.first_study_date,
        dates.device_arrived_at,
        row_number() over (
            partition by series.device_key
            order by series.last_arrived_at desc, series.series_instance_uid
        ) as series_rank
    from series
    inner join dates
        on series.device_key = dates.device_key
        and series.study_date is not distinct from dates.last_study_date
    where series.acquired_image_count > 0

),

final as (

    select
        device_key,
        modality,
        manufacturer,
        manufacturer_model_name,
        station_name,
        site_name,
        first_study_date,
        study_date as last_study_date,
        device_arrived_at as last_arrived_at
    from ranked
    where series_rank = 1

)

select * from final
