with events as (

    select max(last_recorded_at) as last_recorded_at
    from stg_event_days

),

runs as (

    select max(ended_at) as last_ended_at
    from raw_ingest_runs
    where
        dt >= '0001-01-01'
        and run_status = 'complete'

),

moments as (

    select
        case
            when runs.last_ended_at > events.last_recorded_at then runs.last_ended_at
            else coalesce(events.last_recorded_at, runs.last_ended_at)
        end as data_complete_to
    from events
    cross join runs

),

final as (

    select
        data_complete_to,
        data_complete_to as now_at
    from moments

)

select * from final
