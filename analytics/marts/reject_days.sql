with settings as (

    select * from stg_alert_settings
    where
        alert_kind = 'reject_jump'
        and device_id is null

),

change_counts as (

    select * from stg_change_days

),

reasons as (

    select
        source,
        changed_date,
        rejection_reason,
        row_number() over (
            partition by source, changed_date
            order by sum(change_count) desc, rejection_reason
        ) as reason_rank
    from change_counts
    where is_rejected
    group by
        source,
        changed_date,
        rejection_reason

),

days as (

    select
        source,
        cast(sum(change_count) as bigint) as object_count,
        cast(sum(case when is_rejected then change_count else 0 end) as bigint) as rejected_count,
        changed_date
    from change_counts
    group by
        source,
        changed_date

),

weeks_ahead as (

    select week_count
    from (values (1), (2), (3), (4), (5), (6), (7), (8)) as list (week_count)

),

ranked_history as (

    select
        days.source,
        days.rejected_count,
        date_add('week', weeks_ahead.week_count, cast(date_trunc('week', days.changed_date) as date)) as week_date,
        row_number() over (
            partition by
                days.source,
                date_add('week', weeks_ahead.week_count, cast(date_trunc('week', days.changed_date) as date))
            order by days.rejected_count
        ) as day_rank,
        count(*) over (
            partition by
                days.source,
                date_add('week', weeks_ahead.week_count, cast(date_trunc('week', days.changed_date) as date))
        ) as day_count
    from days
    cross join weeks_ahead

),

usual_days as (

    select
        source,
        max(day_count) as history_count,
        min(case when day_rank * 100 >= day_count * 95 then rejected_count end) as usual_rejected_count,
        week_date
    from ranked_history
    group by
        source,
        week_date

),

judged as (

    select
        days.source,
        reasons.rejection_reason as leading_reason,
        days.object_count,
        days.rejected_count,
        coalesce(usual_days.history_count, 0) as history_count,
        usual_days.usual_rejected_count,
        case
            when usual_days.history_count < settings.history_minimum then null
            when settings.factor * usual_days.usual_rejected_count > settings.minimum
                then settings.factor * usual_days.usual_rejected_count
            when usual_days.usual_rejected_count is not null then settings.minimum
        end as alert_rejected_count,
        days.changed_date < cast(stg_clock.now_at as date) as is_judged,
        settings.is_on,
        days.changed_date
    from days
    cross join settings
    cross join stg_clock
    left join reasons
        on days.source = reasons.source
        and days.changed_date = reasons.changed_date
        and reasons.reason_rank = 1
    left join usual_days
        on days.source = usual_days.source
        and cast(date_trunc('week', days.changed_date) as date) = usual_days.week_date

),

final as (

    select
        source,
        leading_reason,
        object_count,
        rejected_count,
        history_count,
        usual_rejected_count,
        alert_rejected_count,
        is_judged,
        coalesce(is_on and is_judged and rejected_count >= alert_rejected_count, false) as is_jump,
        changed_date
    from judged

)

select * from final
