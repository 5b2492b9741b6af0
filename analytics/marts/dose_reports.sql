with instances as (

    select * from instances
    where is_counted

),

raw_events as (

    select
        raw_study_events.*,
        coalesce(version_id, 'null') as version_slot
    from raw_study_events
    where
        dt >= '0001-01-01'
        and irradiation_event_count is not null

),

readings as (

    select
        instances.study_instance_uid,
        instances.sop_instance_uid as report_uid,
        instances.site_name,
        instances.device_key,
        raw_events.irradiation_event_uids,
        raw_events.irradiation_event_count,
        raw_events.dose_dlp_total_mgy_cm,
        raw_events.dose_dap_total_gy_cm2,
        raw_events.dose_rp_total_mgy,
        raw_events.dose_fluoro_time_s,
        raw_events.dose_ctdivol_max_mgy,
        raw_events.dose_ctdivol_phantom_code,
        row_number() over (
            partition by instances.source, instances.object_id
            order by raw_events.dt
        ) as reading_rank
    from instances
    inner join raw_events
        on instances.source = raw_events.source
        and instances.object_id = raw_events.object_id
        and coalesce(instances.version_id, 'null') = raw_events.version_slot
        and instances.order_key = raw_events.order_key
        and instances.extractor_version = raw_events.extractor_version
        and instances.recorded_at = raw_events.recorded_at

),

final as (

    select
        study_instance_uid,
        report_uid,
        site_name,
        device_key,
        irradiation_event_uids,
        irradiation_event_count,
        dose_dlp_total_mgy_cm,
        dose_dap_total_gy_cm2,
        dose_rp_total_mgy,
        dose_fluoro_time_s,
        dose_ctdivol_max_mgy,
        dose_ctdivol_phantom_code
    from readings
    where reading_rank = 1

)

select * from final
