with period as (

    select
        cast(? as date) as period_start,
        cast(? as date) as period_end,
        cast(? as date) as previous_start,
        cast(? as date) as year_before_start,
        cast(? as date) as year_before_end,
        cast(? as varchar) as site_name

),

counted as (

    select
        counted_exams.primary_modality as modality,
        counted_exams.site_name,
        case when counted_exams.exam_date >= period.period_start then 1 else 0 end as period_exams,
        case
            when
                counted_exams.exam_date >= period.previous_start
                and counted_exams.exam_date < period.period_start
                then 1
            else 0
        end as previous_exams,
        case
            when
                counted_exams.exam_date >= period.year_before_start
                and counted_exams.exam_date < period.year_before_end
                then 1
            else 0
        end as year_before_exams
    from counted_exams
    cross join period
    where
        counted_exams.exam_date < period.period_end
        and (
            counted_exams.exam_date >= period.previous_start
            or (
                counted_exams.exam_date >= period.year_before_start
                and counted_exams.exam_date < period.year_before_end
            )
        )
        and (period.site_name is null or counted_exams.site_name = period.site_name)

    union all

    -- A site that is expected has its row also without an exam.
    select
        cast(null as varchar) as modality,
        stg_sites.site_name,
        0 as period_exams,
        0 as previous_exams,
        0 as year_before_exams
    from stg_sites
    cross join period
    where
        period.site_name is null
        or stg_sites.site_name = period.site_name

),

cells as (

    select
        modality,
        site_name,
        cast(coalesce(sum(period_exams), 0) as bigint) as exam_count,
        cast(coalesce(sum(previous_exams), 0) as bigint) as previous_exam_count,
        cast(coalesce(sum(year_before_exams), 0) as bigint) as year_before_exam_count,
        grouping(modality) = 1 as is_modality_total,
        grouping(site_name) = 1 as is_site_total
    from counted
    group by grouping sets ((modality, site_name), (modality), (site_name), ())

),

ranked as (

    select
        modality,
        site_name,
        exam_count,
        case when max(previous_exam_count) over () > 0 then previous_exam_count end as previous_exam_count,
        case when max(year_before_exam_count) over () > 0 then year_before_exam_count end as year_before_exam_count,
        nullif(max(exam_count) over (), 0) as total_exam_count,
        max(exam_count) over (partition by is_modality_total, modality) as modality_exam_count,
        case when site_name = 'unmapped' then 1 else 0 end as unmapped_rank,
        is_modality_total,
        is_site_total
    from cells
    where
        is_modality_total
        or modality is not null

),

final as (

    select
        modality,
        site_name,
        exam_count,
        previous_exam_count,
        year_before_exam_count,
        total_exam_count,
        modality_exam_count,
        dense_rank() over (
            order by is_modality_total, modality_exam_count desc, modality
        ) as modality_rank,
        dense_rank() over (
            order by is_site_total, unmapped_rank, site_name
        ) as site_rank,
        is_modality_total,
        is_site_total,
        total_exam_count is not null as has_exams
    from ranked

)

select * from final
order by
    modality_rank,
    site_rank
