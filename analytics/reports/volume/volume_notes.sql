with period as (

    select
        cast(? as date) as period_start,
        cast(? as date) as period_end,
        cast(? as varchar) as site_name

),

study_counts as (

    select
        coalesce(cast(sum(volume_daily.phantom_count) as bigint), 0) as phantom,
        coalesce(cast(sum(volume_daily.withdrawn_count) as bigint), 0) as withdrawn,
        coalesce(cast(sum(volume_daily.derived_only_count) as bigint), 0) as derived_only,
        coalesce(cast(sum(volume_daily.secondary_capture_only_count) as bigint), 0) as secondary_capture_only,
        coalesce(cast(sum(volume_daily.document_only_count) as bigint), 0) as document_only
    from volume_daily
    cross join period
    where
        volume_daily.study_date >= period.period_start
        and volume_daily.study_date < period.period_end
        and (period.site_name is null or volume_daily.site_name = period.site_name)

),

period_exams as (

    select
        counted_exams.site_name,
        counted_exams.exam_date,
        cast(counted_exams.first_arrived_at as date) >= date_add('day', 3, period.period_end)
        and (
            counted_exams.study_date is null
            or (counted_exams.study_date >= period.period_start and counted_exams.study_date < period.period_end)
        ) as is_late
    from counted_exams
    cross join period
    where
        (
            counted_exams.exam_date is null
            or (counted_exams.exam_date >= period.period_start and counted_exams.exam_date < period.period_end)
        )
        and (period.site_name is null or counted_exams.site_name = period.site_name)

),

exam_counts as (

    select
        count(*) filter (where exam_date is not null and site_name = 'unmapped') as unmapped_site,
        count(*) filter (where exam_date is not null and is_late) as late_arrival,
        count(*) filter (where exam_date is null) as unknown_date
    from period_exams

),

final as (

    select
        subjects.subject,
        case subjects.subject
            when 'unmapped_site' then exam_counts.unmapped_site
            when 'late_arrival' then exam_counts.late_arrival
            when 'phantom' then study_counts.phantom
            when 'document_only' then study_counts.document_only
            when 'derived_only' then study_counts.derived_only
            when 'secondary_capture_only' then study_counts.secondary_capture_only
            when 'withdrawn' then study_counts.withdrawn
            when 'unknown_date' then exam_counts.unknown_date
        end as study_count,
        subjects.subject_rank
    from (
        values
        ('unmapped_site', 1),
        ('late_arrival', 2),
        ('phantom', 3),
        ('document_only', 4),
        ('derived_only', 5),
        ('secondary_capture_only', 6),
        ('withdrawn', 7),
        ('unknown_date', 8)
    ) as subjects (subject, subject_rank)
    cross join study_counts
    cross join exam_counts

)

select * from final
order by subject_rank
