with settings as (

    -- A day of fewer studies says nothing about the device's clock or its line.
    select 3 as study_minimum

),

lag_settings as (

    select * from stg_alert_settings
    where alert_kind = 'arrival_lag'

),

step_settings as (

    select * from stg_alert_settings
    where alert_kind = 'clock_step'

),

studies as (

    select * from studies
    where
        acquired_image_count > 0
        and first_stored_at is not null
        and first_acquired_at is not null
        and device_key <> 'unknown'

),

devices as (

    select
        device_key,
        min(device_name) as device_name,
        min(site_name) as site_name,
        min(primary_modality) as modality,
        coalesce(min(time_zone), 'UTC') as time_zone
    from studies
    group by device_key

),

weeks_ahead as (

    select week_count
    from (values (1), (2), (3), (4), (5), (6), (7), (8)) as list (week_count)

),

lags as (

    select
        studies.device_key,
        cast(at_timezone(with_timezone(studies.first_stored_at, 'UTC'), devices.time_zone) as date) as received_date,
        (to_unixtime(studies.first_stored_at) - to_unixtime(studies.first_acquired_at)) / 60.0e0 as lag_minutes
    from studies
    inner join devices
        on studies.device_key = devices.device_key

),

ranked_days as (

    select
        lags.*,
        row_number() over (partition by device_key, received_date order by lag_minutes) as lag_rank,
        count(*) over (partition by device_key, received_date) as lag_count
    from lags

),

days as (

    select
        device_key,
        max(lag_count) as study_count,
        count(*) filter (where lag_minutes < 0) as negative_lag_count,
        min(lag_minutes) as shortest_lag_minutes,
        min(case when lag_rank * 2 >= lag_count then lag_minutes end) as median_lag_minutes,
        min(case when lag_rank * 100 >= lag_count * 95 then lag_minutes end) as p95_lag_minutes,
        received_date
    from ranked_days
    group by
        device_key,
        received_date

),

-- What is usual is a rank among the lags of eight weeks, different ones for each week. Rather than to sort every lag
-- eight times, a device's lags are sorted once and divided into a hundred steps. Counts of steps tell in which of them a
-- rank lies, and only these are sorted.
ranked_lags as (

    select
        device_key,
        lag_minutes,
        row_number() over (partition by device_key order by lag_minutes) as device_rank,
        count(*) over (partition by device_key) as device_count,
        cast(date_trunc('week', received_date) as date) as week_date
    from lags

),

placed_lags as (

    select
        device_key,
        lag_minutes,
        device_rank,
        100 * (device_rank - 1) / device_count as step_number,
        week_date
    from ranked_lags

),

step_weeks as (

    select
        device_key,
        step_number,
        count(*) as lag_count,
        week_date
    from placed_lags
    group by
        device_key,
        step_number,
        week_date

),

history as (

    select
        step_weeks.device_key,
        step_weeks.step_number,
        cast(sum(step_weeks.lag_count) as bigint) as lag_count,
        date_add('week', weeks_ahead.week_count, step_weeks.week_date) as week_date
    from step_weeks
    cross join weeks_ahead
    group by
        step_weeks.device_key,
        step_weeks.step_number,
        date_add('week', weeks_ahead.week_count, step_weeks.week_date)

),

counted_history as (

    select
        history.*,
        cast(sum(lag_count) over (
            partition by device_key, week_date
            order by step_number
            rows between unbounded preceding and current row
        ) as bigint) as count_up_to,
        cast(sum(lag_count) over (partition by device_key, week_date) as bigint) as history_count
    from history

),

percentiles as (

    select percent_number
    from (values (5), (25), (50), (75), (95)) as list (percent_number)

),

-- By nearest rank: the first lag with so many of a hundred at or below it.
wanted as (

    select
        counted_history.device_key,
        percentiles.percent_number,
        counted_history.step_number,
        (counted_history.history_count * percentiles.percent_number + 99) / 100
        - (counted_history.count_up_to - counted_history.lag_count) as rank_in_step,
        counted_history.history_count,
        counted_history.week_date
    from counted_history
    cross join percentiles
    where
        100 * counted_history.count_up_to >= counted_history.history_count * percentiles.percent_number
        and 100 * (counted_history.count_up_to - counted_history.lag_count)
        < counted_history.history_count * percentiles.percent_number

),

wanted_steps as (

    select distinct
        device_key,
        step_number,
        week_date
    from wanted

),

ranked_history as (

    select
        placed_lags.device_key,
        placed_lags.step_number,
        placed_lags.lag_minutes,
        row_number() over (
            partition by placed_lags.device_key, placed_lags.step_number, wanted_steps.week_date
            order by placed_lags.device_rank
        ) as rank_in_step,
        wanted_steps.week_date
    from placed_lags
    cross join weeks_ahead
    inner join wanted_steps
        on placed_lags.device_key = wanted_steps.device_key
        and placed_lags.step_number = wanted_steps.step_number
        and date_add('week', weeks_ahead.week_count, placed_lags.week_date) = wanted_steps.week_date

),

