-- Which studies grew after they had been complete, and by how much?
select
    study_instance_uid,
    site_name,
    primary_modality,
    instance_count,
    growth_after_stable_count,
    cast(round(largest_gap_minutes / 60.0e0) as bigint) as largest_gap_hours
from study_completeness
where completeness = 'grown_after_stable'
order by
    growth_after_stable_count desc,
    study_instance_uid
limit 50
