-- What was sent again, corrected, moved or removed, by month?
select
    arrival_month,
    cast(sum(resent_count) as bigint) as resent_count,
    cast(sum(corrected_count) as bigint) as corrected_count,
    cast(sum(moved_count) as bigint) as moved_count,
    cast(sum(removed_count) as bigint) as removed_count,
    cast(sum(restored_count) as bigint) as restored_count,
    cast(sum(change_count) as bigint) as change_count
from corrections_monthly
group by arrival_month
order by arrival_month
