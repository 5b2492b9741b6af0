with exams as (

    select * from exams

),

study_accessions as (

    select * from study_accessions

),

-- An exam of radiotherapy images is one day of its study, so it has the accession numbers of that day.
named as (

    select distinct
        exams.exam_id,
        study_accessions.accession_pseudonym
    from exams
    inner join study_accessions
        on exams.study_instance_uid = study_accessions.study_instance_uid
    where
        exams.exam_id = exams.study_instance_uid
        or exams.exam_date is not distinct from study_accessions.series_date

),

linked as (

    select
        exams.*,
        named.accession_pseudonym as named_accession_pseudonym,
        case
            when named.accession_pseudonym is null then exams.exam_id
            when exams.exam_id = exams.study_instance_uid then named.accession_pseudonym
            else named.accession_pseudonym || '@' || coalesce(cast(exams.exam_date as varchar), 'unknown')
        end as accession_exam_id
    from exams
    left join named
        on exams.exam_id = named.exam_id

),

ranked as (

    select
        linked.*,
        row_number() over (
            partition by accession_exam_id
            order by
                case primary_modality when 'PT' then 0 when 'NM' then 1 else 2 end,
                exam_start_at nulls last,
                exam_date nulls last,
                exam_id
        ) as exam_rank,
        row_number() over (partition by exam_id order by accession_exam_id) as accession_rank
    from linked

),

final as (

    select
        exam_id,
        accession_exam_id,
        study_instance_uid,
        named_accession_pseudonym as accession_pseudonym,
        primary_modality,
        site_name,
        cast(exam_rank as integer) as exam_rank,
        cast(accession_rank as integer) as accession_rank,
        named_accession_pseudonym is null as is_fallback,
        exam_date
    from ranked

)

select * from final
