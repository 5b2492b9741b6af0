with images as (

    select * from instances
    where
        is_counted
        and is_original

),

-- Local times are aggregated before they are converted: a series has one zone, and conversions are dear.
stated as (

    select
        study_instance_uid,
        series_instance_uid,
        device_key,
        site_name,
        time_zone,
        coalesce(series_date, study_date) as series_date,
        utc_offset_minutes,
        coalesce(acquired_offset_minutes, utc_offset_minutes) as acquired_offset_minutes,
        min(modality) as modality,
        min(manufacturer) as manufacturer,
        count(*) as image_count,
        count(*) filter (where frame_acquisition_date_time_first is not null) as framed_image_count,
        count(*) filter (
            where
                frame_acquisition_date_time_first is null
                and sop_class_uid in (
                    '1.2.840.10008.5.1.4.1.1.2.1',
                    '1.2.840.10008.5.1.4.1.1.2.2',
                    '1.2.840.10008.5.1.4.1.1.4.1',
                    '1.2.840.10008.5.1.4.1.1.4.3',
                    '1.2.840.10008.5.1.4.1.1.4.4',
                    '1.2.840.10008.5.1.4.1.1.6.2',
                    '1.2.840.10008.5.1.4.1.1.12.1.1',
                    '1.2.840.10008.5.1.4.1.1.12.2.1',
                    '1.2.840.10008.5.1.4.1.1.128.1',
                    '1.2.840.10008.5.1.4.1.1.130'
                )
        ) as unframed_enhanced_image_count,
        min(
            case
                when performed_procedure_step_start_date is not null and performed_procedure_step_start_time is not null
                    then cast(performed_procedure_step_start_date as varchar) || ' ' || performed_procedure_step_start_time
            end
        ) as step_start_text,
        max(
            case
                when performed_procedure_step_end_date is not null and performed_procedure_step_end_time is not null
                    then cast(performed_procedure_step_end_date as varchar) || ' ' || performed_procedure_step_end_time
            end
        ) as step_end_text,
        count(*) filter (
            where performed_procedure_step_start_date is null or performed_procedure_step_start_time is null
        ) as stepless_image_count,
        count(*) filter (
            where
                performed_procedure_step_start_date is not null
                and performed_procedure_step_start_time is not null
                and (performed_procedure_step_end_date is null or performed_procedure_step_end_time is null)
        ) as unended_image_count,
        min(series_start_local_at) as first_series_local_at,
        max(series_start_local_at) as last_series_local_at,
        min(case when frame_acquisition_date_time_first is null then acquired_local_at end)
            as first_acquired_local_at,
        max(case when frame_acquisition_date_time_first is null then acquired_local_at end)
            as last_acquired_local_at,
        max(
            case
                when
                    frame_acquisition_date_time_first is null
                    and acquisition_duration_s > 0
                    and acquisition_duration_s < 86400
                    then
                        date_add(
                            'millisecond',
                            cast(round(1000 * acquisition_duration_s) as bigint),
                            acquired_local_at
                        )
            end
        ) as acquisition_end_local_at,
        min(frame_acquisition_date_time_first) as frame_start_text,
        max(frame_acquisition_date_time_end) as frame_end_text,
        min(
            case
                when acquired_local_at is null and content_date is not null and content_time is not null
                    then cast(content_date as varchar) || ' ' || content_time
            end
        ) as content_start_text,
        max(
            case
                when acquired_local_at is null and content_date is not null and content_time is not null
                    then cast(content_date as varchar) || ' ' || content_time
            end
        ) as content_end_text
    from images
    group by
        study_instance_uid,
        series_instance_uid,
        device_key,
        site_name,
        time_zone,
        coalesce(series_date, study_date),
        utc_offset_minutes,
        coalesce(acquired_offset_minutes, utc_offset_minutes)

),

parsed as (

    select
        stated.*,
        try_cast(step_start_text as timestamp) as step_start_local_at,
        try_cast(step_end_text as timestamp) as step_end_local_at,
        try_cast(content_start_text as timestamp) as content_start_local_at,
        try_cast(content_end_text as timestamp) as content_end_local_at,
        try_cast(substr(frame_start_text, 1, 10) || ' ' || substr(frame_start_text, 12, 12) as timestamp)
            as frame_start_local_at,
        try_cast(substr(frame_end_text, 1, 10) || ' ' || substr(frame_end_text, 12, 12) as timestamp)
            as frame_end_local_at,
        case
            when regexp_like(frame_start_text, '[+-][0-9]{2}:[0-9]{2}$')
                then
                    (case when substr(frame_start_text, 24, 1) = '-' then -1 else 1 end)
                    * (
                        60 * cast(substr(frame_start_text, 25, 2) as integer)
                        + cast(substr(frame_start_text, 28, 2) as integer)
                    )
            else acquired_offset_minutes
        end as frame_offset_minutes
    from stated

),

