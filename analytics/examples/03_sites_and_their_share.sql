-- How are exams spread over the sites?
select
    site_name,
    count(*) as exam_count,
    cast(count(*) as double) / nullif(sum(count(*)) over (), 0) as exam_share
from exams
group by site_name
order by
    exam_count desc,
    site_name
