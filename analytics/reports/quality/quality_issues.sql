with period as (

    select
        cast(? as date) as period_start,
        cast(? as date) as period_end

),

issues as (

    select
        field_issues.issue_code,
        field_issues.keyword,
        field_issues.source,
        field_issues.object_id,
        case
            when
                field_issues.arrival_date >= period.period_start
                and field_issues.arrival_date < period.period_end
                then field_issues.object_id
        end as period_object_id
    from field_issues
    cross join period
    where field_issues.object_state = 'stored'

),

sums as (

    select
        issue_code,
        keyword,
        count(distinct object_id) as object_count,
        count(distinct period_object_id) as period_object_count
    from issues
    group by
        issue_code,
        keyword

),

final as (

    select
        issue_code,
        keyword,
        object_count,
        period_object_count
    from sums

)

select * from final
order by
    object_count desc,
    issue_code,
    keyword
