with repeated_uids as (

    select from_big_endian_64(xxhash64(to_utf8(sop_instance_uid))) as uid_hash
    from stg_instances
    group by 1
    having count(*) > 1

),

candidates as (

    select
        instances.source,
        instances.object_id,
        instances.study_instance_uid,
        instances.series_instance_uid,
        instances.sop_instance_uid,
        instances.first_stored_at,
        instances.arrived_at
    from stg_instances as instances
    inner join repeated_uids
        on from_big_endian_64(xxhash64(to_utf8(instances.sop_instance_uid))) = repeated_uids.uid_hash

),

final as (

    select
        source,
        object_id,
        row_number() over (
            partition by study_instance_uid, sop_instance_uid
            order by first_stored_at, arrived_at, source, object_id
        ) as copy_number,
        count(*) over (partition by study_instance_uid, sop_instance_uid) as copy_count,
        count(*) over (
            partition by study_instance_uid, series_instance_uid, sop_instance_uid
        ) as series_copy_count,
        count(*) over (partition by sop_instance_uid) as sop_instance_uid_count
    from candidates

)

select * from final
