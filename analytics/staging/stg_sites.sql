with institutions as (

    select * from registry_institutions

),

final as (

    select
        site_name,
        min(time_zone) as time_zone,
        min(opens_at) as opens_at,
        min(closes_at) as closes_at
    from institutions
    group by site_name

)

select * from final
