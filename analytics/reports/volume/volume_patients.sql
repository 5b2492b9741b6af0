with period as (

    select cast(date_trunc('month', cast(? as date)) as date) as month_start

),

exams as (

    select
        exams.patient_pseudonym,
        cast(date_trunc('month', exams.exam_date) as date) as exam_month
    from exams
    cross join period
    where
        exams.exam_date >= date_add('month', -12, period.month_start)
        and exams.exam_date < date_add('month', 1, period.month_start)

),

final as (

    select
        count(distinct patient_pseudonym) as patient_count,
        count(*) - count(patient_pseudonym) as unidentified_exam_count,
        exam_month
    from exams
    group by exam_month

)

select * from final
order by exam_month
