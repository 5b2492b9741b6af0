with studies as (

    select * from studies
    where patient_pseudonym is not null

),

exams as (

    select * from exams

),

ranked as (

    select
        studies.*,
        row_number() over (
            partition by patient_pseudonym
            order by study_date desc nulls last, study_instance_uid
        ) as study_rank
    from studies

),

latest as (

    select * from ranked
    where study_rank = 1

),

measures as (

    select
        patient_pseudonym,
        array_join(array_agg(distinct primary_modality order by primary_modality), '\') as modalities,
        count(*) as study_count,
        cast(sum(instance_count) as bigint) as instance_count,
        cast(sum(stored_bytes) as bigint) as stored_bytes,
        bool_or(is_phantom) as is_phantom,
        min(study_date) as first_study_date,
        max(study_date) as last_study_date
    from studies
    group by patient_pseudonym

),

exam_measures as (

    select
        patient_pseudonym,
        count(*) as exam_count
    from exams
    group by patient_pseudonym

),

final as (

    select
        measures.patient_pseudonym,
        latest.issuer_of_patient_id_pseudonym,
        measures.modalities,
        coalesce(latest.patient_sex, 'unknown') as patient_sex,
        case
            when latest.patient_age_years is null then 'unknown'
            when latest.patient_age_years >= 90 then '90+'
            when latest.patient_age_years >= 80 then '80-89'
            when latest.patient_age_years >= 70 then '70-79'
            when latest.patient_age_years >= 60 then '60-69'
            when latest.patient_age_years >= 50 then '50-59'
            when latest.patient_age_years >= 40 then '40-49'
            when latest.patient_age_years >= 30 then '30-39'
            when latest.patient_age_years >= 20 then '20-29'
            when latest.patient_age_years >= 10 then '10-19'
            else '0-9'
        end as age_band,
        latest.patient_age_years,
        measures.study_count,
        coalesce(exam_measures.exam_count, 0) as exam_count,
        measures.instance_count,
        measures.stored_bytes,
        measures.is_phantom,
        measures.first_study_date,
        measures.last_study_date
    from measures
    inner join latest
        on measures.patient_pseudonym = latest.patient_pseudonym
    left join exam_measures
        on measures.patient_pseudonym = exam_measures.patient_pseudonym

)

select * from final
