-- How many exams did each modality do in each month?
select
    primary_modality as modality,
    cast(date_trunc('month', exam_date) as date) as exam_month,
    count(*) as exam_count
from exams
group by
    primary_modality,
    cast(date_trunc('month', exam_date) as date)
order by
    modality,
    exam_month nulls last
