with restated as (

    select * from stg_restated_studies

),

study_objects as (

    select distinct
        restated.cut_label,
        restated.due_at,
        events.source,
        events.object_id
    from raw_study_events as events
    inner join restated
        on events.study_instance_uid = restated.study_instance_uid
    where events.dt >= '0001-01-01'

),

-- A rejection note takes images out of exams from whatever study it is in.
note_objects as (

    select distinct
        cuts.cut_label,
        cuts.due_at,
        events.source,
        events.object_id
    from raw_study_events as events
    cross join (
        select distinct
            cut_label,
            due_at
        from restated
    ) as cuts
    where
        events.dt >= '0001-01-01'
        and events.sop_class_uid = '1.2.840.10008.5.1.4.1.1.88.59'
        and events.referenced_sop_instance_uids is not null

),

cut_objects as (

    select * from study_objects
    union
    select * from note_objects

),

final as (

    select
        cut_objects.cut_label || events.source as source,
        events.object_id,
        events.version_id,
        events.order_key,
        cut_objects.cut_label || events.study_instance_uid as study_instance_uid,
        events.series_instance_uid,
        cut_objects.cut_label || events.sop_instance_uid as sop_instance_uid,
        events.patient_pseudonym,
        events.issuer_of_patient_id_pseudonym,
        events.accession_pseudonym,
        events.request_accession_pseudonyms,
        cut_objects.cut_label
        || replace(events.referenced_sop_instance_uids, '\', '\' || cut_objects.cut_label)
            as referenced_sop_instance_uids,
        events.event_type,
        events.rejection_reason,
        events.removal_cause,
        events.privacy_profile,
        {staged_texts: events.*},
        events.object_bytes,
        events.header_bytes_read,
        events.extractor_version,
        events.field_error_count,
        {staged_numbers: events.*},
        events.is_phantom,
        {staged_dates: events.*},
        events.dt,
        events.occurred_at,
        events.recorded_at
    from raw_study_events as events
    inner join cut_objects
        on events.source = cut_objects.source
        and events.object_id = cut_objects.object_id
    where
        events.dt >= '0001-01-01'
        and events.recorded_at <= cut_objects.due_at

)

select * from final
