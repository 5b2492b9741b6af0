with period as (

    select
        cast(? as date) as period_start,
        cast(? as date) as period_end,
        cast(? as varchar) as site_name

),

hours as (

    select 10 * tens.digit + ones.digit as day_hour
    from (values (0), (1), (2)) as tens (digit)
    cross join (values (0), (1), (2), (3), (4), (5), (6), (7), (8), (9)) as ones (digit)
    where 10 * tens.digit + ones.digit < 24

),

spans as (

    select
        exam_spans.device_key,
        exam_spans.start_at,
        exam_spans.end_at,
        exam_spans.start_site_at,
        max(exam_spans.end_at) over (
            partition by exam_spans.device_key
            order by exam_spans.start_at, exam_spans.end_at, exam_spans.start_site_at
            rows between unbounded preceding and 1 preceding
        ) as previous_end_at
    from exam_spans
    cross join period
    where
        exam_spans.is_usable
        and exam_spans.start_at is not null
        and exam_spans.device_key <> 'unknown'
        -- A day more on either side: exams that run over midnight.
        and cast(exam_spans.start_site_at as date) >= date_add('day', -1, period.period_start)
        and cast(exam_spans.start_site_at as date) <= period.period_end
        and (period.site_name is null or exam_spans.site_name = period.site_name)

),

-- What no earlier exam covers, in seconds of the site's clock.
parts as (

    select
        device_key,
        to_unixtime(start_site_at)
        + case when previous_end_at > start_at then to_unixtime(previous_end_at) - to_unixtime(start_at) else 0.0e0 end
            as from_second,
        to_unixtime(start_site_at) + to_unixtime(end_at) - to_unixtime(start_at) as to_second
    from spans
    where
        previous_end_at is null
        or previous_end_at < end_at

),

-- An exam lasts a few hours, so it has a piece in a few hours of the clock.
pieces as (

    select
        parts.device_key,
        cast(floor(parts.from_second / 3600.0e0) as bigint) + hours.day_hour as clock_hour,
        parts.from_second,
        parts.to_second
    from parts
    inner join hours
        on cast(floor(parts.from_second / 3600.0e0) as bigint) + hours.day_hour < parts.to_second / 3600.0e0

),

busy as (

    select
        device_key,
        clock_hour % 24 as day_hour,
        date_add('day', clock_hour / 24, date '1970-01-01') as calendar_date,
        sum(
            case when to_second < 3600.0e0 * (clock_hour + 1) then to_second else 3600.0e0 * (clock_hour + 1) end
            - case when from_second > 3600.0e0 * clock_hour then from_second else 3600.0e0 * clock_hour end
        ) as busy_seconds
    from pieces
    group by
        device_key,
        clock_hour

),

days as (

    select
        device_utilisation.device_key,
        device_utilisation.calendar_date
    from device_utilisation
    cross join period
    where
        device_utilisation.is_operating_day
        and device_utilisation.calendar_date >= period.period_start
        and device_utilisation.calendar_date < period.period_end
        and (period.site_name is null or device_utilisation.site_name = period.site_name)

),

devices as (

    select
        device_key,
        count(*) as day_count
    from days
    group by device_key

),

labels as (

    select
        devices.*,
        coalesce(device_labels.device_label, devices.device_key) as device_label
    from devices
    left join device_labels
        on devices.device_key = device_labels.device_key

),

sums as (

    select
        busy.device_key,
        busy.day_hour,
        sum(busy.busy_seconds) as busy_seconds
    from busy
    inner join days
        on busy.device_key = days.device_key
        and busy.calendar_date = days.calendar_date
    group by
        busy.device_key,
        busy.day_hour

),

final as (

    select
        labels.device_label,
        case when hours.day_hour < 10 then '0' else '' end || cast(hours.day_hour as varchar) as hour_name,
        hours.day_hour as hour_rank,
        labels.day_count,
        coalesce(sums.busy_seconds, 0.0e0) / (3600.0e0 * labels.day_count) as busy_share,
        coalesce(max(sums.busy_seconds) over (partition by hours.day_hour), 0.0e0) > 0 as is_shown
    from labels
    cross join hours
    left join sums
        on labels.device_key = sums.device_key
        and hours.day_hour = sums.day_hour

)

select * from final
order by
    device_label,
    hour_rank
