-- How many patients came back for an exam within 30 days?
-- A second exam on the same day is no return.
with exam_days as (

    select
        patient_pseudonym,
        exam_date
    from exams
    where
        patient_pseudonym is not null
        and exam_date is not null
    group by
        patient_pseudonym,
        exam_date

),

visits as (

    select
        patient_pseudonym,
        exam_date,
        lag(exam_date) over (partition by patient_pseudonym order by exam_date) as exam_date_before
    from exam_days

)

select
    count(distinct patient_pseudonym) as patient_count,
    count(distinct case when date_diff('day', exam_date_before, exam_date) <= 30 then patient_pseudonym end)
        as returning_patient_count
from visits
