-- What are the ten most frequent exam types of each modality?
with totals as (

    select
        modality,
        exam_name,
        cast(sum(exam_count) as bigint) as exam_count
    from exam_mix
    group by
        modality,
        exam_name

),

ranked as (

    select
        modality,
        exam_name,
        exam_count,
        row_number() over (partition by modality order by exam_count desc, exam_name) as exam_rank
    from totals

)

select
    modality,
    exam_rank,
    exam_name,
    exam_count
from ranked
where exam_rank <= 10
order by
    modality,
    exam_rank
