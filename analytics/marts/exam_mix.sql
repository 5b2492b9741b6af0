with exams as (

    select * from exams

),

texts as (

    select * from stg_text

),

procedures as (

    select
        procedure_code,
        lower(trim(regexp_replace(coalesce(study_description, ''), '[ \t\r\n]+', ' '))) as description_key,
        exam_name
    from registry_procedures

),

descriptions as (

    select
        study_instance_uid,
        min(lower(trim(regexp_replace(coalesce(study_description, ''), '[ \t\r\n]+', ' ')))) as description_key
    from texts
    where study_description is not null
    group by study_instance_uid

),

code_names as (

    select
        procedure_code,
        min(exam_name) as exam_name
    from procedures
    where procedure_code is not null
    group by procedure_code

),

description_names as (

    select
        description_key,
        min(exam_name) as exam_name
    from procedures
    where description_key <> ''
    group by description_key

),

named as (

    select
        exams.primary_modality,
        exams.site_name,
        exams.has_contrast,
        exams.exam_date,
        coalesce(code_names.exam_name, exams.procedure_codes, description_names.exam_name, 'unmapped') as exam_name,
        case
            when code_names.exam_name is not null then 'code_name'
            when exams.procedure_codes is not null then 'code'
            when description_names.exam_name is not null then 'description'
            else 'unmapped'
        end as name_rule
    from exams
    left join descriptions
        on exams.study_instance_uid = descriptions.study_instance_uid
    left join code_names
        on element_at(split(exams.procedure_codes, '\'), 1) = code_names.procedure_code
    left join description_names
        on descriptions.description_key = description_names.description_key

),

final as (

    select
        exam_name,
        name_rule,
        primary_modality as modality,
        site_name,
        count(*) as exam_count,
        count(*) filter (where has_contrast) as contrast_exam_count,
        cast(date_trunc('month', exam_date) as date) as exam_month
    from named
    group by
        exam_name,
        name_rule,
        primary_modality,
        site_name,
        cast(date_trunc('month', exam_date) as date)

)

select * from final
