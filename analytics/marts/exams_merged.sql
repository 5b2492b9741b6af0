with exams as (

    select * from exams

),

exam_times as (

    select
        exam_id,
        coalesce(start_at, start_site_at) as start_at,
        case
            when is_usable then coalesce(end_at, end_site_at)
            else coalesce(start_at, start_site_at)
        end as end_at
    from exam_times

),

settings as (

    select * from stg_settings

),

timed as (

    select
        exams.*,
        exam_times.start_at,
        exam_times.end_at,
        exams.patient_pseudonym is not null
        and exams.device_key <> 'unknown'
        and exam_times.start_at is not null as is_mergeable
    from exams
    left join exam_times
        on exams.exam_id = exam_times.exam_id

),

following as (

    select
        exam_id,
        patient_pseudonym,
        device_key,
        start_at,
        max(end_at) over (
            partition by patient_pseudonym, device_key
            order by start_at, exam_id
            rows between unbounded preceding and 1 preceding
        ) as previous_end_at
    from timed
    where is_mergeable

),

begun as (

    select
        following.exam_id,
        following.patient_pseudonym,
        following.device_key,
        following.start_at,
        case
            when
                to_unixtime(following.start_at) - to_unixtime(following.previous_end_at)
                < 60 * settings.merge_gap_minutes
                then 0
            else 1
        end as is_beginning
    from following
    cross join settings

),

numbered as (

    select
        exam_id,
        patient_pseudonym,
        device_key,
        cast(
            sum(is_beginning) over (
                partition by patient_pseudonym, device_key
                order by start_at, exam_id
                rows between unbounded preceding and current row
            ) as bigint
        ) as visit_number
    from begun

),

visits as (

    select
        exam_id,
        min(exam_id) over (partition by patient_pseudonym, device_key, visit_number) as visit_id
    from numbered

),

members as (

    select
        timed.*,
        coalesce(visits.visit_id, timed.exam_id) as visit_id
    from timed
    left join visits
        on timed.exam_id = visits.exam_id

),

ranked as (

    select
        members.*,
        row_number() over (
            partition by visit_id
            order by
                case primary_modality when 'PT' then 0 when 'NM' then 1 else 2 end,
                start_at nulls last,
                exam_id
        ) as exam_rank
    from members

),

measures as (

    select
        visit_id,
        count(*) as study_exam_count,
        bool_or(has_contrast) as has_contrast,
        min(exam_date) as exam_date,
        min(exam_start_local_at) as exam_start_local_at,
        min(exam_start_site_at) as exam_start_site_at,
        min(exam_start_at) as exam_start_at
    from members
    group by visit_id

),

final as (

    select
        ranked.visit_id as exam_id,
        ranked.study_instance_uid,
        ranked.patient_pseudonym,
        ranked.accession_pseudonym,
        ranked.device_key,
        'merged' as counting_rule,
        ranked.primary_modality,
        ranked.modalities,
        ranked.procedure_codes,
        ranked.body_part_examined,
        ranked.patient_sex,
        ranked.device_name,
        ranked.institution_name,
        ranked.site_name,
        ranked.time_zone,
        ranked.patient_age_years,
        measures.study_exam_count,
        measures.has_contrast,
        measures.exam_date,
        ranked.study_date,
        measures.exam_start_local_at,
        measures.exam_start_site_at,
        measures.exam_start_at,
        ranked.first_arrived_at
    from ranked
    inner join measures
        on ranked.visit_id = measures.visit_id
    where ranked.exam_rank = 1

)

select * from final
