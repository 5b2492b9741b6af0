-- How does each month compare with the same month a year before?
with months as (

    select
        year(exam_date) as exam_year,
        month(exam_date) as exam_month,
        count(*) as exam_count
    from exams
    where exam_date is not null
    group by
        year(exam_date),
        month(exam_date)

)

select
    months.exam_year,
    months.exam_month,
    months.exam_count,
    before.exam_count as exam_count_year_before,
    months.exam_count - before.exam_count as change_count,
    cast(months.exam_count - before.exam_count as double) / nullif(before.exam_count, 0) as change_share
from months
left join months as before
    on months.exam_year = before.exam_year + 1
    and months.exam_month = before.exam_month
order by
    months.exam_year,
    months.exam_month
