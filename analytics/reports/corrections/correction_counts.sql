with period as (

    select
        cast(? as date) as period_start,
        cast(? as date) as period_end,
        cast(? as varchar) as site_name

),

period_changes as (

    select
        study_corrections.change_kind,
        study_corrections.modality,
        study_corrections.site_name,
        study_corrections.study_instance_uid,
        study_corrections.change_count
    from study_corrections
    cross join period
    where
        study_corrections.arrival_date >= period.period_start
        and study_corrections.arrival_date < period.period_end
        and (
            period.site_name is null
            or study_corrections.site_name = period.site_name
        )

),

final as (

    select
        case when grouping(modality) = 1 then 'all' else modality end as modality,
        case when grouping(site_name) = 1 then 'all' else site_name end as site_name,
        coalesce(cast(sum(change_count) as bigint), 0) as change_count,
        coalesce(cast(sum(change_count) filter (where change_kind = 'resent') as bigint), 0) as resent_count,
        coalesce(cast(sum(change_count) filter (where change_kind = 'corrected') as bigint), 0) as corrected_count,
        coalesce(cast(sum(change_count) filter (where change_kind = 'moved') as bigint), 0) as moved_count,
        coalesce(cast(sum(change_count) filter (where change_kind = 'removed') as bigint), 0) as removed_count,
        coalesce(cast(sum(change_count) filter (where change_kind = 'restored') as bigint), 0) as restored_count,
        coalesce(cast(sum(change_count) filter (where change_kind = 'repaired') as bigint), 0) as repaired_count,
        coalesce(cast(sum(change_count) filter (where change_kind = 'rejected') as bigint), 0) as rejected_count,
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
