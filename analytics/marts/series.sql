with measures as (

    select
        study_instance_uid,
        series_instance_uid,
        min(
            case when is_counted then 0 else 17179869184 end
            + case when is_acquired then 0 else 8589934592 end
            + coalesce(cast(instance_number as bigint) + 2147483648, 4294967296)
        ) as lead_order,
        count(*) as object_count,
        count(*) filter (where is_counted) as instance_count,
        count(*) filter (where is_counted and object_kind = 'image') as image_count,
        count(*) filter (where is_counted and object_kind = 'secondary_capture') as secondary_capture_count,
        count(*) filter (where is_counted and is_acquired) as acquired_image_count,
        count(*) filter (
            where is_counted and object_kind = 'image' and presentation_intent_type = 'FOR PROCESSING'
        ) as for_processing_count,
        count(*) filter (
            where is_counted and object_kind = 'image' and presentation_intent_type = 'FOR PRESENTATION'
        ) as for_presentation_count,
        count(*) filter (where is_withdrawn and copy_number = 1) as withdrawn_count,
        count(*) filter (where is_withdrawn and copy_number = 1 and is_acquired) as withdrawn_acquired_count,
        coalesce(cast(sum(case when is_counted then frame_count else 0 end) as bigint), 0) as frame_count,
        coalesce(cast(sum(object_bytes) as bigint), 0) as stored_bytes,
        count(distinct modality) as modality_count,
        bool_or(is_phantom) as is_phantom,
        bool_or(has_uid_conflict) as has_uid_conflict,
        bool_or(contrast_bolus_agent is not null) as has_contrast,
        coalesce(
            min(case when is_counted then series_start_local_at end),
            min(case when is_counted then acquired_local_at end)
        ) as series_start_local_at,
        min(case when is_counted and is_acquired then acquired_local_at end) as first_acquired_local_at,
        min(case when is_counted and is_acquired then acquired_at end) as first_acquired_at,
        max(case when is_counted and is_acquired then acquired_at end) as last_acquired_at,
        min(first_stored_at) as first_stored_at,
        min(arrived_at) as first_arrived_at,
        max(arrived_at) as last_arrived_at
    from instances
    group by
        study_instance_uid,
        series_instance_uid

),

-- Few instances of a series share the first place in this order, and only they are sorted.
ranked_instances as (

    select
        instances.study_instance_uid,
        instances.series_instance_uid,
        instances.patient_pseudonym,
        instances.device_key,
        instances.modality,
        instances.body_part_examined,
        instances.anatomic_region_codes,
        instances.contrast_bolus_agent,
        instances.sop_class_uid,
        instances.transfer_syntax_uid,
        instances.image_type,
        instances.manufacturer,
        instances.manufacturer_model_name,
        instances.station_name,
        instances.institution_name,
        instances.site_name,
        instances.series_time,
        instances.magnetic_field_strength_t,
        instances.study_date,
        instances.series_date,
        row_number() over (
            partition by instances.study_instance_uid, instances.series_instance_uid
            order by
                instances.sop_instance_uid,
                instances.source,
                instances.object_id
        ) as leading_rank
    from instances
    inner join measures
        on instances.study_instance_uid = measures.study_instance_uid
        and instances.series_instance_uid = measures.series_instance_uid
    where
        measures.lead_order
        = case when instances.is_counted then 0 else 17179869184 end
        + case when instances.is_acquired then 0 else 8589934592 end
        + coalesce(cast(instances.instance_number as bigint) + 2147483648, 4294967296)

),

leading_instances as (

    select * from ranked_instances
    where leading_rank = 1

),

final as (

    select
        leading_instances.study_instance_uid,
        leading_instances.series_instance_uid,
        leading_instances.patient_pseudonym,
        leading_instances.device_key,
        coalesce(leading_instances.modality, 'unknown') as modality,
        leading_instances.body_part_examined,
        leading_instances.anatomic_region_codes,
        leading_instances.contrast_bolus_agent,
        leading_instances.sop_class_uid,
        leading_instances.transfer_syntax_uid,
        leading_instances.image_type,
        leading_instances.manufacturer,
        leading_instances.manufacturer_model_name,
        leading_instances.station_name,
        leading_instances.institution_name,
        leading_instances.site_name,
        leading_instances.series_time,
        measures.object_count,
        measures.instance_count,
        measures.image_count,
        measures.secondary_capture_count,
        measures.acquired_image_count,
        measures.for_processing_count,
        measures.for_presentation_count,
        measures.withdrawn_count,
        measures.withdrawn_acquired_count,
        measures.frame_count,
        measures.stored_bytes,
        leading_instances.magnetic_field_strength_t,
        measures.is_phantom,
        measures.has_contrast,
        measures.has_uid_conflict,
        measures.modality_count > 1 as has_modality_conflict,
        leading_instances.study_date,
        leading_instances.series_date,
        measures.series_start_local_at,
        measures.first_acquired_local_at,
        measures.first_acquired_at,
        measures.last_acquired_at,
        measures.first_stored_at,
        measures.first_arrived_at,
        measures.last_arrived_at
    from leading_instances
    inner join measures
        on leading_instances.study_instance_uid = measures.study_instance_uid
        and leading_instances.series_instance_uid = measures.series_instance_uid

)

select * from final
