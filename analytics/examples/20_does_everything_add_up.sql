-- Do all counts agree, and where not, why?
select
    check_name,
    subject,
    arrival_date,
    expected_count,
    found_count,
    difference,
    reason
from reconciliation
where not is_reconciled
order by
    check_name,
    subject,
    arrival_date nulls last
