-- Which ten days had the most exams?
select
    study_date,
    exam_count
from studies_by_date
where study_date is not null
order by
    exam_count desc,
    study_date
limit 10
