with period as (

    select
        cast(? as varchar) as period_unit,
        cast(? as date) as period_start,
        cast(? as date) as period_end,
        cast(? as date) as previous_start,
        cast(? as date) as year_before_start,
        cast(? as date) as year_before_end,
        cast(? as date) as trend_start,
        cast(? as varchar) as site_name

),

period_exams as (

    select
        counted_exams.site_name,
        counted_exams.patient_pseudonym,
        cast(date_trunc(period.period_unit, counted_exams.exam_date) as date) as period_start
    from counted_exams
    cross join period
    where
        counted_exams.exam_date < period.period_end
        and (
            counted_exams.exam_date >= period.trend_start
            or (
                counted_exams.exam_date >= period.year_before_start
                and counted_exams.exam_date < period.year_before_end
            )
        )
        and (period.site_name is null or counted_exams.site_name = period.site_name)

),

exam_counts as (

    select
        site_name,
        count(*) as exam_count,
        count(distinct patient_pseudonym) as patient_count,
        period_start,
        grouping(site_name) = 1 as is_total
    from period_exams
    group by grouping sets ((period_start, site_name), (period_start))

),

instance_counts as (

    select
        cast(sum(volume_daily.instance_count) as bigint) as instance_count,
        cast(date_trunc(period.period_unit, volume_daily.study_date) as date) as period_start
    from volume_daily
    cross join period
    where
        volume_daily.study_date < period.period_end
        and (
            volume_daily.study_date >= period.trend_start
            or (
                volume_daily.study_date >= period.year_before_start
                and volume_daily.study_date < period.year_before_end
            )
        )
        and (period.site_name is null or volume_daily.site_name = period.site_name)
        and volume_daily.study_count > 0
    group by cast(date_trunc(period.period_unit, volume_daily.study_date) as date)

),

all_sites as (

    select site_name from stg_sites

    union

    select site_name from registry_devices

    union

    select 'unmapped' as site_name

),

sites as (

    select all_sites.site_name
    from all_sites
    cross join period
    where
        period.site_name is null
        or all_sites.site_name = period.site_name

),

days as (

    select
        stg_days.calendar_date,
        cast(date_trunc(period.period_unit, stg_days.calendar_date) as date) as period_start
    from stg_days
    cross join period
    where
        stg_days.calendar_date < period.period_end
        and (
            stg_days.calendar_date >= period.trend_start
            or (
                stg_days.calendar_date >= period.year_before_start
                and stg_days.calendar_date < period.year_before_end
            )
        )

),

site_days as (

    select
        sites.site_name,
        days.period_start,
        case
            when registry_calendar.day_kind = 'holiday' then 0
            when registry_calendar.day_kind = 'working' then 1
            when day_of_week(days.calendar_date) <= 5 then 1
            else 0
        end as working_days,
        case
            when registry_calendar.day_kind = 'holiday' and day_of_week(days.calendar_date) <= 5 then 1
            else 0
        end as holidays
    from sites
    cross join days
    left join registry_calendar
        on sites.site_name = registry_calendar.site_name
        and days.calendar_date = registry_calendar.calendar_date

),

calendars as (

    select
        site_name,
        cast(sum(working_days) as bigint) as working_day_count,
        cast(sum(holidays) as bigint) as holiday_count,
        period_start,
        grouping(site_name) = 1 as is_total
    from site_days
    group by grouping sets ((period_start, site_name), (period_start))

),

joined as (

    select
        calendars.site_name,
        exam_counts.exam_count,
        exam_counts.patient_count,
        case when calendars.is_total then instance_counts.instance_count end as instance_count,
        case when not calendars.is_total then calendars.working_day_count end as working_day_count,
        case when not calendars.is_total then calendars.holiday_count end as holiday_count,
        case
            when not calendars.is_total
                then cast(coalesce(exam_counts.exam_count, 0) as double) / nullif(calendars.working_day_count, 0)
        end as site_rate,
        max(exam_counts.exam_count) over (partition by calendars.period_start) as period_exam_count,
        calendars.is_total,
        calendars.period_start
    from calendars
    left join exam_counts
        on calendars.period_start = exam_counts.period_start
        and calendars.is_total = exam_counts.is_total
        and coalesce(calendars.site_name, '') = coalesce(exam_counts.site_name, '')
    left join instance_counts
        on calendars.period_start = instance_counts.period_start

),

-- A period without any exam has no data; a site without one in a period that has some has none.
rated as (

    select
        site_name,
        case when period_exam_count > 0 then coalesce(exam_count, 0) end as exam_count,
        case when period_exam_count > 0 then coalesce(patient_count, 0) end as patient_count,
        instance_count,
        working_day_count,
        holiday_count,
        case
            when period_exam_count > 0 and is_total then sum(site_rate) over (partition by period_start)
            when period_exam_count > 0 then site_rate
        end as exams_per_working_day,
        is_total,
        period_start
    from joined

),

final as (

    select
        rated.site_name,
        rated.exam_count,
        case
            when rated.period_start > period.trend_start
                then lag(rated.exam_count) over (
                    partition by rated.is_total, rated.site_name
                    order by rated.period_start
                )
        end as exam_count_before,
        rated.patient_count,
        rated.instance_count,
        rated.working_day_count,
        rated.holiday_count,
        rated.exams_per_working_day,
        max(case when rated.period_start = period.previous_start then rated.exams_per_working_day end) over (
            partition by rated.is_total, rated.site_name
        ) as previous_exams_per_working_day,
        max(case when rated.period_start = period.year_before_start then rated.exams_per_working_day end) over (
            partition by rated.is_total, rated.site_name
        ) as year_before_exams_per_working_day,
        rated.is_total,
        rated.period_start = period.period_start as is_current,
        rated.period_start >= period.trend_start as is_in_trend,
        max(rated.exam_count) over () > 0 as has_exams,
        rated.exam_count > 0 or (rated.exam_count = 0 and rated.site_name <> 'unmapped') as is_shown,
        rated.period_start
    from rated
    cross join period

)

select * from final
order by
    period_start,
    is_total,
    case when site_name = 'unmapped' then 1 else 0 end,
    site_name
