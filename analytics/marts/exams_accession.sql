with exams as (

    select * from exams

),

exam_accessions as (

    select * from exam_accessions

),

members as (

    select
        exam_accessions.accession_exam_id,
        exam_accessions.accession_pseudonym as named_accession_pseudonym,
        exam_accessions.exam_rank,
        exams.*
    from exam_accessions
    inner join exams
        on exam_accessions.exam_id = exams.exam_id

),

measures as (

    select
        accession_exam_id,
        count(*) as study_exam_count,
        bool_or(has_contrast) as has_contrast,
        min(exam_date) as exam_date,
        min(exam_start_local_at) as exam_start_local_at,
        min(exam_start_site_at) as exam_start_site_at,
        min(exam_start_at) as exam_start_at
    from members
    group by accession_exam_id

),

final as (

    select
        members.accession_exam_id as exam_id,
        members.study_instance_uid,
        members.patient_pseudonym,
        members.named_accession_pseudonym as accession_pseudonym,
        members.device_key,
        'accession' as counting_rule,
        members.primary_modality,
        members.modalities,
        members.procedure_codes,
        members.body_part_examined,
        members.patient_sex,
        members.device_name,
        members.institution_name,
        members.site_name,
        members.time_zone,
        members.patient_age_years,
        measures.study_exam_count,
        measures.has_contrast,
        measures.exam_date,
        members.study_date,
        measures.exam_start_local_at,
        measures.exam_start_site_at,
        measures.exam_start_at,
        members.first_arrived_at
    from members
    inner join measures
        on members.accession_exam_id = measures.accession_exam_id
    where members.exam_rank = 1

)

select * from final
