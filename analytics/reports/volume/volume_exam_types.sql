with period as (

    select cast(date_trunc('month', cast(? as date)) as date) as month_start

),

mix as (

    select
        exam_mix.exam_name,
        exam_mix.name_rule,
        case when exam_mix.exam_month = period.month_start then exam_mix.exam_count else 0 end as exam_count,
        case when exam_mix.exam_month < period.month_start then exam_mix.exam_count else 0 end as previous_exam_count,
        case
            when exam_mix.exam_month = period.month_start then exam_mix.contrast_exam_count
            else 0
        end as contrast_exam_count
    from exam_mix
    cross join period
    where
        exam_mix.exam_month >= date_add('month', -1, period.month_start)
        and exam_mix.exam_month <= period.month_start

),

final as (

    select
        exam_name,
        name_rule,
        cast(sum(exam_count) as bigint) as exam_count,
        cast(sum(previous_exam_count) as bigint) as previous_exam_count,
        cast(sum(contrast_exam_count) as bigint) as contrast_exam_count
    from mix
    group by
        exam_name,
        name_rule

)

select * from final
order by
    exam_count desc,
    exam_name,
    name_rule
