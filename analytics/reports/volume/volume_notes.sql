with period as (

    select cast(date_trunc('month', cast(? as date)) as date) as month_start

),

month_studies as (

    select studies.exam_class
    from studies
    cross join period
    where
        studies.study_date >= period.month_start
        and studies.study_date < date_add('month', 1, period.month_start)

),

month_exams as (

    select
        exams.site_name,
        cast(studies.first_arrived_at as date) as arrival_date,
        date_add('month', 1, period.month_start) as next_month
    from exams
    inner join studies
        on exams.study_instance_uid = studies.study_instance_uid
    cross join period
    where
        exams.exam_date >= period.month_start
        and exams.exam_date < date_add('month', 1, period.month_start)

),

final as (

    select
        'phantom' as subject,
        count(*) filter (where exam_class = 'phantom') as study_count
    from month_studies

    union all

    select
        'withdrawn' as subject,
        count(*) filter (where exam_class = 'withdrawn') as study_count
    from month_studies

    union all

    select
        'derived_only' as subject,
        count(*) filter (where exam_class = 'derived_only') as study_count
    from month_studies

    union all

    select
        'secondary_capture_only' as subject,
        count(*) filter (where exam_class = 'secondary_capture_only') as study_count
    from month_studies

    union all

    select
        'document_only' as subject,
        count(*) filter (where exam_class = 'document_only') as study_count
    from month_studies

    union all

    select
        'unmapped_site' as subject,
        count(*) filter (where site_name = 'unmapped') as study_count
    from month_exams

    union all

    select
        'late_arrival' as subject,
        count(*) filter (where arrival_date >= date_add('day', 3, next_month)) as study_count
    from month_exams

    union all

    select
        'unknown_date' as subject,
        count(*) filter (where exam_date is null) as study_count
    from exams

)

select * from final
