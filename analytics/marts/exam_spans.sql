with final as (

    select
        device_key,
        primary_modality,
        site_name,
        start_rule,
        end_rule,
        confidence,
        confidence_reason,
        duration_minutes,
        is_usable,
        exam_date,
        start_site_at,
        start_at,
        end_at
    from exam_times

)

select * from final
