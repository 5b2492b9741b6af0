with instances as (

    select * from stg_instances

),

device_matches as (

    select * from stg_device_matches

),

devices as (

    select * from registry_devices

),

institutions as (

    select * from stg_institutions

),

sites as (

    select * from stg_sites

),

rejected_instances as (

    select distinct rejected_sop_instance_uid from stg_rejection_notes

),

copies as (

    select * from stg_repeated_instances

),

placed as (

    select
        instances.*,
        devices.device_id,
        devices.device_name,
        device_matches.match_rule as device_match_rule,
        coalesce(devices.site_name, institutions.site_name) as matched_site_name,
        case
            when rejected_instances.rejected_sop_instance_uid is not null then true
            else false
        end as is_withdrawn,
        instances.is_original
        or (instances.object_kind = 'secondary_capture' and coalesce(devices.counts_secondary_capture, false))
            as is_acquired
    from instances
    left join device_matches
        on instances.device_identity = device_matches.device_identity
        and instances.study_day = device_matches.study_day
    left join devices
        on device_matches.device_id = devices.device_id
    left join institutions
        on instances.institution_key = institutions.institution_key
    left join rejected_instances
        on instances.sop_instance_uid = rejected_instances.rejected_sop_instance_uid

),

numbered as (

    select
        placed.*,
        sites.time_zone,
        coalesce(
            placed.device_id,
            placed.serial_identity,
            placed.station_identity,
            'unknown'
        ) as device_key,
        coalesce(copies.copy_number, 1) as copy_number,
        coalesce(copies.copy_count, 1) as copy_count,
        coalesce(copies.series_copy_count, 1) as series_copy_count,
        coalesce(copies.sop_instance_uid_count, 1) as sop_instance_uid_count
    from placed
    left join copies
        on placed.source = copies.source
        and placed.object_id = copies.object_id
    left join sites
        on placed.matched_site_name = sites.site_name

),

timed as (

    select
        numbered.*,
        case
            when utc_offset_minutes is not null
                then date_add('minute', -utc_offset_minutes, study_start_local_at)
            when time_zone is not null
                then cast(with_timezone(study_start_local_at, time_zone) at time zone 'UTC' as timestamp)
        end as study_start_at,
        case
            when coalesce(acquired_offset_minutes, utc_offset_minutes) is not null
                then
                    date_add(
                        'minute',
                        -coalesce(acquired_offset_minutes, utc_offset_minutes),
                        acquired_local_at
                    )
            when time_zone is not null
                then cast(with_timezone(acquired_local_at, time_zone) at time zone 'UTC' as timestamp)
        end as acquired_at
    from numbered

),

final as (

    select
        source,
        object_id,
        version_id,
        order_key,
        study_instance_uid,
        series_instance_uid,
        sop_instance_uid,
        patient_pseudonym,
        issuer_of_patient_id_pseudonym,
        accession_pseudonym,
        request_accession_pseudonyms,
        referenced_sop_instance_uids,
        device_key,
        device_id,
        object_kind,
        device_name,
        device_match_rule,
        coalesce(matched_site_name, 'unmapped') as site_name,
        time_zone,
        privacy_profile,
        {staged_texts},
        object_bytes,
        header_bytes_read,
        extractor_version,
        field_error_count,
        utc_offset_minutes,
        acquired_offset_minutes,
        copy_number,
        copy_count,
        frame_count,
        {staged_numbers},
        copy_number = 1 and not is_withdrawn as is_counted,
        is_acquired,
        is_original,
        is_phantom,
        is_withdrawn,
        sop_instance_uid_count > series_copy_count as has_uid_conflict,
        {staged_dates},
        arrival_date,
        study_start_local_at,
        case
            when time_zone is not null and utc_offset_minutes is not null
                then cast(at_timezone(with_timezone(study_start_at, 'UTC'), time_zone) as timestamp)
            else study_start_local_at
        end as study_start_site_at,
        study_start_at,
        series_start_local_at,
        acquired_local_at,
        acquired_at,
        first_stored_at,
        occurred_at,
        arrived_at,
        recorded_at
    from timed

)

select * from final
