with sums as (

    select
        check_name,
        count(*) as check_count,
        count(*) filter (where not is_reconciled) as difference_count
    from reconciliation
    group by check_name

),

final as (

    select
        check_name,
        check_count,
        difference_count,
        cast(sum(check_count) over () as bigint) as all_check_count,
        cast(sum(difference_count) over () as bigint) as all_difference_count,
        nullif(cast(sum(difference_count) over () as bigint), 0) as some_difference_count,
        case when sum(difference_count) over () = 0 then cast(sum(check_count) over () as bigint) end
            as agreed_check_count
    from sums

)

select * from final
order by check_name
