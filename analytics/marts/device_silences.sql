with hours as (

    select * from device_hours

),

settings_for_all as (

    select * from stg_alert_settings
    where
        alert_kind = 'silent_device'
        and device_id is null

),

settings_of_devices as (

    select * from stg_alert_settings
    where
        alert_kind = 'silent_device'
        and device_id is not null

),

holidays as (

    select
        site_name,
        calendar_date
    from registry_calendar
    where day_kind = 'holiday'

),

service_ends as (

    select
        device_id,
        in_service_to
    from registry_devices
    where in_service_to is not null

),

weeks_ahead as (

    select week_count
    from (values (1), (2), (3), (4), (5), (6), (7), (8)) as list (week_count)

),

-- In how many of the eight weeks before something came in the same hour of the same weekday.
usual_hours as (

    select
        hours.device_key,
        min(hours.site_name) as site_name,
        count(*) / 8.0e0 as share,
        date_add('week', weeks_ahead.week_count, hours.received_hour_site_at) as slot_site_at
    from hours
    cross join weeks_ahead
    group by
        hours.device_key,
        date_add('week', weeks_ahead.week_count, hours.received_hour_site_at)

),

-- Without the hours in which something came, holidays, and days after the last one in service.
empty_hours as (

    select usual_hours.*
    from usual_hours
    left join hours
        on usual_hours.device_key = hours.device_key
        and usual_hours.slot_site_at = hours.received_hour_site_at
    left join holidays
        on usual_hours.site_name = holidays.site_name
        and cast(usual_hours.slot_site_at as date) = holidays.calendar_date
    left join service_ends
        on usual_hours.device_key = service_ends.device_id
    where
        hours.device_key is null
        and holidays.site_name is null
        and (
            service_ends.in_service_to is null
            or cast(usual_hours.slot_site_at as date) <= service_ends.in_service_to
        )

),

slots as (

    select
        device_key,
        0.0e0 as share,
        received_hour_site_at as slot_site_at,
        received_hour_site_at as arrival_site_at
    from hours

    union all

    select
        device_key,
        share,
        slot_site_at,
        cast(null as timestamp) as arrival_site_at
    from empty_hours

),

placed as (

    select
        slots.*,
        max(arrival_site_at) over (
            partition by device_key
            order by slot_site_at
            rows between unbounded preceding and current row
        ) as silent_hour_site_at
    from slots

),

counted as (

    select
        placed.*,
        sum(share) over (
            partition by device_key, silent_hour_site_at
            order by slot_site_at
            rows between unbounded preceding and current row
        ) as missed_so_far
    from placed
    where silent_hour_site_at is not null

),

silences as (

    select
        hours.*,
        lead(received_hour_site_at) over (
            partition by device_key
            order by received_hour_site_at
        ) as next_hour_site_at,
        lead(first_received_at) over (
            partition by device_key
            order by received_hour_site_at
        ) as ended_at,
        min(received_hour_site_at) over (partition by device_key) as first_hour_site_at
    from hours

),

ended_silences as (

    select
        silences.device_key,
        silences.next_hour_site_at,
        max(counted.missed_so_far) as missed_hours
    from silences
    inner join counted
        on silences.device_key = counted.device_key
        and silences.received_hour_site_at = counted.silent_hour_site_at
    where silences.next_hour_site_at is not null
    group by
        silences.device_key,
        silences.next_hour_site_at

),

history as (

    select
        ended_silences.device_key,
        ended_silences.missed_hours,
        date_add('week', weeks_ahead.week_count, date_trunc('week', ended_silences.next_hour_site_at)) as week_site_at
    from ended_silences
    cross join weeks_ahead

),

ranked_history as (

    select
        history.*,
        row_number() over (
            partition by device_key, week_site_at
            order by missed_hours desc
        ) as silence_rank,
        count(*) over (partition by device_key, week_site_at) as silence_count
    from history

),

usual_silences as (

    select
        device_key,
        max(silence_count) as history_count,
        -- The second longest: what happens twice in eight weeks is a habit, and one outage is none.
        max(case when silence_rank = 2 then missed_hours end) as usual_missed_hours,
        week_site_at
    from ranked_history
    group by
        device_key,
        week_site_at

),

settings as (

    select
        devices.device_key,
        coalesce(settings_of_devices.factor, settings_for_all.factor) as factor,
        coalesce(settings_of_devices.minimum, settings_for_all.minimum) as minimum,
        coalesce(settings_of_devices.history_minimum, settings_for_all.history_minimum) as history_minimum,
        coalesce(settings_of_devices.is_on, settings_for_all.is_on) as is_on
    from (select distinct device_key from hours) as devices
    cross join settings_for_all
    left join settings_of_devices
        on devices.device_key = settings_of_devices.device_id

),

judged as (

    select
        silences.*,
        coalesce(usual_silences.history_count, 0) as history_count,
        usual_silences.usual_missed_hours,
        case
            when usual_silences.history_count < settings.history_minimum then null
            -- Habits of every second week do not show before.
            when silences.received_hour_site_at < date_add('week', 9, silences.first_hour_site_at) then null
            when settings.factor * usual_silences.usual_missed_hours > settings.minimum
                then settings.factor * usual_silences.usual_missed_hours
            when usual_silences.usual_missed_hours is not null then settings.minimum
        end as alert_missed_hours,
        settings.is_on,
        cast(at_timezone(with_timezone(stg_clock.now_at, 'UTC'), silences.time_zone) as timestamp) as now_site_at
    from silences
    cross join stg_clock
    left join usual_silences
        on silences.device_key = usual_silences.device_key
        and date_trunc('week', silences.received_hour_site_at) = usual_silences.week_site_at
    inner join settings
        on silences.device_key = settings.device_key

),

measured as (

    select
        judged.device_key,
        judged.received_hour_site_at,
        max(
            case
                when date_add('hour', 1, counted.slot_site_at) <= judged.now_site_at then counted.missed_so_far
            end
        ) as missed_hours,
        min(case when counted.missed_so_far >= 1.0e0 then date_add('hour', 1, counted.slot_site_at) end)
            as usual_by_site_at,
        min(
            case
                when
                    counted.missed_so_far >= judged.alert_missed_hours
                    and date_add('hour', 1, counted.slot_site_at) <= judged.now_site_at
                    then date_add('hour', 1, counted.slot_site_at)
            end
        ) as opened_site_at
    from judged
    inner join counted
        on judged.device_key = counted.device_key
        and judged.received_hour_site_at = counted.silent_hour_site_at
    group by
        judged.device_key,
        judged.received_hour_site_at

),

final as (

    select
        judged.device_key,
        judged.device_name,
        judged.site_name,
        judged.modality,
        judged.time_zone,
        judged.history_count,
        coalesce(measured.missed_hours, 0.0e0) as missed_hours,
        judged.usual_missed_hours,
        judged.alert_missed_hours,
        judged.ended_at is null as is_current,
        judged.is_on and measured.opened_site_at is not null as is_alert,
        judged.received_hour_site_at as silent_hour_site_at,
        judged.last_received_at as silent_since_at,
        cast(with_timezone(measured.usual_by_site_at, judged.time_zone) at time zone 'UTC' as timestamp)
            as usual_by_at,
        cast(with_timezone(measured.opened_site_at, judged.time_zone) at time zone 'UTC' as timestamp) as opened_at,
        judged.ended_at
    from judged
    left join measured
        on judged.device_key = measured.device_key
        and judged.received_hour_site_at = measured.received_hour_site_at
    where
        judged.ended_at is null
        or measured.missed_hours > 0

)

select * from final
