-- Which attributes are corrected, and in how many objects and studies?
with corrections as (

    select * from changes
    where change_kind = 'corrected'

),

final as (

    select
        named.column_name,
        count(*) as object_count,
        count(distinct corrections.study_instance_uid) as study_count
    from corrections
    cross join unnest(split(corrections.changed_columns, '\')) as named (column_name)
    group by named.column_name

)

select
    column_name,
    object_count,
    study_count
from final
order by
    object_count desc,
    column_name
