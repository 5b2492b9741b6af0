with description_names as (

    select
        lower(trim(regexp_replace(study_description, '[ \t\r\n]+', ' '))) as description_key,
        min(exam_name) as exam_name
    from registry_procedures
    where lower(trim(regexp_replace(coalesce(study_description, ''), '[ \t\r\n]+', ' '))) <> ''
    group by lower(trim(regexp_replace(study_description, '[ \t\r\n]+', ' ')))

),

-- Only studies without a code are named by what was written in free text, and only where the registry knows any.
wanted as (

    select study_instance_uid
    from studies
    where
        procedure_codes is null
        and is_exam
        and exists (select 1 from description_names)

),

wanted_objects as (

    select
        instances.source,
        instances.object_id,
        instances.study_instance_uid,
        instances.order_key,
        instances.extractor_version
    from instances
    inner join wanted
        on instances.study_instance_uid = wanted.study_instance_uid

),

texts as (

    select distinct
        wanted_objects.study_instance_uid,
        raw_study_text.study_description
    from raw_study_text
    inner join wanted_objects
        on raw_study_text.source = wanted_objects.source
        and raw_study_text.object_id = wanted_objects.object_id
        and raw_study_text.order_key = wanted_objects.order_key
        and raw_study_text.extractor_version = wanted_objects.extractor_version
    where raw_study_text.dt >= '0001-01-01'

),

descriptions as (

    select
        study_instance_uid,
        min(lower(trim(regexp_replace(study_description, '[ \t\r\n]+', ' ')))) as description_key
    from texts
    group by study_instance_uid

),

final as (

    select
        descriptions.study_instance_uid,
        description_names.exam_name
    from descriptions
    inner join description_names
        on descriptions.description_key = description_names.description_key

)

select * from final
