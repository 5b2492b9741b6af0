with totals as (

    select
        'instances' as mart,
        cast(count(*) as bigint) as row_count,
        cast(count(distinct study_instance_uid) as bigint) as study_count,
        cast(null as bigint) as exam_count,
        cast(count(*) filter (where is_counted) as bigint) as instance_count
    from instances

    union all

    select
        'series' as mart,
        cast(count(*) as bigint) as row_count,
        cast(null as bigint) as study_count,
        cast(null as bigint) as exam_count,
        cast(coalesce(sum(instance_count), 0) as bigint) as instance_count
    from series

    union all

    select
        'studies' as mart,
        cast(count(*) as bigint) as row_count,
        cast(count(*) as bigint) as study_count,
        cast(null as bigint) as exam_count,
        cast(coalesce(sum(instance_count), 0) as bigint) as instance_count
    from studies

    union all

    select
        'exams' as mart,
        cast(count(*) as bigint) as row_count,
        cast(null as bigint) as study_count,
        cast(count(*) as bigint) as exam_count,
        cast(null as bigint) as instance_count
    from exams

    union all

    select
        'rejected_objects' as mart,
        cast(count(*) as bigint) as row_count,
        cast(null as bigint) as study_count,
        cast(null as bigint) as exam_count,
        cast(null as bigint) as instance_count
    from rejected_objects

    union all

    select
        'pending_objects' as mart,
        cast(count(*) as bigint) as row_count,
        cast(null as bigint) as study_count,
        cast(null as bigint) as exam_count,
        cast(null as bigint) as instance_count
    from pending_objects

    union all

    select
        'field_issues' as mart,
        cast(count(*) as bigint) as row_count,
        cast(null as bigint) as study_count,
        cast(null as bigint) as exam_count,
        cast(null as bigint) as instance_count
    from field_issues

    union all

    select
        'volume_daily' as mart,
        cast(count(*) as bigint) as row_count,
        cast(coalesce(sum(study_count), 0) as bigint) as study_count,
        cast(coalesce(sum(exam_count), 0) as bigint) as exam_count,
        cast(coalesce(sum(instance_count), 0) as bigint) as instance_count
    from volume_daily

    union all

    select
        'studies_by_modality' as mart,
        cast(count(*) as bigint) as row_count,
        cast(coalesce(sum(study_count), 0) as bigint) as study_count,
        cast(coalesce(sum(exam_count), 0) as bigint) as exam_count,
        cast(coalesce(sum(instance_count), 0) as bigint) as instance_count
    from studies_by_modality

    union all

    select
        'studies_by_institution' as mart,
        cast(count(*) as bigint) as row_count,
        cast(coalesce(sum(study_count), 0) as bigint) as study_count,
        cast(coalesce(sum(exam_count), 0) as bigint) as exam_count,
        cast(coalesce(sum(instance_count), 0) as bigint) as instance_count
    from studies_by_institution

    union all

    select
        'studies_by_date' as mart,
        cast(count(*) as bigint) as row_count,
        cast(coalesce(sum(study_count), 0) as bigint) as study_count,
        cast(coalesce(sum(exam_count), 0) as bigint) as exam_count,
        cast(coalesce(sum(instance_count), 0) as bigint) as instance_count
    from studies_by_date

),

final as (

    select * from totals
    where row_count > 0

)

select * from final
