with period as (

    select
        cast(? as date) as period_start,
        cast(? as date) as period_end,
        cast(? as varchar) as site_name

),

months as (

    select
        cast(date_trunc('month', exams.exam_date) as date) as exam_month,
        count(*) as exam_count
    from exams
    cross join period
    where
        exams.exam_date < period.period_end
        and exams.exam_date >= date_add('month', -12, cast(date_trunc('month', period.period_start) as date))
        and (
            period.site_name is null
            or exams.site_name = period.site_name
        )
    group by cast(date_trunc('month', exams.exam_date) as date)

),

restated as (

    select
        restatement.exam_month,
        cast(sum(restatement.then_count) as bigint) as then_count,
        cast(sum(restatement.now_count) as bigint) as now_count,
        cast(sum(restatement.arrived_late_count) as bigint) as arrived_late_count,
        cast(sum(restatement.restored_count) as bigint) as restored_count,
        cast(sum(restatement.deleted_count) as bigint) as deleted_count,
        cast(sum(restatement.rejected_count) as bigint) as rejected_count,
        cast(sum(restatement.date_corrected_count) as bigint) as date_corrected_count,
        cast(sum(restatement.modality_corrected_count) as bigint) as modality_corrected_count,
        cast(sum(restatement.site_corrected_count) as bigint) as site_corrected_count,
        cast(sum(restatement.study_corrected_count) as bigint) as study_corrected_count,
        cast(sum(restatement.other_corrected_count) as bigint) as other_corrected_count
    from restatement
    cross join period
    where
        period.site_name is null
        or restatement.site_name = period.site_name
    group by restatement.exam_month

),

lake_ends as (

    select
        min(first_recorded_at) as first_recorded_at,
        max(last_recorded_at) as last_recorded_at
    from stg_event_days

),

due_months as (

    select
        exam_month,
        exam_count,
        date_add('hour', 30, cast(date_add('month', 1, exam_month) as timestamp)) as due_at
    from months

),

judged as (

    select
        due_months.exam_month,
        due_months.exam_count,
        due_months.due_at,
        due_months.due_at >= lake_ends.first_recorded_at
        and due_months.due_at <= lake_ends.last_recorded_at as is_reported,
        due_months.exam_month >= date_add('month', -3, cast(date_trunc('month', period.period_start) as date))
        and due_months.exam_month < cast(date_trunc('month', period.period_start) as date) as is_recent,
        restated.then_count,
        coalesce(restated.arrived_late_count, 0) as arrived_late_count,
        coalesce(restated.restored_count, 0) as restored_count,
        coalesce(restated.deleted_count, 0) as deleted_count,
        coalesce(restated.rejected_count, 0) as rejected_count,
        coalesce(restated.date_corrected_count, 0) as date_corrected_count,
        coalesce(restated.modality_corrected_count, 0) as modality_corrected_count,
        coalesce(restated.site_corrected_count, 0) as site_corrected_count,
        coalesce(restated.study_corrected_count, 0) as study_corrected_count,
        coalesce(restated.other_corrected_count, 0) as other_corrected_count,
        restated.exam_month is not null as has_changes
    from due_months
    cross join lake_ends
    cross join period
    left join restated
        on due_months.exam_month = restated.exam_month

),

final as (

    select
        case
            when not is_reported then 'not reported: the lake was not there yet, or the report is not due'
            else nullif(concat_ws(
            ', ',
            case
                when arrived_late_count > 0 then cast(arrived_late_count as varchar) || ' more: arrived late'
                when arrived_late_count < 0 then cast(-arrived_late_count as varchar) || ' fewer: arrived late'
            end,
            case
                when restored_count > 0 then cast(restored_count as varchar) || ' more: restored'
                when restored_count < 0 then cast(-restored_count as varchar) || ' fewer: restored'
            end,
            case
                when deleted_count > 0 then cast(deleted_count as varchar) || ' more: deleted'
                when deleted_count < 0 then cast(-deleted_count as varchar) || ' fewer: deleted'
            end,
            case
                when rejected_count > 0 then cast(rejected_count as varchar) || ' more: rejected'
                when rejected_count < 0 then cast(-rejected_count as varchar) || ' fewer: rejected'
            end,
            case
                when date_corrected_count > 0 then cast(date_corrected_count as varchar) || ' more: by a corrected date'
                when date_corrected_count < 0 then cast(-date_corrected_count as varchar) || ' fewer: by a corrected date'
            end,
            case
                when modality_corrected_count > 0 then cast(modality_corrected_count as varchar) || ' more: by a corrected modality'
                when modality_corrected_count < 0 then cast(-modality_corrected_count as varchar) || ' fewer: by a corrected modality'
            end,
            case
                when site_corrected_count > 0 then cast(site_corrected_count as varchar) || ' more: by a corrected site'
                when site_corrected_count < 0 then cast(-site_corrected_count as varchar) || ' fewer: by a corrected site'
            end,
            case
                when study_corrected_count > 0 then cast(study_corrected_count as varchar) || ' more: joined to another study'
                when study_corrected_count < 0 then cast(-study_corrected_count as varchar) || ' fewer: joined to another study'
            end,
            case
                when other_corrected_count > 0 then cast(other_corrected_count as varchar) || ' more: by another correction'
                when other_corrected_count < 0 then cast(-other_corrected_count as varchar) || ' fewer: by another correction'
            end
        ), '')
        end as reason,
        case
            when not is_reported then null
            when has_changes then then_count
            else exam_count
        end as then_count,
        exam_count as now_count,
        case
            when not is_reported then null
            when has_changes then exam_count - then_count
            else 0
        end as difference,
        arrived_late_count,
        restored_count,
        deleted_count,
        rejected_count,
        date_corrected_count,
        modality_corrected_count,
        site_corrected_count,
        study_corrected_count,
        other_corrected_count,
        is_reported,
        is_recent,
        exam_month,
        due_at
    from judged

)

select * from final
order by exam_month
