with period as (

    select
        cast(? as date) as period_start,
        cast(? as date) as period_end,
        cast(? as varchar) as site_name

),

code_names as (

    select
        procedure_code,
        min(exam_name) as exam_name
    from registry_procedures
    where procedure_code is not null
    group by procedure_code

),

period_exams as (

    select
        exam_doses.primary_modality as modality,
        exam_doses.procedure_codes,
        exam_doses.shared_study_instance_uid,
        exam_doses.dose_ctdivol_max_mgy,
        exam_doses.dose_ctdivol_phantom_code,
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
named as (

    select
        period_exams.modality,
        coalesce(code_names.exam_name, period_exams.procedure_codes, 'No type known') as exam_name,
        period_exams.dose_ctdivol_max_mgy as ctdivol_mgy,
        case
            when period_exams.dose_ctdivol_phantom_code = 'DCM:113690' then '16 cm'
            when period_exams.dose_ctdivol_phantom_code = 'DCM:113691' then '32 cm'
            when period_exams.dose_ctdivol_phantom_code is not null then period_exams.dose_ctdivol_phantom_code
            else 'not stated'
        end as phantom_name
    from period_exams
    left join code_names
        on element_at(split(period_exams.procedure_codes, '\'), 1) = code_names.procedure_code
    where
        period_exams.shared_study_instance_uid is null
        or period_exams.study_exam_rank = 1

),

type_counts as (

    select
        modality,
        exam_name,
        count(*) as exam_count
    from named
    group by
        modality,
        exam_name

),

coverage as (

    select
        nullif(count(*) filter (where modality = 'CT'), 0) as ct_exam_count,
        count(ctdivol_mgy) filter (where modality = 'CT') as ct_stated_exam_count
    from named

),

ranked as (

    select
        modality,
        exam_name,
        phantom_name,
        ctdivol_mgy,
        row_number() over (partition by modality, exam_name, phantom_name order by ctdivol_mgy) as value_rank,
        count(*) over (partition by modality, exam_name, phantom_name) as value_count
    from named
    where ctdivol_mgy is not null

),

medians as (

    select
        modality,
        exam_name,
        phantom_name,
        count(*) as stated_exam_count,
        min(case when value_rank * 2 >= value_count then ctdivol_mgy end) as median_mgy,
        min(case when value_rank * 4 >= value_count * 3 then ctdivol_mgy end) as p75_mgy
    from ranked
    group by
        modality,
        exam_name,
        phantom_name

),

-- One row without a type where no exam states any, so that the coverage is always there.
final as (

    select
        medians.modality,
        medians.exam_name,
        medians.phantom_name,
        type_counts.exam_count,
        medians.stated_exam_count,
        cast(medians.stated_exam_count as double) / type_counts.exam_count as stated_share,
        medians.median_mgy,
        medians.p75_mgy,
        coverage.ct_exam_count,
        coverage.ct_stated_exam_count,
        medians.exam_name is not null as is_type
    from coverage
    left join medians
        on true
    left join type_counts
        on medians.modality = type_counts.modality
        and medians.exam_name = type_counts.exam_name

)

select * from final
order by
    stated_exam_count desc nulls last,
    modality,
    exam_name,
    phantom_name
