with exams as (

    select * from exams

),

series_times as (

    select * from series_times

),

settings as (

    select * from stg_settings

),

-- An exam of radiotherapy images is one day of its study.
exam_series as (

    select
        exams.exam_id,
        exams.device_key = series_times.device_key as is_own_device,
        series_times.device_key as series_device_key,
        series_times.time_zone,
        series_times.manufacturer,
        series_times.framed_image_count,
        series_times.unframed_enhanced_image_count,
        series_times.stepless_image_count,
        series_times.unended_image_count,
        series_times.utc_offset_minutes,
        series_times.has_nonexistent_hour,
        coalesce(series_times.acquired_offset_minutes, series_times.utc_offset_minutes) as stated_offset_minutes,
        series_times.step_start_at,
        series_times.step_end_at,
        series_times.first_series_at,
        series_times.last_series_at,
        series_times.first_acquired_at,
        series_times.last_acquired_at,
        series_times.acquisition_end_at,
        series_times.frame_start_at,
        series_times.frame_end_at,
        series_times.content_start_at,
        series_times.content_end_at
    from exams
    inner join series_times
        on exams.study_instance_uid = series_times.study_instance_uid
    where
        exams.exam_id = exams.study_instance_uid
        or exams.exam_date is not distinct from series_times.series_date

),

device_counts as (

    select
        exam_id,
        count(distinct series_device_key) as device_count
    from exam_series
    group by exam_id

),

evidence as (

    select
        exam_id,
        min(manufacturer) as manufacturer,
        cast(sum(framed_image_count) as bigint) as framed_image_count,
        cast(sum(unframed_enhanced_image_count) as bigint) as unframed_enhanced_image_count,
        cast(sum(stepless_image_count) as bigint) as stepless_image_count,
        cast(sum(unended_image_count) as bigint) as unended_image_count,
        max(stated_offset_minutes) as stated_offset_minutes,
        bool_or(stated_offset_minutes is null) as has_unstated_offset,
        bool_or(stated_offset_minutes is not null) as has_stated_offset,
        bool_or(has_nonexistent_hour) as has_nonexistent_hour,
        min(step_start_at) as step_start_at,
        max(step_end_at) as step_end_at,
        min(first_series_at) as first_series_at,
        max(last_series_at) as last_series_at,
        min(first_acquired_at) as first_acquired_at,
        max(last_acquired_at) as last_acquired_at,
        max(acquisition_end_at) as acquisition_end_at,
        min(frame_start_at) as frame_start_at,
        max(frame_end_at) as frame_end_at,
        min(content_start_at) as content_start_at,
        max(content_end_at) as content_end_at
    from exam_series
    where is_own_device
    group by exam_id

),

joined as (

    select
        exams.exam_id,
        exams.study_instance_uid,
        exams.device_key,
        exams.primary_modality,
        exams.site_name,
        exams.time_zone,
        exams.exam_date,
        exams.exam_start_site_at,
        exams.exam_start_at,
        coalesce(device_counts.device_count, 0) as device_count,
        coalesce(evidence.framed_image_count, 0) as framed_image_count,
        coalesce(evidence.unframed_enhanced_image_count, 0) as unframed_enhanced_image_count,
        evidence.stated_offset_minutes,
        coalesce(evidence.has_unstated_offset, true) as has_unstated_offset,
        coalesce(evidence.has_stated_offset, false) as has_stated_offset,
        coalesce(evidence.has_nonexistent_hour, false) as has_nonexistent_hour,
        case
            when exams.primary_modality <> 'MR' then 'none'
            when regexp_like(lower(evidence.manufacturer), 'philips|fonar') then 'philips_fonar'
            when regexp_like(lower(evidence.manufacturer), '^ *ge( |$)|general electric') then 'ge'
            when evidence.manufacturer is not null then 'other'
            else 'none'
        end as vendor_rule,
        evidence.stepless_image_count = 0 and evidence.unended_image_count = 0 as has_whole_step,
        evidence.step_start_at,
        evidence.step_end_at,
        evidence.first_series_at,
        evidence.last_series_at,
        evidence.first_acquired_at,
        evidence.last_acquired_at,
        evidence.acquisition_end_at,
        evidence.frame_start_at,
        evidence.frame_end_at,
        evidence.content_start_at,
        evidence.content_end_at,
        case
            when evidence.first_acquired_at is null then evidence.frame_start_at
            when evidence.frame_start_at is null then evidence.first_acquired_at
            else least(evidence.first_acquired_at, evidence.frame_start_at)
        end as first_image_at,
        case
            when evidence.last_acquired_at is null then evidence.frame_start_at
            when evidence.frame_start_at is null then evidence.last_acquired_at
            else greatest(evidence.last_acquired_at, evidence.frame_start_at)
        end as last_image_at
    from exams
    left join evidence
        on exams.exam_id = evidence.exam_id
    left join device_counts
        on exams.exam_id = device_counts.exam_id

),

