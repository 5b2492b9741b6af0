with reports as (

    select * from dose_reports

),

report_events as (

    select distinct
        reports.study_instance_uid,
        reports.report_uid,
        named.event_uid
    from reports
    cross join unnest(split(reports.irradiation_event_uids, '\')) as named (event_uid)
    where reports.irradiation_event_uids is not null

),

event_counts as (

    select
        study_instance_uid,
        report_uid,
        count(*) as event_count
    from report_events
    group by
        study_instance_uid,
        report_uid

),

shared_events as (

    select
        one.study_instance_uid,
        one.report_uid,
        other.report_uid as other_report_uid,
        count(*) as shared_count
    from report_events as one
    inner join report_events as other
        on one.study_instance_uid = other.study_instance_uid
        and one.event_uid = other.event_uid
        and one.report_uid <> other.report_uid
    group by
        one.study_instance_uid,
        one.report_uid,
        other.report_uid

),

compared as (

    select
        shared_events.study_instance_uid,
        shared_events.report_uid,
        shared_events.shared_count = own.event_count
        and (
            other.event_count > own.event_count
            or shared_events.other_report_uid > shared_events.report_uid
        ) as is_within_other,
        shared_events.shared_count < own.event_count
        and shared_events.shared_count < other.event_count as is_partly_shared
    from shared_events
    inner join event_counts as own
        on shared_events.study_instance_uid = own.study_instance_uid
        and shared_events.report_uid = own.report_uid
    inner join event_counts as other
        on shared_events.study_instance_uid = other.study_instance_uid
        and shared_events.other_report_uid = other.report_uid

),

verdicts as (

    select
        study_instance_uid,
        report_uid,
        bool_or(is_within_other) as is_within_other,
        bool_or(is_partly_shared) as is_partly_shared
    from compared
    group by
        study_instance_uid,
        report_uid

),

judged as (

    select
        reports.*,
        coalesce(verdicts.is_within_other, false) as is_within_other,
        coalesce(verdicts.is_partly_shared, false) and not coalesce(verdicts.is_within_other, false)
            as is_partly_shared,
        reports.irradiation_event_uids is null as has_no_uids,
        row_number() over (
            partition by reports.study_instance_uid
            order by
                reports.dose_ctdivol_max_mgy desc nulls last,
                reports.dose_ctdivol_phantom_code nulls last,
                reports.report_uid
        ) as ctdivol_rank
    from reports
    left join verdicts
        on reports.study_instance_uid = verdicts.study_instance_uid
        and reports.report_uid = verdicts.report_uid

),

sums as (

    select
        study_instance_uid,
        min(device_key) as device_key,
        min(site_name) as site_name,
        count(*) as report_count,
        count(*) filter (where not is_within_other) as counted_report_count,
        sum(case when not is_within_other then dose_dlp_total_mgy_cm end) as dose_dlp_total_mgy_cm,
        sum(case when not is_within_other then dose_dap_total_gy_cm2 end) as dose_dap_total_gy_cm2,
        sum(case when not is_within_other then dose_rp_total_mgy end) as dose_rp_total_mgy,
        sum(case when not is_within_other then dose_fluoro_time_s end) as dose_fluoro_time_s,
        max(case when ctdivol_rank = 1 then dose_ctdivol_max_mgy end) as dose_ctdivol_max_mgy,
        max(case when ctdivol_rank = 1 and dose_ctdivol_max_mgy is not null then dose_ctdivol_phantom_code end)
            as dose_ctdivol_phantom_code,
        bool_or(is_partly_shared)
        or (bool_or(has_no_uids) and count(*) > 1) as has_overlap
    from judged
    group by study_instance_uid

),

final as (

    select
        study_instance_uid,
        device_key,
        site_name,
        report_count,
        counted_report_count,
        case when not has_overlap then dose_dlp_total_mgy_cm end as dose_dlp_total_mgy_cm,
        case when not has_overlap then dose_dap_total_gy_cm2 end as dose_dap_total_gy_cm2,
        case when not has_overlap then dose_rp_total_mgy end as dose_rp_total_mgy,
        case when not has_overlap then dose_fluoro_time_s end as dose_fluoro_time_s,
        -- The largest of all stays the largest, however often it is reported.
        dose_ctdivol_max_mgy,
        dose_ctdivol_phantom_code,
        has_overlap
    from sums

)

select * from final
