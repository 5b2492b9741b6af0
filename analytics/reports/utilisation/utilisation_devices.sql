with period as (

    select
        cast(? as date) as period_start,
        cast(? as date) as period_end,
        cast(? as varchar) as site_name

),

days as (

    select device_utilisation.*
    from device_utilisation
    cross join period
    where
        device_utilisation.calendar_date >= period.period_start
        and device_utilisation.calendar_date < period.period_end
        and (period.site_name is null or device_utilisation.site_name = period.site_name)

),

-- Exams by exam date, as in every report; what the device did by the days of the clock.
period_exams as (

    select
        exam_spans.device_key,
        exam_spans.site_name,
        exam_spans.is_usable,
        exam_spans.duration_minutes
    from exam_spans
    cross join period
    where
        exam_spans.exam_date >= period.period_start
        and exam_spans.exam_date < period.period_end
        and (period.site_name is null or exam_spans.site_name = period.site_name)

),

facts as (

    select
        device_key,
        site_name,
        1 as exam_count,
        case when is_usable then 1 else 0 end as timed_exam_count,
        0 as operating_exam_count,
        0 as overlap_count,
        cast(null as double) as operating_minutes,
        cast(null as double) as measured_minutes,
        cast(null as double) as busy_minutes,
        cast(null as double) as idle_minutes,
        false as is_operating_day,
        false as is_measured_day
    from period_exams

    union all

    select
        device_key,
        site_name,
        0 as exam_count,
        0 as timed_exam_count,
        operating_exam_count,
        overlap_count,
        operating_minutes,
        case when utilisation_share is not null then operating_minutes end as measured_minutes,
        case when utilisation_share is not null then busy_operating_minutes end as busy_minutes,
        idle_minutes,
        is_operating_day,
        is_operating_day and utilisation_share is not null as is_measured_day
    from days

),

sums as (

    select
        device_key,
        min(site_name) as site_name,
        cast(sum(exam_count) as bigint) as exam_count,
        cast(sum(timed_exam_count) as bigint) as timed_exam_count,
        cast(sum(operating_exam_count) as bigint) as operating_exam_count,
        cast(sum(overlap_count) as bigint) as overlap_count,
        count(*) filter (where is_operating_day) as operating_day_count,
        count(*) filter (where is_measured_day) as measured_day_count,
        sum(operating_minutes) / 60.0e0 as operating_hours,
        sum(measured_minutes) / 60.0e0 as measured_hours,
        sum(busy_minutes) / 60.0e0 as busy_hours,
        sum(idle_minutes) / 60.0e0 as idle_hours,
        grouping(device_key) = 1 as is_total
    from facts
    group by grouping sets ((device_key), ())

),

-- Every exam and every change once for its device and once for the total.
durations as (

    select
        device_key,
        duration_minutes,
        false as is_total
    from period_exams
    where is_usable

),

changes as (

    select
        device_gaps.device_key,
        device_gaps.gap_minutes,
        false as is_total
    from device_gaps
    cross join period
    where
        device_gaps.gap_kind = 'change'
        and device_gaps.gap_date >= period.period_start
        and device_gaps.gap_date < period.period_end
        and (period.site_name is null or device_gaps.site_name = period.site_name)

),

all_durations as (

    select * from durations

    union all

    select
        cast(null as varchar) as device_key,
        duration_minutes,
        true as is_total
    from durations

),

all_changes as (

    select * from changes

    union all

    select
        cast(null as varchar) as device_key,
        gap_minutes,
        true as is_total
    from changes

),

ranked_durations as (

    select
        device_key,
        is_total,
        duration_minutes,
        row_number() over (partition by is_total, device_key order by duration_minutes) as duration_rank,
        count(*) over (partition by is_total, device_key) as duration_count
    from all_durations

),

ranked_changes as (

    select
        device_key,
        is_total,
        gap_minutes,
        row_number() over (partition by is_total, device_key order by gap_minutes) as change_rank,
        count(*) over (partition by is_total, device_key) as change_count
    from all_changes

),

duration_ranks as (

    select
        device_key,
        is_total,
        min(case when duration_rank * 2 >= duration_count then duration_minutes end) as median_minutes,
        min(case when duration_rank * 10 >= duration_count * 9 then duration_minutes end) as p90_minutes
    from ranked_durations
    group by
        device_key,
        is_total

),

change_ranks as (

    select
        device_key,
        is_total,
        count(*) as change_count,
        min(case when change_rank * 2 >= change_count then gap_minutes end) as median_change_minutes,
        min(case when change_rank * 10 >= change_count * 9 then gap_minutes end) as p90_change_minutes
    from ranked_changes
    group by
        device_key,
        is_total

),

final as (

    select
        sums.device_key,
        case when sums.is_total then null else coalesce(device_labels.device_label, sums.device_key) end as device_label,
        case when sums.is_total then null else sums.site_name end as site_name,
        sums.exam_count,
        sums.timed_exam_count,
        cast(sums.timed_exam_count as double) / nullif(sums.exam_count, 0) as coverage_share,
        sums.operating_day_count,
        sums.measured_day_count,
        sums.operating_hours,
        sums.busy_hours,
        sums.busy_hours / nullif(sums.measured_hours, 0.0e0) as utilisation_share,
        cast(sums.operating_exam_count as double) / nullif(sums.operating_hours, 0.0e0) as exams_per_operating_hour,
        duration_ranks.median_minutes,
        duration_ranks.p90_minutes,
        coalesce(change_ranks.change_count, 0) as change_count,
        change_ranks.median_change_minutes,
        change_ranks.p90_change_minutes,
        sums.idle_hours,
        sums.overlap_count,
        sums.is_total,
        sums.operating_hours is not null as has_hours
    from sums
    left join device_labels
        on sums.device_key = device_labels.device_key
    left join duration_ranks
        on sums.is_total = duration_ranks.is_total
        and sums.device_key is not distinct from duration_ranks.device_key
    left join change_ranks
        on sums.is_total = change_ranks.is_total
        and sums.device_key is not distinct from change_ranks.device_key
    where sums.exam_count is not null

)

select * from final
order by
    is_total,
    site_name,
    device_label,
    device_key
