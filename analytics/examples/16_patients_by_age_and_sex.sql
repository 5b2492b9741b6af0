-- How old are the patients with exams, by sex?
select
    age_band,
    patient_sex,
    count(*) as patient_count,
    cast(sum(exam_count) as bigint) as exam_count
from patients
where
    exam_count > 0
    and not is_phantom
group by
    age_band,
    patient_sex
order by
    age_band,
    patient_sex
