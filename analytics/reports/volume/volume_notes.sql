with period as (

    select
        cast(? as date) as period_start,
        cast(? as date) as period_end,
        cast(? as varchar) as site_name

),

period_studies as (

    select
        studies.study_instance_uid,
        studies.exam_class,
        studies.study_date,
        studies.first_arrived_at
    from studies
    cross join period
    where
        (
            studies.study_date is null
            or (studies.study_date >= period.period_start and studies.study_date < period.period_end)
        )
        and (period.site_name is null or studies.site_name = period.site_name)

),

period_exams as (

    select
        counted_exams.study_instance_uid,
        counted_exams.site_name,
        counted_exams.exam_date
    from counted_exams
    cross join period
    where
        (
            counted_exams.exam_date is null
            or (counted_exams.exam_date >= period.period_start and counted_exams.exam_date < period.period_end)
        )
        and (period.site_name is null or counted_exams.site_name = period.site_name)

),

study_counts as (

    select
        count(*) filter (where exam_class = 'phantom') as phantom,
        count(*) filter (where exam_class = 'withdrawn') as withdrawn,
        count(*) filter (where exam_class = 'derived_only') as derived_only,
        count(*) filter (where exam_class = 'secondary_capture_only') as secondary_capture_only,
        count(*) filter (where exam_class = 'document_only') as document_only
    from period_studies
    where study_date is not null

),

exam_counts as (

    select
        count(*) filter (where period_exams.exam_date is not null and period_exams.site_name = 'unmapped')
            as unmapped_site,
        count(*) filter (
            where
                period_exams.exam_date is not null
                and cast(period_studies.first_arrived_at as date) >= date_add('day', 3, period.period_end)
        ) as late_arrival,
        count(*) filter (where period_exams.exam_date is null) as unknown_date
    from period_exams
    cross join period
    left join period_studies
        on period_exams.study_instance_uid = period_studies.study_instance_uid

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
