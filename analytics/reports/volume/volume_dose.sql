with period as (

    select
        cast(? as date) as period_start,
        cast(? as date) as period_end,
        cast(? as varchar) as site_name

),

period_exams as (

    select
        exam_doses.primary_modality as modality,
        exam_doses.shared_study_instance_uid,
        exam_doses.dose_dlp_total_mgy_cm,
        exam_doses.dose_dap_total_gy_cm2,
        exam_doses.dose_rp_total_mgy,
        exam_doses.dose_fluoro_time_s,
        row_number() over (partition by exam_doses.shared_study_instance_uid order by exam_doses.exam_date)
            as study_exam_rank
    from exam_doses
    cross join period
    where
        exam_doses.exam_date >= period.period_start
        and exam_doses.exam_date < period.period_end
        and (period.site_name is null or exam_doses.site_name = period.site_name)

),

-- A study is that of its first exam; radiotherapy images make one each day.
doses as (

    select * from period_exams
    where
        shared_study_instance_uid is null
        or study_exam_rank = 1

),

stated as (

    select
        doses.modality,
        quantities.quantity_name,
        quantities.value_unit,
        quantities.quantity_rank,
        case quantities.quantity_name
            when 'dlp' then doses.dose_dlp_total_mgy_cm
            when 'dap' then doses.dose_dap_total_gy_cm2
            when 'rp' then doses.dose_rp_total_mgy
            else doses.dose_fluoro_time_s
        end as stated_value
    from doses
    cross join (
        values
        (1, 'dlp', 'mGy·cm'),
        (2, 'dap', 'Gy·cm²'),
        (3, 'rp', 'mGy'),
        (4, 'fluoro', 's')
    ) as quantities (quantity_rank, quantity_name, value_unit)

),

ranked as (

    select
        modality,
        quantity_name,
        value_unit,
        quantity_rank,
        stated_value,
        row_number() over (partition by modality, quantity_name order by stated_value) as value_rank,
        count(*) over (partition by modality, quantity_name) as value_count
    from stated
    where stated_value is not null

),

final as (

    select
        modality,
        quantity_name,
        count(*) as study_count,
        min(case when value_rank * 2 >= value_count then stated_value end) as median_value,
        min(case when value_rank * 4 >= value_count * 3 then stated_value end) as p75_value,
        value_unit
    from ranked
    group by
        modality,
        quantity_name,
        value_unit,
        quantity_rank

)

select * from final
order by
    modality,
    quantity_name
