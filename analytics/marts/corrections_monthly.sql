with changes as (

    select * from changes

),

final as (

    select
        modality,
        site_name,
        institution_name,
        count(*) as change_count,
        count(*) filter (where change_kind = 'resent') as resent_count,
        count(*) filter (where change_kind = 'corrected') as corrected_count,
        count(*) filter (where change_kind = 'moved') as moved_count,
        count(*) filter (where change_kind = 'removed') as removed_count,
        count(*) filter (where change_kind = 'restored') as restored_count,
        count(*) filter (where change_kind = 'repaired') as repaired_count,
        count(*) filter (where change_kind = 'rejected') as rejected_count,
        count(distinct coalesce(study_instance_uid, previous_study_instance_uid)) as study_count,
        cast(date_trunc('month', arrival_date) as date) as arrival_month
    from changes
    group by
        modality,
        site_name,
        institution_name,
        cast(date_trunc('month', arrival_date) as date)

)

select * from final
