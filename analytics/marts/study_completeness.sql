with settings as (

    -- Longer than the pauses within an exam, and than the minutes between two walks or deliveries; shorter than the hours
    -- after which somebody adds a reconstruction, a report or a forgotten series.
    select 60 as quiet_minutes

),

instances as (

    select * from instances

),

studies as (

    select * from studies

),

events as (

    select * from stg_events

),

-- What is known is known until here: the clock of the log, never of the machine that asks.
log_end as (

    select max(recorded_at) as log_end_at
    from raw_study_events
    where dt >= '0001-01-01'

),

present as (

    select distinct
        study_instance_uid,
        sop_instance_uid
    from instances
    where copy_number = 1

),

-- When each instance first came to its study, whatever became of that object since.
arrivals as (

    select
        events.study_instance_uid,
        events.sop_instance_uid,
        min(events.arrived_at) as arrived_at
    from events
    inner join present
        on events.study_instance_uid = present.study_instance_uid
        and events.sop_instance_uid = present.sop_instance_uid
    where events.event_type = 'instance_stored'
    group by
        events.study_instance_uid,
        events.sop_instance_uid

),

gaps as (

    select
        arrivals.*,
        (to_unixtime(arrived_at) - to_unixtime(lag(arrived_at) over (
            partition by study_instance_uid
            order by arrived_at, sop_instance_uid
        ))) / 60.0e0 as gap_minutes,
        lag(arrived_at) over (
            partition by study_instance_uid
            order by arrived_at, sop_instance_uid
        ) as previous_arrived_at
    from arrivals

),

first_pauses as (

    select
        gaps.study_instance_uid,
        min(gaps.previous_arrived_at) as pause_began_at
    from gaps
    cross join settings
    where gaps.gap_minutes >= settings.quiet_minutes
    group by gaps.study_instance_uid

),

measures as (

    select
        gaps.study_instance_uid,
        count(*) as instance_count,
        count(case when gaps.arrived_at > first_pauses.pause_began_at then 1 end) as growth_after_stable_count,
        max(gaps.gap_minutes) as largest_gap_minutes,
        min(gaps.arrived_at) as first_arrived_at,
        max(gaps.arrived_at) as last_arrived_at,
        min(first_pauses.pause_began_at) as pause_began_at
    from gaps
    left join first_pauses
        on gaps.study_instance_uid = first_pauses.study_instance_uid
    group by gaps.study_instance_uid

),

judged as (

    select
        measures.*,
        settings.quiet_minutes,
        log_end.log_end_at,
        (to_unixtime(log_end.log_end_at) - to_unixtime(measures.last_arrived_at)) / 60.0e0
        >= settings.quiet_minutes as is_quiet
    from measures
    cross join settings
    cross join log_end

),

final as (

    select
        studies.study_instance_uid,
        case
            when judged.pause_began_at is not null then 'grown_after_stable'
            when judged.is_quiet then 'stable'
            else 'partial'
        end as completeness,
        studies.primary_modality,
        studies.site_name,
        judged.instance_count,
        judged.growth_after_stable_count,
        judged.largest_gap_minutes,
        judged.is_quiet,
        studies.study_date,
        judged.first_arrived_at,
        judged.last_arrived_at,
        case
            when judged.pause_began_at is not null
                then date_add('minute', judged.quiet_minutes, judged.pause_began_at)
            when judged.is_quiet
                then date_add('minute', judged.quiet_minutes, judged.last_arrived_at)
        end as first_stable_at,
        judged.log_end_at
    from judged
    inner join studies
        on judged.study_instance_uid = studies.study_instance_uid

)

select * from final
