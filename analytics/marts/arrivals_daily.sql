with arrivals as (

    select
        arrival_date,
        object_count,
        0 as rejected_count
    from study_objects

    union all

    select
        arrival_date,
        0 as object_count,
        1 as rejected_count
    from rejected_objects

),

final as (

    select
        cast(sum(object_count) as bigint) as instance_object_count,
        cast(sum(rejected_count) as bigint) as rejected_count,
        arrival_date
    from arrivals
    group by arrival_date

)

select * from final
