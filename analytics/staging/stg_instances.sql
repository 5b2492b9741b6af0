with objects as (

    select * from stg_objects
    where object_state = 'stored'

),

named as (

    select
        objects.*,
        coalesce(lower(trim(regexp_replace(manufacturer, '[ \t\r\n]+', ' '))), '') as manufacturer_key,
        coalesce(lower(trim(regexp_replace(device_serial_number, '[ \t\r\n]+', ' '))), '') as serial_key,
        coalesce(lower(trim(regexp_replace(station_name, '[ \t\r\n]+', ' '))), '') as station_key,
        coalesce(lower(trim(regexp_replace(institution_name, '[ \t\r\n]+', ' '))), '') as institution_key,
        image_type || '\' like 'DERIVED\%' as is_derived,
        image_type || '\' like 'DERIVED\PRIMARY\%' as is_derived_primary,
        try_cast(cast(study_date as varchar) || ' ' || study_time as timestamp) as study_start_local_at,
        try_cast(cast(series_date as varchar) || ' ' || series_time as timestamp) as series_start_local_at,
        coalesce(
            try_cast(substr(acquisition_date_time, 1, 10) || ' ' || substr(acquisition_date_time, 12, 12) as timestamp),
            try_cast(cast(acquisition_date as varchar) || ' ' || acquisition_time as timestamp)
        ) as acquired_local_at,
        case
            when regexp_like(timezone_offset_from_utc, '^[+-][0-9]{4}$')
                then
                    (case when substr(timezone_offset_from_utc, 1, 1) = '-' then -1 else 1 end)
                    * (
                        60 * cast(substr(timezone_offset_from_utc, 2, 2) as integer)
                        + cast(substr(timezone_offset_from_utc, 4, 2) as integer)
                    )
        end as utc_offset_minutes,
        case
            when regexp_like(acquisition_date_time, '[+-][0-9]{2}:[0-9]{2}$')
                then
                    (case when substr(acquisition_date_time, 24, 1) = '-' then -1 else 1 end)
                    * (
                        60 * cast(substr(acquisition_date_time, 25, 2) as integer)
                        + cast(substr(acquisition_date_time, 28, 2) as integer)
                    )
        end as acquired_offset_minutes,
        -- Each a function of one column alone: DuckDB then takes it once for each value of the dictionary.
        regexp_like(
            sop_class_uid,
            '^1[.]2[.]840[.]10008[.]5[.]1[.]4[.]1[.]1[.]((9|11|66|67|68|78|79|80|88|90|91|104|131|200|201)([.]|$)|481[.]([2-9]|[1-9][0-9]+)$)'
        ) as is_non_image_class,
        regexp_like(
            sop_class_uid,
            '^1[.]2[.]840[.]10008[.]5[.]1[.]4[.]1[.]1[.]7([.]|$)'
        ) as is_secondary_capture_class,
        regexp_like(sop_class_uid, '^1[.]2[.]840[.]10008[.]5[.]1[.]4[.]1[.]1[.]') as is_image_class
    from objects

),

classed as (

    select
        named.*,
        case
            when
                modality in (
                    'ANN', 'AR', 'ASMT', 'AU', 'DOC', 'ECG', 'EEG', 'EMG', 'EOG', 'EPS', 'FID', 'HD', 'IOL', 'KER',
                    'KO', 'LEN', 'M3D', 'OAM', 'PLAN', 'POS', 'PR', 'REG', 'RESP', 'RTDOSE', 'RTPLAN', 'RTRECORD',
                    'RTSTRUCT', 'RWV', 'SEG', 'SMR', 'SR', 'SRF', 'STAIN', 'VA'
                )
                then 'non_image'
            when is_non_image_class then 'non_image'
            when is_secondary_capture_class then 'secondary_capture'
            when is_image_class or modality is not null then 'image'
            else 'non_image'
        end as object_kind
    from named

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
        object_kind,
        case
            when manufacturer_key <> '' and serial_key <> ''
                then 'serial|' || manufacturer_key || '|' || serial_key
        end as serial_identity,
        case
            when station_key <> '' and institution_key <> ''
                then 'station|' || station_key || '|' || institution_key
        end as station_identity,
        manufacturer_key || '|' || serial_key || '|' || station_key || '|' || institution_key as device_identity,
        coalesce(cast(study_date as varchar), 'unknown') as study_day,
        institution_key,
        privacy_profile,
        {staged_texts},
        object_bytes,
        header_bytes_read,
        extractor_version,
        field_error_count,
        utc_offset_minutes,
        acquired_offset_minutes,
        case
            when object_kind = 'non_image' then 0
            when number_of_frames > 0 then number_of_frames
            else 1
        end as frame_count,
        {staged_numbers},
        coalesce(is_phantom, false) as is_phantom,
        object_kind = 'image'
        and (
            not coalesce(is_derived, false)
            or (coalesce(presentation_intent_type, '') = 'FOR PRESENTATION' and is_derived_primary)
        ) as is_original,
        {staged_dates},
        arrival_date,
        study_start_local_at,
        series_start_local_at,
        acquired_local_at,
        first_stored_at,
        occurred_at,
        arrived_at,
        recorded_at
    from classed

)

select * from final
