-- Which devices did the most exams, and on how many days?
select
    device_key,
    min(device_name) as device_name,
    cast(sum(exam_count) as bigint) as exam_count,
    count(exam_date) as active_day_count,
    cast(sum(exam_count) as double) / nullif(count(exam_date), 0) as exams_per_active_day
from device_days
group by device_key
order by
    exam_count desc,
    device_key
limit 20