-- A second's grace, because steps are written in whole seconds and acquisitions are not.
judged as (

    select
        joined.*,
        coalesce(
            has_whole_step
            and step_end_at > step_start_at
            and first_image_at >= date_add('second', -1, step_start_at)
            and last_image_at <= date_add('second', 1, step_end_at),
            false
        ) as is_step_sound,
        coalesce(has_whole_step and step_end_at is distinct from step_start_at, false) as has_step_ends,
        case
            when framed_image_count > 0 or unframed_enhanced_image_count > 0 then 'none'
            when vendor_rule = 'philips_fonar' and first_series_at <= first_acquired_at then 'philips_fonar'
            when vendor_rule = 'ge' then 'ge'
            when vendor_rule = 'other' and last_series_at >= last_acquired_at then 'other'
            else 'none'
        end as used_vendor_rule
    from joined

),

ruled as (

    select
        judged.*,
        case
            when is_step_sound then 'performed_step'
            when first_image_at is not null and used_vendor_rule = 'philips_fonar' then 'first_series'
            when first_image_at is not null and first_image_at = frame_start_at then 'frame'
            when first_image_at is not null then 'acquisition'
            when content_start_at is not null then 'content'
            when coalesce(exam_start_at, exam_start_site_at) is not null then 'study'
            else 'none'
        end as start_rule,
        case
            when is_step_sound then 'performed_step'
            when
                first_image_at is not null
                and used_vendor_rule = 'philips_fonar'
                and last_acquired_at > first_series_at
                then 'last_acquisition'
            when first_image_at is not null and used_vendor_rule = 'other' and last_series_at > first_acquired_at
                then 'last_series'
            when
                first_image_at is not null
                and acquisition_end_at > last_image_at
                and (frame_end_at is null or acquisition_end_at >= frame_end_at)
                then 'acquisition_duration'
            when first_image_at is not null and frame_end_at >= last_image_at then 'frame_duration'
            when first_image_at is not null then 'last_acquisition'
            when content_start_at is not null then 'content'
            else 'none'
        end as candidate_end_rule
    from judged

),

measured as (

    select
        ruled.*,
        case start_rule
            when 'performed_step' then step_start_at
            when 'first_series' then first_series_at
            when 'frame' then frame_start_at
            when 'acquisition' then first_acquired_at
            when 'content' then content_start_at
            when 'study' then coalesce(exam_start_at, exam_start_site_at)
        end as start_instant,
        case candidate_end_rule
            when 'performed_step' then step_end_at
            when 'last_series' then last_series_at
            when 'acquisition_duration' then acquisition_end_at
            when 'frame_duration' then frame_end_at
            when 'last_acquisition' then last_image_at
            when 'content' then content_end_at
        end as end_instant,
        case
            when start_rule = 'study' then exam_start_at is not null
            else not has_unstated_offset or time_zone is not null
        end as is_zone_known,
        start_rule <> 'study' and has_unstated_offset and time_zone is not null as is_by_zone
    from ruled

),

-- Where an hour comes twice, the engines choose differently among its passes; here it is always the first.
settled as (

    select
        measured.*,
        coalesce(
            is_by_zone
            and cast(at_timezone(with_timezone(date_add('hour', -1, start_instant), 'UTC'), time_zone) as timestamp)
            = cast(at_timezone(with_timezone(start_instant, 'UTC'), time_zone) as timestamp),
            false
        ) as starts_in_second_pass,
        coalesce(
            is_by_zone
            and cast(at_timezone(with_timezone(date_add('hour', 1, start_instant), 'UTC'), time_zone) as timestamp)
            = cast(at_timezone(with_timezone(start_instant, 'UTC'), time_zone) as timestamp),
            false
        ) as starts_in_first_pass,
        coalesce(
            is_by_zone
            and cast(at_timezone(with_timezone(date_add('hour', -1, end_instant), 'UTC'), time_zone) as timestamp)
            = cast(at_timezone(with_timezone(end_instant, 'UTC'), time_zone) as timestamp),
            false
        ) as ends_in_second_pass,
        coalesce(
            is_by_zone
            and cast(at_timezone(with_timezone(date_add('hour', 1, end_instant), 'UTC'), time_zone) as timestamp)
            = cast(at_timezone(with_timezone(end_instant, 'UTC'), time_zone) as timestamp),
            false
        ) as ends_in_first_pass
    from measured

),

