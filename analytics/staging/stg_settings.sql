with settings as (

    select * from registry_settings

),

final as (

    select
        coalesce(max(case when setting_name = 'merge_gap_minutes' then setting_value end), 20.0e0)
            as merge_gap_minutes,
        coalesce(max(case when setting_name = 'idle_gap_minutes' then setting_value end), 120.0e0)
            as idle_gap_minutes,
        coalesce(max(case when setting_name = 'longest_exam_minutes' then setting_value end), 360.0e0)
            as longest_exam_minutes
    from settings

)

select * from final
