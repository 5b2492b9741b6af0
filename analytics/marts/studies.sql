with instances as (

    select * from instances

),

series as (

    select * from series

),

ranked_series as (

    select
        series.*,
        row_number() over (
            partition by study_instance_uid
            order by
                case when acquired_image_count > 0 then 0 else 1 end,
                case when image_count > 0 then 0 else 1 end,
                case when instance_count > 0 then 0 else 1 end,
                case modality when 'PT' then 0 when 'NM' then 1 else 2 end,
                series_start_local_at nulls last,
                series_instance_uid
        ) as leading_rank
    from series

),

leading_series as (

    select * from ranked_series
    where leading_rank = 1

),

ranked_instances as (

    select
        instances.source,
        instances.object_id,
        row_number() over (
            partition by instances.study_instance_uid
            order by
                case when instances.is_counted then 0 else 1 end,
                case when instances.is_acquired then 0 else 1 end,
                instances.instance_number nulls last,
                instances.sop_instance_uid,
                instances.source,
                instances.object_id
        ) as leading_rank
    from instances
    inner join leading_series
        on instances.study_instance_uid = leading_series.study_instance_uid
        and instances.series_instance_uid = leading_series.series_instance_uid

),

leading_instances as (

    select * from instances
    where exists (
        select 1
        from ranked_instances
        where
            ranked_instances.source = instances.source
            and ranked_instances.object_id = instances.object_id
            and ranked_instances.leading_rank = 1
    )

),

measures as (

    select
        study_instance_uid,
        array_join(array_agg(distinct modality order by modality), '\') as modalities,
        count(*) as series_count,
        cast(sum(object_count) as bigint) as object_count,
        cast(sum(instance_count) as bigint) as instance_count,
        cast(sum(image_count) as bigint) as image_count,
        cast(sum(secondary_capture_count) as bigint) as secondary_capture_count,
        cast(sum(acquired_image_count) as bigint) as acquired_image_count,
        cast(sum(for_processing_count) as bigint) as for_processing_count,
        cast(sum(for_presentation_count) as bigint) as for_presentation_count,
        cast(sum(withdrawn_count) as bigint) as withdrawn_count,
        cast(sum(withdrawn_acquired_count) as bigint) as withdrawn_acquired_count,
        cast(sum(frame_count) as bigint) as frame_count,
        cast(sum(stored_bytes) as bigint) as stored_bytes,
        bool_or(is_phantom) as is_phantom,
        bool_or(has_contrast) as has_contrast,
        bool_or(has_uid_conflict) as has_uid_conflict,
        min(first_acquired_local_at) as first_acquired_local_at,
        min(first_acquired_at) as first_acquired_at,
        max(last_acquired_at) as last_acquired_at,
        min(first_stored_at) as first_stored_at,
        min(first_arrived_at) as first_arrived_at,
        max(last_arrived_at) as last_arrived_at
    from series
    group by study_instance_uid

),

study_values as (

    select
        study_instance_uid,
        count(distinct study_date) as study_date_count,
        count(distinct patient_pseudonym) as patient_count
    from instances
    group by study_instance_uid

),

final as (

    select
        leading_instances.study_instance_uid,
        leading_instances.patient_pseudonym,
        leading_instances.issuer_of_patient_id_pseudonym,
        leading_instances.accession_pseudonym,
        leading_instances.request_accession_pseudonyms,
        leading_instances.device_key,
        leading_series.modality as primary_modality,
        measures.modalities,
        case
            when measures.is_phantom then 'phantom'
            when measures.acquired_image_count > 0 then 'exam'
            when measures.withdrawn_acquired_count > 0 then 'withdrawn'
            when measures.image_count > 0 then 'derived_only'
            when measures.secondary_capture_count > 0 then 'secondary_capture_only'
            else 'document_only'
        end as exam_class,
        leading_instances.procedure_codes,
        leading_instances.body_part_examined,
        leading_instances.patient_sex,
        leading_instances.device_name,
        leading_instances.manufacturer,
        leading_instances.manufacturer_model_name,
        leading_instances.station_name,
        coalesce(leading_instances.institution_name, 'unknown') as institution_name,
        leading_instances.institutional_department_name,
        leading_instances.site_name,
        leading_instances.time_zone,
        leading_instances.study_time,
        leading_instances.patient_age_years,
        measures.series_count,
        measures.object_count,
        measures.instance_count,
        measures.image_count
        - case when measures.for_presentation_count > 0 then measures.for_processing_count else 0 end as image_count,
        measures.acquired_image_count,
        measures.withdrawn_count,
        measures.frame_count,
        measures.stored_bytes,
        study_values.study_date_count,
        study_values.patient_count,
        not measures.is_phantom and measures.acquired_image_count > 0 as is_exam,
        measures.is_phantom,
        measures.has_contrast,
        measures.has_uid_conflict,
        leading_instances.study_date,
        leading_instances.study_start_local_at,
        leading_instances.study_start_site_at,
        leading_instances.study_start_at,
        measures.first_acquired_local_at,
        measures.first_acquired_at,
        measures.last_acquired_at,
        measures.first_stored_at,
        measures.first_arrived_at,
        measures.last_arrived_at
    from leading_instances
    inner join leading_series
        on leading_instances.study_instance_uid = leading_series.study_instance_uid
    inner join measures
        on leading_instances.study_instance_uid = measures.study_instance_uid
    inner join study_values
        on leading_instances.study_instance_uid = study_values.study_instance_uid

)

select * from final
