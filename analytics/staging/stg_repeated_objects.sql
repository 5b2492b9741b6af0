with keys as (

    select from_big_endian_64(xxhash64(to_utf8(object_id))) as object_hash
    from raw_study_events
    where dt >= '0001-01-01'

),

final as (

    select object_hash
    from keys
    group by object_hash
    having count(*) > 1

)

select * from final
