with period as (

    select
        cast(? as date) as period_start,
        cast(? as date) as period_end,
        cast(? as varchar) as site_name

),

period_exams as (

    select
        protocol_repeats.primary_modality,
        protocol_repeats.protocol_count,
        protocol_repeats.repeat_count
    from protocol_repeats
    cross join period
    where
        protocol_repeats.exam_date >= period.period_start
        and protocol_repeats.exam_date < period.period_end
        and (period.site_name is null or protocol_repeats.site_name = period.site_name)

),

final as (

    select
        primary_modality as modality,
        count(*) filter (where protocol_count > 0) as exam_count,
        count(*) filter (where repeat_count > 0) as repeated_exam_count,
        cast(sum(repeat_count) as bigint) as repeat_count,
        cast(count(*) filter (where repeat_count > 0) as double) / nullif(count(*) filter (where protocol_count > 0), 0)
            as repeated_share
    from period_exams
    group by primary_modality

)

select * from final
order by
    exam_count desc,
    modality