placed as (

    select
        settled.*,
        starts_in_first_pass or starts_in_second_pass or ends_in_first_pass or ends_in_second_pass
            as is_ambiguous_hour,
        case
            when starts_in_second_pass then date_add('hour', -1, start_instant)
            else start_instant
        end as placed_start_at,
        case
            when ends_in_second_pass then date_add('hour', -1, end_instant)
            else end_instant
        end as placed_end_at
    from settled

),

timed as (

    select
        placed.*,
        case
            when placed_end_at <> placed_start_at
                then (to_unixtime(placed_end_at) - to_unixtime(placed_start_at)) / 60.0e0
        end as duration_minutes
    from placed

),

doubted as (

    select
        timed.*,
        case
            when start_rule = 'none' then 'no_time'
            when duration_minutes is null then 'one_time'
            when duration_minutes < 0 then 'negative'
            when duration_minutes > settings.longest_exam_minutes then 'too_long'
            when is_ambiguous_hour then 'ambiguous_hour'
            when has_nonexistent_hour then 'nonexistent_hour'
            when not is_zone_known and has_stated_offset then 'mixed_offsets'
            when start_rule = 'content' then 'content_time'
            when
                start_rule <> 'performed_step'
                and used_vendor_rule = 'ge'
                and candidate_end_rule <> 'acquisition_duration'
                then 'no_duration_of_last'
            when start_rule <> 'performed_step' and has_step_ends then 'step_contradicted'
            when device_count > 1 then 'several_devices'
            when not is_zone_known then 'zone_unknown'
            when start_rule <> 'performed_step' and unframed_enhanced_image_count > 0 then 'frames_not_read'
            when
                start_rule <> 'performed_step'
                and framed_image_count = 0
                and vendor_rule <> 'none'
                and used_vendor_rule = 'none'
                then 'vendor_rule_contradicted'
            when start_rule <> 'performed_step' and vendor_rule = 'none' and candidate_end_rule = 'last_acquisition'
                then 'end_is_last_start'
        end as confidence_reason
    from timed
    cross join settings

),

final as (

    select
        exam_id,
        study_instance_uid,
        device_key,
        primary_modality,
        site_name,
        time_zone,
        case when start_rule in ('performed_step', 'study', 'none', 'content') then 'none' else used_vendor_rule end
            as vendor_rule,
        start_rule,
        case when duration_minutes is null then 'none' else candidate_end_rule end as end_rule,
        case
            when confidence_reason is null then 'high'
            when confidence_reason in ('no_time', 'one_time') then 'none'
            when
                confidence_reason in (
                    'negative', 'too_long', 'ambiguous_hour', 'nonexistent_hour', 'mixed_offsets', 'content_time',
                    'no_duration_of_last'
                )
                then 'low'
            else 'medium'
        end as confidence,
        confidence_reason,
        duration_minutes,
        duration_minutes is not null
        and coalesce(confidence_reason, '') not in (
            'negative', 'too_long', 'ambiguous_hour', 'nonexistent_hour', 'mixed_offsets'
        ) as is_usable,
        is_ambiguous_hour,
        exam_date,
        case
            when start_rule = 'study' then exam_start_site_at
            when time_zone is not null
                then cast(at_timezone(with_timezone(placed_start_at, 'UTC'), time_zone) as timestamp)
            when is_zone_known then date_add('minute', stated_offset_minutes, placed_start_at)
            else placed_start_at
        end as start_site_at,
        case
            when duration_minutes is null then null
            when time_zone is not null
                then cast(at_timezone(with_timezone(placed_end_at, 'UTC'), time_zone) as timestamp)
            when is_zone_known then date_add('minute', stated_offset_minutes, placed_end_at)
            else placed_end_at
        end as end_site_at,
        case when is_zone_known then placed_start_at end as start_at,
        case when is_zone_known and duration_minutes is not null then placed_end_at end as end_at
    from doubted

)

select * from final
