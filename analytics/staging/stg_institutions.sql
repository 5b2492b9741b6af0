with institutions as (

    select * from registry_institutions

),

final as (

    select
        lower(trim(regexp_replace(coalesce(institution_name, ''), '[ \t\r\n]+', ' '))) as institution_key,
        min(site_name) as site_name
    from institutions
    group by 1

)

select * from final
