with period as (

    select
        cast(? as date) as period_start,
        cast(? as date) as period_end,
        cast(? as date) as previous_start,
        cast(? as varchar) as site_name

),

period_exams as (

    select
        counted_exams.study_instance_uid,
        counted_exams.procedure_codes,
        case when counted_exams.exam_date >= period.period_start then 1 else 0 end as exams,
        case when counted_exams.exam_date < period.period_start then 1 else 0 end as previous_exams,
        case
            when counted_exams.exam_date >= period.period_start and counted_exams.has_contrast then 1
            else 0
        end as contrast_exams
    from counted_exams
    cross join period
    where
        counted_exams.exam_date >= period.previous_start
        and counted_exams.exam_date < period.period_end
        and (period.site_name is null or counted_exams.site_name = period.site_name)

),

code_names as (

    select
        procedure_code,
        min(exam_name) as exam_name
    from registry_procedures
    where procedure_code is not null
    group by procedure_code

),

named as (

    select
        coalesce(code_names.exam_name, period_exams.procedure_codes, described_studies.exam_name) as exam_name,
        period_exams.exams,
        period_exams.previous_exams,
        period_exams.contrast_exams
    from period_exams
    left join code_names
        on element_at(split(period_exams.procedure_codes, '\'), 1) = code_names.procedure_code
    left join described_studies
        on period_exams.study_instance_uid = described_studies.study_instance_uid

),

types as (

    select
        exam_name,
        cast(sum(exams) as bigint) as exam_count,
        cast(sum(previous_exams) as bigint) as previous_exam_count,
        cast(sum(contrast_exams) as bigint) as contrast_exam_count,
        row_number() over (
            order by exam_name is null, sum(exams) desc, exam_name
        ) as name_rank
    from named
    group by exam_name

),

-- Ten by name, the others, and those without a name; then all.
listed as (

    select
        case
            when exam_name is null then 12
            when name_rank <= 10 and exam_count > 0 then name_rank
            else 11
        end as type_rank,
        exam_name,
        exam_count,
        previous_exam_count,
        contrast_exam_count
    from types

),

sums as (

    select
        type_rank,
        min(exam_name) as exam_name,
        count(*) filter (where exam_count > 0) as type_count,
        cast(sum(exam_count) as bigint) as exam_count,
        cast(sum(previous_exam_count) as bigint) as previous_exam_count,
        cast(sum(contrast_exam_count) as bigint) as contrast_exam_count,
        grouping(type_rank) = 1 as is_total
    from listed
    group by grouping sets ((type_rank), ())

),

final as (

    select
        case
            when type_rank <= 10 then exam_name
            when type_rank = 11 then 'Other types (' || cast(type_count as varchar) || ')'
            when type_rank = 12 then 'No type known'
        end as exam_name,
        exam_count,
        case when max(previous_exam_count) over () > 0 then previous_exam_count end as previous_exam_count,
        contrast_exam_count,
        nullif(max(exam_count) over (), 0) as total_exam_count,
        is_total,
        max(exam_count) over () > 0 as has_exams,
        type_rank
    from sums

)

select * from final
order by
    is_total,
    type_rank
