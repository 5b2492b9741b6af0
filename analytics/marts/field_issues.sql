with issues as (

    select * from stg_field_issues

),

instances as (

    select * from instances

),

final as (

    select
        issues.source,
        issues.object_id,
        instances.study_instance_uid,
        instances.series_instance_uid,
        instances.sop_instance_uid,
        instances.device_key,
        issues.issue_code,
        issues.keyword,
        instances.modality,
        instances.manufacturer,
        instances.manufacturer_model_name,
        instances.institution_name,
        instances.site_name,
        issues.object_state,
        issues.issue_number,
        instances.study_date,
        instances.arrival_date
    from issues
    left join instances
        on issues.source = instances.source
        and issues.object_id = instances.object_id

)

select * from final
