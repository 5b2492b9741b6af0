-- How much did storage grow in each month?
select
    cast(date_trunc('month', storage_date) as date) as storage_month,
    cast(sum(growth_objects) as bigint) as growth_objects,
    cast(sum(growth_bytes) as bigint) as growth_bytes,
    cast(sum(growth_bytes) as double) / 1e9 as growth_gigabytes
from storage_daily
group by cast(date_trunc('month', storage_date) as date)
order by storage_month
