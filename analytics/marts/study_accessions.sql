with images as (

    select
        study_instance_uid,
        coalesce(series_date, study_date) as series_date,
        accession_pseudonym,
        request_accession_pseudonyms
    from instances
    where
        is_acquired
        and is_counted
    group by
        study_instance_uid,
        coalesce(series_date, study_date),
        accession_pseudonym,
        request_accession_pseudonyms

),

stated as (

    select
        study_instance_uid,
        accession_pseudonym,
        series_date
    from images

    union

    select
        images.study_instance_uid,
        requested.accession_pseudonym,
        images.series_date
    from images
    cross join unnest(split(images.request_accession_pseudonyms, '\')) as requested (accession_pseudonym)
    where images.request_accession_pseudonyms is not null

),

final as (

    select
        study_instance_uid,
        accession_pseudonym,
        series_date
    from stated
    where
        accession_pseudonym is not null
        and accession_pseudonym <> ''

)

select * from final
