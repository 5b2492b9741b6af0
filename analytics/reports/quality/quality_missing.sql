with checks as (

    select
        quality.subject as attribute_name,
        quality.device_key,
        coalesce(device_labels.device_label, quality.device_key) as device_label,
        quality.object_count,
        quality.affected_count
    from quality
    left join device_labels
        on quality.device_key = device_labels.device_key
    where quality.check_kind = 'missing'

),

by_device as (

    select
        attribute_name,
        device_label,
        cast(sum(object_count) as bigint) as object_count,
        cast(sum(affected_count) as bigint) as missing_count
    from checks
    group by
        attribute_name,
        device_label

),

ranked as (

    select
        by_device.*,
        row_number() over (
            partition by attribute_name
            order by missing_count desc, device_label
        ) as device_rank
    from by_device

),

final as (

    select
        attribute_name,
        max(case when device_rank = 1 and missing_count > 0 then device_label end) as most_device,
        cast(sum(object_count) as bigint) as object_count,
        cast(sum(missing_count) as bigint) as missing_count,
        max(case when device_rank = 1 then missing_count end) as most_device_count
    from ranked
    group by attribute_name
    having sum(missing_count) > 0

)

select * from final
order by
    missing_count desc,
    attribute_name
