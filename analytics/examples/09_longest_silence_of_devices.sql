-- What was the longest silence of each device, in days without an exam?
with gaps as (

    select
        device_key,
        exam_date,
        date_diff('day', lag(exam_date) over (partition by device_key order by exam_date), exam_date) - 1
            as silent_days
    from device_days
    where exam_date is not null

)

select
    device_key,
    max(silent_days) as longest_silence_days,
    min(exam_date) as first_exam_date,
    max(exam_date) as last_exam_date
from gaps
group by device_key
order by
    longest_silence_days desc nulls last,
    device_key
