with period as (

    select
        cast(? as date) as period_start,
        cast(? as date) as period_end,
        cast(? as varchar) as site_name

),

final as (

    select
        restatement.modality,
        restatement.site_name,
        restatement.then_count,
        restatement.now_count,
        restatement.now_count - restatement.then_count as difference,
        concat_ws(
            ', ',
            case
                when restatement.arrived_late_count > 0 then cast(restatement.arrived_late_count as varchar) || ' more: arrived late'
                when restatement.arrived_late_count < 0 then cast(-restatement.arrived_late_count as varchar) || ' fewer: arrived late'
            end,
            case
                when restatement.restored_count > 0 then cast(restatement.restored_count as varchar) || ' more: restored'
                when restatement.restored_count < 0 then cast(-restatement.restored_count as varchar) || ' fewer: restored'
            end,
            case
                when restatement.deleted_count > 0 then cast(restatement.deleted_count as varchar) || ' more: deleted'
                when restatement.deleted_count < 0 then cast(-restatement.deleted_count as varchar) || ' fewer: deleted'
            end,
            case
                when restatement.rejected_count > 0 then cast(restatement.rejected_count as varchar) || ' more: rejected'
                when restatement.rejected_count < 0 then cast(-restatement.rejected_count as varchar) || ' fewer: rejected'
            end,
            case
                when restatement.date_corrected_count > 0 then cast(restatement.date_corrected_count as varchar) || ' more: by a corrected date'
                when restatement.date_corrected_count < 0 then cast(-restatement.date_corrected_count as varchar) || ' fewer: by a corrected date'
            end,
            case
                when restatement.modality_corrected_count > 0 then cast(restatement.modality_corrected_count as varchar) || ' more: by a corrected modality'
                when restatement.modality_corrected_count < 0 then cast(-restatement.modality_corrected_count as varchar) || ' fewer: by a corrected modality'
            end,
            case
                when restatement.site_corrected_count > 0 then cast(restatement.site_corrected_count as varchar) || ' more: by a corrected site'
                when restatement.site_corrected_count < 0 then cast(-restatement.site_corrected_count as varchar) || ' fewer: by a corrected site'
            end,
            case
                when restatement.study_corrected_count > 0 then cast(restatement.study_corrected_count as varchar) || ' more: joined to another study'
                when restatement.study_corrected_count < 0 then cast(-restatement.study_corrected_count as varchar) || ' fewer: joined to another study'
            end,
            case
                when restatement.other_corrected_count > 0 then cast(restatement.other_corrected_count as varchar) || ' more: by another correction'
                when restatement.other_corrected_count < 0 then cast(-restatement.other_corrected_count as varchar) || ' fewer: by another correction'
            end
        ) as reason,
        restatement.exam_month
    from restatement
    cross join period
    where
        restatement.exam_month < period.period_end
        and restatement.exam_month >= date_add('month', -12, cast(date_trunc('month', period.period_start) as date))
        and (
            restatement.now_count <> restatement.then_count
            or restatement.arrived_late_count <> 0
            or restatement.restored_count <> 0
            or restatement.date_corrected_count <> 0
        )
        and (
            period.site_name is null
            or restatement.site_name = period.site_name
        )

)

select * from final
order by
    exam_month desc,
    modality,
    site_name
