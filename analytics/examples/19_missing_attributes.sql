-- Which devices leave key attributes empty?
select
    device_key,
    institution_name,
    subject as attribute_name,
    affected_count,
    object_count,
    affected_share
from quality
where
    check_kind = 'missing'
    and affected_count > 0
order by
    affected_share desc,
    affected_count desc,
    device_key,
    institution_name,
    attribute_name
limit 50
