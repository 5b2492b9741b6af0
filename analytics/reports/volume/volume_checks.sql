with final as (

    select
        check_name,
        count(*) as check_count,
        count(*) filter (where not is_reconciled) as difference_count
    from reconciliation
    group by check_name

)

select * from final
order by check_name
