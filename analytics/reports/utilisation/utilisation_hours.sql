with period as (

    select
        cast(? as date) as period_start,
        cast(? as date) as period_end,
        cast(? as varchar) as site_name

),

weekdays as (

    select
        weekday,
        weekday_name
    from (
        values
        (1, 'Monday'),
        (2, 'Tuesday'),
        (3, 'Wednesday'),
        (4, 'Thursday'),
        (5, 'Friday'),
        (6, 'Saturday'),
        (7, 'Sunday')
    ) as list (weekday, weekday_name)

),

hours as (

    select 10 * tens.digit + ones.digit as start_hour
    from (values (0), (1), (2)) as tens (digit)
    cross join (values (0), (1), (2), (3), (4), (5), (6), (7), (8), (9)) as ones (digit)
    where 10 * tens.digit + ones.digit < 24

),

starts as (

    select
        cast(day_of_week(cast(exam_spans.start_site_at as date)) as integer) as weekday,
        cast(hour(exam_spans.start_site_at) as integer) as start_hour,
        1 as exams
    from exam_spans
    cross join period
    where
        exam_spans.exam_date >= period.period_start
        and exam_spans.exam_date < period.period_end
        and (period.site_name is null or exam_spans.site_name = period.site_name)

    union all

    -- Every hour of the week has its cell.
    select
        weekdays.weekday,
        hours.start_hour,
        0 as exams
    from weekdays
    cross join hours

),

sums as (

    select
        weekday,
        start_hour,
        cast(sum(exams) as bigint) as exam_count,
        grouping(weekday) = 1 as is_weekday_total,
        grouping(start_hour) = 1 as is_hour_total
    from starts
    group by grouping sets ((weekday, start_hour), (weekday), (start_hour), ())

),

final as (

    select
        case
            when sums.is_weekday_total then null
            else coalesce(weekdays.weekday_name, 'Start not known')
        end as weekday_name,
        case when sums.start_hour < 10 then '0' else '' end || cast(sums.start_hour as varchar) as hour_name,
        sums.exam_count,
        coalesce(sums.start_hour, 24) as hour_rank,
        coalesce(sums.weekday, case when sums.is_weekday_total then 9 else 8 end) as weekday_rank,
        sums.is_weekday_total,
        sums.is_hour_total,
        max(sums.exam_count) over () > 0 as has_exams,
        not sums.is_weekday_total and not sums.is_hour_total as is_cell,
        -- The cell of exams without a start is no hour, and stands in the total of its row only.
        sums.start_hour is not null or sums.is_hour_total as is_shown
    from sums
    left join weekdays
        on sums.weekday = weekdays.weekday

)

select * from final
order by
    weekday_rank,
    hour_rank
