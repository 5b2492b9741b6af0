with restated as (

    select
        exam_month,
        modality,
        site_name,
        cast(sum(then_count) as bigint) as then_count,
        cast(sum(now_count) as bigint) as now_count,
        cast(sum(case when reason = 'arrived_late' then now_count - then_count else 0 end) as bigint)
            as arrived_late_count,
        cast(sum(case when reason = 'restored' then now_count - then_count else 0 end) as bigint) as restored_count,
        cast(sum(case when reason = 'deleted' then now_count - then_count else 0 end) as bigint) as deleted_count,
        cast(sum(case when reason = 'rejected' then now_count - then_count else 0 end) as bigint) as rejected_count,
        cast(sum(case when reason = 'date_corrected' then now_count - then_count else 0 end) as bigint)
            as date_corrected_count,
        cast(sum(case when reason = 'modality_corrected' then now_count - then_count else 0 end) as bigint)
            as modality_corrected_count,
        cast(sum(case when reason = 'site_corrected' then now_count - then_count else 0 end) as bigint)
            as site_corrected_count,
        cast(sum(case when reason = 'study_corrected' then now_count - then_count else 0 end) as bigint)
            as study_corrected_count,
        cast(sum(case when reason = 'other_corrected' then now_count - then_count else 0 end) as bigint)
            as other_corrected_count
    from restated_exams
    group by
        exam_month,
        modality,
        site_name

),

due_months as (

    select
        month_date,
        min(due_at) as due_at
    from stg_restated_studies
    group by month_date

),

counted as (

    select
        cast(date_trunc('month', exam_date) as date) as exam_month,
        primary_modality as modality,
        site_name,
        count(*) as exam_count
    from exams
    where exam_date is not null
    group by
        cast(date_trunc('month', exam_date) as date),
        primary_modality,
        site_name

),

cells as (

    select
        exam_month,
        modality,
        site_name
    from counted
    union
    select
        exam_month,
        modality,
        site_name
    from restated

),

final as (

    select
        cells.modality,
        cells.site_name,
        coalesce(counted.exam_count, 0) - coalesce(restated.now_count, 0) + coalesce(restated.then_count, 0)
            as then_count,
        coalesce(counted.exam_count, 0) as now_count,
        coalesce(restated.arrived_late_count, 0) as arrived_late_count,
        coalesce(restated.restored_count, 0) as restored_count,
        coalesce(restated.deleted_count, 0) as deleted_count,
        coalesce(restated.rejected_count, 0) as rejected_count,
        coalesce(restated.date_corrected_count, 0) as date_corrected_count,
        coalesce(restated.modality_corrected_count, 0) as modality_corrected_count,
        coalesce(restated.site_corrected_count, 0) as site_corrected_count,
        coalesce(restated.study_corrected_count, 0) as study_corrected_count,
        coalesce(restated.other_corrected_count, 0) as other_corrected_count,
        cells.exam_month,
        due_months.due_at
    from cells
    inner join due_months
        on cells.exam_month = due_months.month_date
    left join counted
        on cells.exam_month = counted.exam_month
        and cells.modality = counted.modality
        and cells.site_name = counted.site_name
    left join restated
        on cells.exam_month = restated.exam_month
        and cells.modality = restated.modality
        and cells.site_name = restated.site_name

)

select * from final
