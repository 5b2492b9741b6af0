with instances as (

    select * from stg_instances

),

notes as (

    select
        source,
        object_id,
        sop_instance_uid,
        concept_name_code,
        referenced_sop_instance_uids
    from instances
    where
        sop_class_uid = '1.2.840.10008.5.1.4.1.1.88.59'
        and concept_name_code in ('DCM:113001', 'DCM:113037', 'DCM:113038')
        and referenced_sop_instance_uids is not null

),

final as (

    select distinct
        notes.sop_instance_uid as note_sop_instance_uid,
        named.rejected_sop_instance_uid,
        notes.concept_name_code
    from notes
    cross join unnest(split(notes.referenced_sop_instance_uids, '\')) as named (rejected_sop_instance_uid)

)

select * from final
