-- When in the week do CT exams start?
select
    weekday,
    start_hour,
    cast(sum(exam_count) as bigint) as exam_count
from hourly
where modality = 'CT'
group by
    weekday,
    start_hour
order by
    weekday nulls last,
    start_hour nulls last
