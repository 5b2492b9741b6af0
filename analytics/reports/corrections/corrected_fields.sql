with period as (

    select
        cast(? as date) as period_start,
        cast(? as date) as period_end,
        cast(? as varchar) as site_name

),

corrected as (

    select
        changes.source,
        changes.object_id,
        changes.order_key,
        coalesce(changes.study_instance_uid, changes.previous_study_instance_uid) as study_instance_uid,
        fields.changed_column
    from changes
    cross join period
    cross join unnest(split(changes.changed_columns, '\')) as fields (changed_column)
    where
        changes.arrival_date >= period.period_start
        and changes.arrival_date < period.period_end
        and changes.change_kind in ('corrected', 'moved')
        and (
            period.site_name is null
            or changes.site_name = period.site_name
        )

),

final as (

    select
        changed_column,
        count(*) as object_count,
        count(distinct study_instance_uid) as study_count
    from corrected
    group by changed_column

)

select * from final
order by
    study_count desc,
    object_count desc,
    changed_column
