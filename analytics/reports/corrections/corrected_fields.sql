with period as (

    select
        cast(? as date) as period_start,
        cast(? as date) as period_end,
        cast(? as varchar) as site_name

),

corrected as (

    select
        study_corrections.study_instance_uid,
        study_corrections.change_count,
        fields.changed_column
    from study_corrections
    cross join period
    cross join unnest(split(study_corrections.changed_columns, '\')) as fields (changed_column)
    where
        study_corrections.arrival_date >= period.period_start
        and study_corrections.arrival_date < period.period_end
        and study_corrections.change_kind in ('corrected', 'moved')
        and (
            period.site_name is null
            or study_corrections.site_name = period.site_name
        )

),

final as (

    select
        changed_column,
        cast(sum(change_count) as bigint) as object_count,
        count(distinct study_instance_uid) as study_count
    from corrected
    group by changed_column

)

select * from final
order by
    study_count desc,
    object_count desc,
    changed_column
