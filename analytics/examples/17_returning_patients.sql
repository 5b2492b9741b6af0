-- How many patients had an exam again within 30 days?
with visits as (

    select
        patient_pseudonym,
        exam_date,
        lag(exam_date) over (partition by patient_pseudonym order by exam_date, exam_id) as exam_date_before
    from exams
    where
        patient_pseudonym is not null
        and exam_date is not null

)

select
    count(distinct patient_pseudonym) as patient_count,
    count(distinct case when date_diff('day', exam_date_before, exam_date) <= 30 then patient_pseudonym end)
        as returning_patient_count
from visits
