-- Which modality takes how much storage, and how large is a study?
select
    modality,
    study_count,
    stored_bytes,
    cast(stored_bytes as double) / nullif(study_count, 0) / 1e6 as megabytes_per_study
from studies_by_modality
order by
    stored_bytes desc,
    modality
