with events as (

    select
        coalesce(cast(sum(event_count) as bigint), 0) as event_count,
        max(last_recorded_at) as data_complete_to
    from stg_event_days

),

exams as (

    select exam_date from exams
    where exam_date is not null

),

final as (

    select
        events.event_count,
        count(exams.exam_date) as exam_count,
        min(exams.exam_date) as first_exam_date,
        max(exams.exam_date) filter (
            where exams.exam_date <= cast(events.data_complete_to as date)
        ) as last_exam_date,
        events.data_complete_to
    from events
    left join exams
        on true
    group by
        events.event_count,
        events.data_complete_to

)

select * from final
