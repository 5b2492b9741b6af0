with final as (

    select
        check_name,
        subject,
        reason,
        expected_count,
        found_count,
        difference,
        arrival_date
    from reconciliation
    where not is_reconciled

)

select * from final
order by
    check_name,
    subject,
    arrival_date
