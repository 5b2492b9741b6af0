with events as (

    select
        dt,
        source,
        recorded_at
    from raw_study_events
    where dt >= '0001-01-01'

),

final as (

    select
        dt,
        source,
        count(*) as event_count,
        min(recorded_at) as first_recorded_at,
        max(recorded_at) as last_recorded_at
    from events
    group by
        dt,
        source

)

select * from final
