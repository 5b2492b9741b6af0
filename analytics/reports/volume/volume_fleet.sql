with period as (

    select
        cast(? as date) as period_start,
        cast(? as date) as period_end,
        cast(? as date) as previous_start,
        cast(? as varchar) as site_name

),

device_exams as (

    select
        coalesce(counted_exams.device_key, 'unknown') as device_key,
        counted_exams.site_name,
        counted_exams.primary_modality,
        count(*) filter (where counted_exams.exam_date >= period.period_start) as exam_count,
        count(*) filter (where counted_exams.exam_date < period.period_start) as previous_exam_count
    from counted_exams
    cross join period
    where
        counted_exams.exam_date >= period.previous_start
        and counted_exams.exam_date < period.period_end
        and (period.site_name is null or counted_exams.site_name = period.site_name)
    group by
        coalesce(counted_exams.device_key, 'unknown'),
        counted_exams.site_name,
        counted_exams.primary_modality

),

-- A device counts once, where and as what it did most.
devices as (

    select
        device_exams.device_key,
        device_exams.site_name,
        coalesce(registry_devices.modality, device_exams.primary_modality) as modality,
        sum(device_exams.exam_count) over (partition by device_exams.device_key) as exam_count,
        sum(device_exams.previous_exam_count) over (partition by device_exams.device_key) as previous_exam_count,
        device_series.first_study_date >= period.period_start as is_new,
        row_number() over (
            partition by device_exams.device_key
            order by
                device_exams.exam_count desc,
                device_exams.previous_exam_count desc,
                device_exams.site_name,
                device_exams.primary_modality
        ) as place_rank
    from device_exams
    cross join period
    left join registry_devices
        on device_exams.device_key = registry_devices.device_id
    left join device_series
        on device_exams.device_key = device_series.device_key

),

sums as (

    select
        modality,
        site_name,
        count(*) filter (where exam_count > 0) as device_count,
        count(*) filter (where exam_count > 0 and is_new) as new_count,
        count(*) filter (where exam_count = 0 and previous_exam_count > 0) as gone_count,
        cast(sum(exam_count) as bigint) as exam_count,
        grouping(modality) = 1 as is_total
    from devices
    where place_rank = 1
    group by grouping sets ((modality, site_name), ())

),

final as (

    select
        modality,
        site_name,
        device_count,
        new_count,
        gone_count,
        exam_count,
        nullif(max(new_count) over (), 0) as new_device_count,
        nullif(max(gone_count) over (), 0) as gone_device_count,
        is_total
    from sums

)

select * from final
order by
    is_total,
    modality,
    site_name
