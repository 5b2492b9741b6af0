with images as (

    select
        device_key,
        series_instance_uid,
        modality,
        manufacturer,
        manufacturer_model_name,
        station_name,
        site_name,
        study_date,
        last_arrived_at
    from series
    where acquired_image_count > 0

),

dates as (

    select
        device_key,
        min(study_date) as first_study_date,
        max(study_date) as last_study_date,
        max(last_arrived_at) as device_arrived_at
    from images
    group by device_key

),

-- The latest series of a device is one of its last day, and only these are sorted.
ranked as (

    select
        images.*,
        dates.first_study_date,
        dates.device_arrived_at,
        row_number() over (
            partition by images.device_key
            order by images.last_arrived_at desc, images.series_instance_uid
        ) as series_rank
    from images
    inner join dates
        on images.device_key = dates.device_key
        and images.study_date is not distinct from dates.last_study_date

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
