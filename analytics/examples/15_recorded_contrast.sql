-- What share of CT and MR exams records a contrast agent?
select
    primary_modality as modality,
    count(*) as exam_count,
    count(*) filter (where has_contrast) as contrast_exam_count,
    cast(count(*) filter (where has_contrast) as double) / count(*) as recorded_contrast_share
from exams
where primary_modality in ('CT', 'MR')
group by primary_modality
order by modality
