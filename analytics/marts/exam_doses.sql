with final as (

    select
        exams.primary_modality,
        exams.procedure_codes,
        exams.site_name,
        case when exams.exam_id <> exams.study_instance_uid then exams.study_instance_uid end
            as shared_study_instance_uid,
        study_dose.dose_dlp_total_mgy_cm,
        study_dose.dose_dap_total_gy_cm2,
        study_dose.dose_rp_total_mgy,
        study_dose.dose_fluoro_time_s,
        study_dose.dose_ctdivol_max_mgy,
        study_dose.dose_ctdivol_phantom_code,
        exams.exam_date
    from exams
    left join study_dose
        on exams.study_instance_uid = study_dose.study_instance_uid

)

select * from final