converted as (

    select
        study_instance_uid,
        series_instance_uid,
        device_key,
        site_name,
        time_zone,
        modality,
        manufacturer,
        image_count,
        framed_image_count,
        unframed_enhanced_image_count,
        stepless_image_count,
        unended_image_count,
        utc_offset_minutes,
        acquired_offset_minutes,
        series_date,
        first_acquired_local_at,
        last_acquired_local_at,
        case
            when utc_offset_minutes is not null
                then date_add('minute', -utc_offset_minutes, step_start_local_at)
            when time_zone is not null
                then cast(with_timezone(step_start_local_at, time_zone) at time zone 'UTC' as timestamp)
            else step_start_local_at
        end as step_start_at,
        case
            when utc_offset_minutes is not null
                then date_add('minute', -utc_offset_minutes, step_end_local_at)
            when time_zone is not null
                then cast(with_timezone(step_end_local_at, time_zone) at time zone 'UTC' as timestamp)
            else step_end_local_at
        end as step_end_at,
        case
            when utc_offset_minutes is not null
                then date_add('minute', -utc_offset_minutes, first_series_local_at)
            when time_zone is not null
                then cast(with_timezone(first_series_local_at, time_zone) at time zone 'UTC' as timestamp)
            else first_series_local_at
        end as first_series_at,
        case
            when utc_offset_minutes is not null
                then date_add('minute', -utc_offset_minutes, last_series_local_at)
            when time_zone is not null
                then cast(with_timezone(last_series_local_at, time_zone) at time zone 'UTC' as timestamp)
            else last_series_local_at
        end as last_series_at,
        case
            when acquired_offset_minutes is not null
                then date_add('minute', -acquired_offset_minutes, first_acquired_local_at)
            when time_zone is not null
                then cast(with_timezone(first_acquired_local_at, time_zone) at time zone 'UTC' as timestamp)
            else first_acquired_local_at
        end as first_acquired_at,
        case
            when acquired_offset_minutes is not null
                then date_add('minute', -acquired_offset_minutes, last_acquired_local_at)
            when time_zone is not null
                then cast(with_timezone(last_acquired_local_at, time_zone) at time zone 'UTC' as timestamp)
            else last_acquired_local_at
        end as last_acquired_at,
        case
            when acquired_offset_minutes is not null
                then date_add('minute', -acquired_offset_minutes, acquisition_end_local_at)
            when time_zone is not null
                then cast(with_timezone(acquisition_end_local_at, time_zone) at time zone 'UTC' as timestamp)
            else acquisition_end_local_at
        end as acquisition_end_at,
        case
            when frame_offset_minutes is not null
                then date_add('minute', -frame_offset_minutes, frame_start_local_at)
            when time_zone is not null
                then cast(with_timezone(frame_start_local_at, time_zone) at time zone 'UTC' as timestamp)
            else frame_start_local_at
        end as frame_start_at,
        case
            when frame_offset_minutes is not null
                then date_add('minute', -frame_offset_minutes, frame_end_local_at)
            when time_zone is not null
                then cast(with_timezone(frame_end_local_at, time_zone) at time zone 'UTC' as timestamp)
            else frame_end_local_at
        end as frame_end_at,
        case
            when utc_offset_minutes is not null
                then date_add('minute', -utc_offset_minutes, content_start_local_at)
            when time_zone is not null
                then cast(with_timezone(content_start_local_at, time_zone) at time zone 'UTC' as timestamp)
            else content_start_local_at
        end as content_start_at,
        case
            when utc_offset_minutes is not null
                then date_add('minute', -utc_offset_minutes, content_end_local_at)
            when time_zone is not null
                then cast(with_timezone(content_end_local_at, time_zone) at time zone 'UTC' as timestamp)
            else content_end_local_at
        end as content_end_at
    from parsed

),

final as (

    select
        study_instance_uid,
        series_instance_uid,
        device_key,
        site_name,
        time_zone,
        modality,
        manufacturer,
        image_count,
        framed_image_count,
        unframed_enhanced_image_count,
        stepless_image_count,
        unended_image_count,
        utc_offset_minutes,
        acquired_offset_minutes,
        coalesce(
            acquired_offset_minutes is null
            and (
                cast(at_timezone(with_timezone(first_acquired_at, 'UTC'), time_zone) as timestamp)
                <> first_acquired_local_at
                or cast(at_timezone(with_timezone(last_acquired_at, 'UTC'), time_zone) as timestamp)
                <> last_acquired_local_at
            ),
            false
        ) as has_nonexistent_hour,
        series_date,
        step_start_at,
        step_end_at,
        first_series_at,
        last_series_at,
        first_acquired_at,
        last_acquired_at,
        acquisition_end_at,
        frame_start_at,
        frame_end_at,
        content_start_at,
        content_end_at
    from converted

)

select * from final