usual_lags as (

    select
        wanted.device_key,
        max(wanted.history_count) as history_count,
        min(case when wanted.percent_number = 5 then ranked_history.lag_minutes end) as usual_shortest_lag_minutes,
        min(case when wanted.percent_number = 25 then ranked_history.lag_minutes end) as usual_p25_lag_minutes,
        min(case when wanted.percent_number = 50 then ranked_history.lag_minutes end) as usual_median_lag_minutes,
        min(case when wanted.percent_number = 75 then ranked_history.lag_minutes end) as usual_p75_lag_minutes,
        min(case when wanted.percent_number = 95 then ranked_history.lag_minutes end) as usual_p95_lag_minutes,
        wanted.week_date
    from wanted
    inner join ranked_history
        on wanted.device_key = ranked_history.device_key
        and wanted.step_number = ranked_history.step_number
        and wanted.rank_in_step = ranked_history.rank_in_step
        and wanted.week_date = ranked_history.week_date
    group by
        wanted.device_key,
        wanted.week_date

),

thresholds as (

    select
        devices.*,
        coalesce(own_lag.factor, any_lag.factor) as lag_factor,
        coalesce(own_lag.minimum, any_lag.minimum) as lag_minimum,
        coalesce(own_lag.history_minimum, any_lag.history_minimum) as lag_history_minimum,
        coalesce(own_lag.is_on, any_lag.is_on) as is_lag_on,
        coalesce(own_step.factor, any_step.factor) as step_factor,
        coalesce(own_step.minimum, any_step.minimum) as step_minimum,
        coalesce(own_step.history_minimum, any_step.history_minimum) as step_history_minimum,
        coalesce(own_step.is_on, any_step.is_on) as is_step_on
    from devices
    inner join lag_settings as any_lag
        on any_lag.device_id is null
    inner join step_settings as any_step
        on any_step.device_id is null
    left join lag_settings as own_lag
        on devices.device_key = own_lag.device_id
    left join step_settings as own_step
        on devices.device_key = own_step.device_id

),

judged as (

    select
        thresholds.*,
        days.study_count,
        coalesce(usual_lags.history_count, 0) as history_count,
        days.negative_lag_count,
        days.shortest_lag_minutes,
        days.median_lag_minutes,
        days.p95_lag_minutes,
        usual_lags.usual_median_lag_minutes,
        usual_lags.usual_p95_lag_minutes,
        days.median_lag_minutes - usual_lags.usual_median_lag_minutes as step_minutes,
        days.shortest_lag_minutes - usual_lags.usual_shortest_lag_minutes as shortest_step_minutes,
        case
            when usual_lags.history_count < thresholds.lag_history_minimum then null
            when thresholds.lag_factor * usual_lags.usual_p95_lag_minutes > thresholds.lag_minimum
                then thresholds.lag_factor * usual_lags.usual_p95_lag_minutes
            when usual_lags.usual_p95_lag_minutes is not null then thresholds.lag_minimum
        end as alert_lag_minutes,
        case
            when usual_lags.history_count < thresholds.step_history_minimum then null
            when
                thresholds.step_factor * (usual_lags.usual_p75_lag_minutes - usual_lags.usual_p25_lag_minutes)
                > thresholds.step_minimum
                then thresholds.step_factor * (usual_lags.usual_p75_lag_minutes - usual_lags.usual_p25_lag_minutes)
            when usual_lags.usual_p75_lag_minutes is not null then thresholds.step_minimum
        end as alert_step_minutes,
        days.study_count >= settings.study_minimum
        and days.received_date
        < cast(at_timezone(with_timezone(stg_clock.now_at, 'UTC'), thresholds.time_zone) as date) as is_judged,
        days.received_date
    from days
    inner join thresholds
        on days.device_key = thresholds.device_key
    cross join settings
    cross join stg_clock
    left join usual_lags
        on days.device_key = usual_lags.device_key
        and cast(date_trunc('week', days.received_date) as date) = usual_lags.week_date

),

stepped as (

    select
        judged.*,
        -- A clock that is ahead makes every object arrive too early, which no line can do. One that is behind looks like
        -- a slow line, unless everything is late by the same hour, the quickest too.
        coalesce(
            is_step_on
            and is_judged
            and (
                -step_minutes >= alert_step_minutes
                or (
                    step_minutes >= alert_step_minutes
                    and step_minutes between 50 and 70
                    and shortest_step_minutes between 45 and 75
                )
            ),
            false
        ) as is_stepped
    from judged

),

final as (

    select
        device_key,
        device_name,
        site_name,
        modality,
        time_zone,
        case
            when not is_stepped then null
            when step_minutes between 50 and 70 then 'one_hour'
            when step_minutes between -70 and -50 then 'one_hour'
            else 'other'
        end as step_kind,
        study_count,
        history_count,
        negative_lag_count,
        shortest_lag_minutes,
        median_lag_minutes,
        p95_lag_minutes,
        usual_median_lag_minutes,
        usual_p95_lag_minutes,
        alert_lag_minutes,
        step_minutes,
        alert_step_minutes,
        is_judged,
        is_stepped,
        coalesce(is_lag_on and is_judged and not is_stepped and median_lag_minutes >= alert_lag_minutes, false)
            as is_late,
        received_date
    from stepped

)

select * from final
