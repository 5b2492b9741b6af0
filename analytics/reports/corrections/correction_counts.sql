with period as (

    select
        cast(? as date) as period_start,
        cast(? as date) as period_end,
        cast(? as varchar) as site_name

),

period_changes as (

    select
        changes.change_kind,
        changes.modality,
        changes.site_name,
        coalesce(changes.study_instance_uid, changes.previous_study_instance_uid) as study_instance_uid
    from changes
    cross join period
    where
        changes.arrival_date >= period.period_start
        and changes.arrival_date < period.period_end
        and (
            period.site_name is null
            or changes.site_name = period.site_name
        )

),

final as (

    select
        case when grouping(modality) = 1 then 'all' else modality end as modality,
        case when grouping(site_name) = 1 then 'all' else site_name end as site_name,
        count(*) as change_count,
        count(*) filter (where change_kind = 'resent') as resent_count,
        count(*) filter (where change_kind = 'corrected') as corrected_count,
        count(*) filter (where change_kind = 'moved') as moved_count,
        count(*) filter (where change_kind = 'removed') as removed_count,
        count(*) filter (where change_kind = 'restored') as restored_count,
        count(*) filter (where change_kind = 'repaired') as repaired_count,
        count(*) filter (where change_kind = 'rejected') as rejected_count,
        count(distinct study_instance_uid) as study_count,
        grouping(modality) = 1 as is_total
    from period_changes
    group by grouping sets ((modality, site_name), ())

)

select * from final
order by
    is_total,
    change_count desc,
    modality,
    site_name
