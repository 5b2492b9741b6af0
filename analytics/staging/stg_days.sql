with digits as (

    select digit
    from (values (0), (1), (2), (3), (4), (5), (6), (7), (8), (9)) as list (digit)

),

numbers as (

    select
        10000 * ten_thousands.digit
        + 1000 * thousands.digit
        + 100 * hundreds.digit
        + 10 * tens.digit
        + ones.digit as day_number
    from digits as ones
    cross join digits as tens
    cross join digits as hundreds
    cross join digits as thousands
    cross join digits as ten_thousands

),

final as (

    select date_add('day', day_number, date '1970-01-01') as calendar_date
    from numbers

)

select * from final
