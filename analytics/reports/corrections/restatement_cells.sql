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
            case when restatement.arrived_late_count <> 0 then case when restatement.arrived_late_count > 0 then '+' else '' end || cast(restatement.arrived_late_count as varchar) || ' arrived late' end,
            case when restatement.restored_count <> 0 then case when restatement.restored_count > 0 then '+' else '' end || cast(restatement.restored_count as varchar) || ' restored' end,
            case when restatement.deleted_count <> 0 then case when restatement.deleted_count > 0 then '+' else '' end || cast(restatement.deleted_count as varchar) || ' deleted' end,
            case when restatement.rejected_count <> 0 then case when restatement.rejected_count > 0 then '+' else '' end || cast(restatement.rejected_count as varchar) || ' rejected' end,
            case when restatement.date_corrected_count <> 0 then case when restatement.date_corrected_count > 0 then '+' else '' end || cast(restatement.date_corrected_count as varchar) || ' by a corrected date' end,
            case when restatement.modality_corrected_count <> 0 then case when restatement.modality_corrected_count > 0 then '+' else '' end || cast(restatement.modality_corrected_count as varchar) || ' by a corrected modality' end,
            case when restatement.site_corrected_count <> 0 then case when restatement.site_corrected_count > 0 then '+' else '' end || cast(restatement.site_corrected_count as varchar) || ' by a corrected site' end,
            case when restatement.study_corrected_count <> 0 then case when restatement.study_corrected_count > 0 then '+' else '' end || cast(restatement.study_corrected_count as varchar) || ' joined to another study' end,
            case when restatement.other_corrected_count <> 0 then case when restatement.other_corrected_count > 0 then '+' else '' end || cast(restatement.other_corrected_count as varchar) || ' by another correction' end
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
