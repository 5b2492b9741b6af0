with final as (

    select
        coalesce(study_instance_uid, previous_study_instance_uid) as study_instance_uid,
        change_kind,
        changed_columns,
        modality,
        site_name,
        count(*) as change_count,
        arrival_date
    from changes
    group by
        coalesce(study_instance_uid, previous_study_instance_uid),
        change_kind,
        changed_columns,
        modality,
        site_name,
        arrival_date

)

select * from final
