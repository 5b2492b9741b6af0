-- Which scanners do we have, of which maker and model?
select
    modality,
    manufacturer,
    manufacturer_model_name,
    magnetic_field_strength_t,
    count(*) as device_count,
    min(first_study_date) as first_study_date,
    max(last_study_date) as last_study_date
from devices
group by
    modality,
    manufacturer,
    manufacturer_model_name,
    magnetic_field_strength_t
order by
    modality,
    manufacturer nulls last,
    manufacturer_model_name nulls last,
    magnetic_field_strength_t nulls last
