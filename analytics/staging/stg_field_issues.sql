with objects as (

    select * from stg_objects

),

raw_issues as (

    select * from raw_field_issues
    where dt >= '0001-01-01'

),

readings as (

    select
        objects.source,
        objects.object_id,
        objects.object_state,
        raw_issues.issue_code,
        raw_issues.keyword,
        raw_issues.issue_number,
        row_number() over (
            partition by objects.source, objects.object_id, raw_issues.issue_number
            order by raw_issues.issue_code, raw_issues.keyword, raw_issues.dt
        ) as reading_rank
    from objects
    inner join raw_issues
        on objects.source = raw_issues.source
        and objects.object_id = raw_issues.object_id
        and objects.version_slot = coalesce(raw_issues.version_id, 'null')
        and objects.order_key = raw_issues.order_key
        and objects.extractor_version = raw_issues.extractor_version
        -- Files made before the column was there do not tell the readings apart.
        and objects.recorded_at = coalesce(raw_issues.recorded_at, objects.recorded_at)
    where objects.object_state <> 'pending'

),

final as (

    select
        source,
        object_id,
        object_state,
        issue_code,
        keyword,
        issue_number
    from readings
    where reading_rank = 1

)

select * from final
