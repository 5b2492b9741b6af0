with restated as (

    select * from stg_restated_studies

),

now_exams as (

    select
        exams.exam_id,
        exams.study_instance_uid,
        restated.month_date,
        exams.primary_modality,
        exams.site_name
    from exams
    inner join restated
        on exams.study_instance_uid = restated.study_instance_uid
        and cast(date_trunc('month', exams.exam_date) as date) = restated.month_date

),

known_then as (

    select
        substr(then_exams.exam_id, 9) as exam_id,
        restated.study_instance_uid,
        restated.month_date,
        then_exams.primary_modality,
        then_exams.site_name,
        cast(date_trunc('month', then_exams.exam_date) as date) as exam_month
    from then_exams
    inner join restated
        on then_exams.study_instance_uid = restated.cut_label || restated.study_instance_uid

),

then_exams_of_month as (

    select * from known_then
    where exam_month = month_date

),

then_elsewhere as (

    select distinct
        study_instance_uid,
        month_date
    from known_then
    where exam_month is distinct from month_date

),

then_classes as (

    select
        restated.study_instance_uid,
        restated.month_date,
        then_studies.exam_class
    from then_studies
    inner join restated
        on then_studies.study_instance_uid = restated.cut_label || restated.study_instance_uid

),

-- Studies of which something usable had been recorded by then, whether it was still there or not.
seen_then as (

    select distinct
        restated.study_instance_uid,
        restated.month_date
    from then_raw_study_events
    inner join restated
        on then_raw_study_events.study_instance_uid = restated.cut_label || restated.study_instance_uid
    where then_raw_study_events.event_type = 'instance_stored'

),

restated_uids as (

    select distinct study_instance_uid from restated

),

exam_studies as (

    select distinct exams.study_instance_uid
    from exams
    inner join restated_uids
        on exams.study_instance_uid = restated_uids.study_instance_uid

),

study_classes as (

    select
        studies.study_instance_uid,
        studies.exam_class
    from studies
    inner join restated_uids
        on studies.study_instance_uid = restated_uids.study_instance_uid

),

lost_studies as (

    select distinct then_exams_of_month.study_instance_uid
    from then_exams_of_month
    left join exam_studies
        on then_exams_of_month.study_instance_uid = exam_studies.study_instance_uid
    where exam_studies.study_instance_uid is null

),

-- Each once, before they meet the instances, of which there are millions and these are few.
lost_objects as (

    select distinct
        source,
        object_id,
        study_instance_uid
    from raw_study_events
    where
        dt >= '0001-01-01'
        and study_instance_uid in (select lost_studies.study_instance_uid from lost_studies)

),

-- Studies of which objects are there under another study now.
moved_studies as (

    select distinct lost_objects.study_instance_uid
    from lost_objects
    inner join instances
        on lost_objects.source = instances.source
        and lost_objects.object_id = instances.object_id
        and lost_objects.study_instance_uid <> instances.study_instance_uid

),

pairs as (

    select
        coalesce(now_exams.exam_id, then_exams_of_month.exam_id) as exam_id,
        coalesce(now_exams.study_instance_uid, then_exams_of_month.study_instance_uid) as study_instance_uid,
        coalesce(now_exams.month_date, then_exams_of_month.month_date) as month_date,
        now_exams.primary_modality as now_modality,
        now_exams.site_name as now_site_name,
        then_exams_of_month.primary_modality as then_modality,
        then_exams_of_month.site_name as then_site_name,
        now_exams.exam_id is not null as is_now,
        then_exams_of_month.exam_id is not null as is_then
    from now_exams
    full outer join then_exams_of_month
        on now_exams.exam_id = then_exams_of_month.exam_id
        and now_exams.month_date = then_exams_of_month.month_date

),

reasoned as (

    select
        pairs.*,
        case
            when is_now and is_then and now_modality <> then_modality then 'modality_corrected'
            when is_now and is_then and now_site_name <> then_site_name then 'site_corrected'
            when is_now and is_then then null
            when is_now and then_elsewhere.study_instance_uid is not null then 'date_corrected'
            when is_now and then_classes.exam_class in ('exam', 'withdrawn') then 'restored'
            when is_now and then_classes.exam_class = 'phantom' then 'other_corrected'
            when is_now and then_classes.exam_class is null and seen_then.study_instance_uid is not null
                then 'restored'
            when is_now then 'arrived_late'
            when exam_studies.study_instance_uid is not null then 'date_corrected'
            when study_classes.exam_class = 'withdrawn' then 'rejected'
            when study_classes.exam_class in ('phantom', 'exam') then 'other_corrected'
            when moved_studies.study_instance_uid is not null then 'study_corrected'
            else 'deleted'
        end as reason
    from pairs
    left join then_elsewhere
        on pairs.study_instance_uid = then_elsewhere.study_instance_uid
        and pairs.month_date = then_elsewhere.month_date
    left join then_classes
        on pairs.study_instance_uid = then_classes.study_instance_uid
        and pairs.month_date = then_classes.month_date
    left join seen_then
        on pairs.study_instance_uid = seen_then.study_instance_uid
        and pairs.month_date = seen_then.month_date
    left join exam_studies
        on pairs.study_instance_uid = exam_studies.study_instance_uid
    left join study_classes
        on pairs.study_instance_uid = study_classes.study_instance_uid
    left join moved_studies
        on pairs.study_instance_uid = moved_studies.study_instance_uid

),

-- An exam that was there then and is there now has a row for either.
final as (

    select
        reasoned.exam_id,
        reasoned.study_instance_uid,
        coalesce(reasoned.reason, 'unchanged') as reason,
        case sides.side when 'now' then reasoned.now_modality else reasoned.then_modality end as modality,
        case sides.side when 'now' then reasoned.now_site_name else reasoned.then_site_name end as site_name,
        case sides.side when 'now' then 1 else 0 end as now_count,
        case sides.side when 'then' then 1 else 0 end as then_count,
        reasoned.month_date as exam_month
    from reasoned
    cross join (values ('now'), ('then')) as sides (side)
    where
        (sides.side = 'now' and reasoned.is_now)
        or (sides.side = 'then' and reasoned.is_then)

)

select * from final
