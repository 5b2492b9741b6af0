with ranked_series as (

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

study_values as (

    select
        instances.study_instance_uid,
        min(
            case
                when instances.series_instance_uid = leading_series.series_instance_uid
                    then
                        case when instances.is_counted then 0 else 17179869184 end
                        + case when instances.is_acquired then 0 else 8589934592 end
                        + coalesce(cast(instances.instance_number as bigint) + 2147483648, 4294967296)
            end
        ) as lead_order,
        count(distinct instances.study_date) as study_date_count,
        count(distinct instances.patient_pseudonym) as patient_count
    from instances
    inner join leading_series
        on instances.study_instance_uid = leading_series.study_instance_uid
    group by instances.study_instance_uid

),

-- Few instances of a series share the first place in this order, and only they are sorted.
ranked_instances as (

    select
        instances.study_instance_uid,
        instances.patient_pseudonym,
        instances.issuer_of_patient_id_pseudonym,
        instances.accession_pseudonym,
        instances.request_accession_pseudonyms,
        instances.device_key,
        instances.procedure_codes,
        instances.body_part_examined,
        instances.patient_sex,
        instances.device_name,
        instances.manufacturer,
        instances.manufacturer_model_name,
        instances.station_name,
        instances.institution_name,
        instances.institutional_department_name,
        instances.site_name,
        instances.time_zone,
        instances.study_time,
        instances.patient_age_years,
        instances.study_date,
        instances.study_start_local_at,
        instances.study_start_site_at,
        instances.study_start_at,
        row_number() over (
            partition by instances.study_instance_uid
            order by
                instances.sop_instance_uid,
                instances.source,
                instances.object_id
        ) as leading_rank
    from instances
    inner join leading_series
        on instances.study_instance_uid = leading_series.study_instance_uid
        and instances.series_instance_uid = leading_series.series_instance_uid
    inner join study_values
        on instances.study_instance_uid = study_values.study_instance_uid
    where
        study_values.lead_order
        = case when instances.is_counted then 0 else 17179869184 end
        + case when instances.is_acquired then 0 else 8589934592 end
        + coalesce(cast(instances.instance_number as bigint) + 2147483648, 4294967296)

),

leading_instances as (

    select * from ranked_instances
    where leading_rank = 1

),

study_modalities as (

    select distinct
        study_instance_uid,
        modality
    from series

),

-- Sorting lists is dear; few studies have more than two modalities.
long_lists as (

    select
        study_modalities.study_instance_uid,
        array_join(array_agg(study_modalities.modality order by study_modalities.modality), '\') as modalities
    from study_modalities
    inner join (
        select study_instance_uid
        from study_modalities
        group by study_instance_uid
        having count(*) > 2
    ) as counted
        on study_modalities.study_instance_uid = counted.study_instance_uid
    group by study_modalities.study_instance_uid

),

modalities as (

    select
        study_modalities.study_instance_uid,
        case
            when count(*) = 1 then min(study_modalities.modality)
            when count(*) = 2 then min(study_modalities.modality) || '\' || max(study_modalities.modality)
            else max(long_lists.modalities)
        end as modalities
    from study_modalities
    left join long_lists
        on study_modalities.study_instance_uid = long_lists.study_instance_uid
    group by study_modalities.study_instance_uid

),

measures as (

    select
        study_instance_uid,
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

final as (

    select
        leading_instances.study_instance_uid,
        leading_instances.patient_pseudonym,
        leading_instances.issuer_of_patient_id_pseudonym,
        leading_instances.accession_pseudonym,
        leading_instances.request_accession_pseudonyms,
        leading_instances.device_key,
        leading_series.modality as primary_modality,
        modalities.modalities,
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
    inner join modalities
        on leading_instances.study_instance_uid = modalities.study_instance_uid
    inner join study_values
        on leading_instances.study_instance_uid = study_values.study_instance_uid

)

select * from final
