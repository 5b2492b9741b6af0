-- Where do studies arrive late?
select
    site_name,
    modality,
    arrival_month,
    measured_study_count,
    median_lag_minutes,
    p95_lag_minutes
from arrival_lag
where measured_study_count > 0
order by
    p95_lag_minutes desc,
    site_name,
    modality,
    arrival_month
limit 20
