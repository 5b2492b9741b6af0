with events as (

    select * from stg_repeated_events

),

institutions as (

    select * from stg_institutions

),

repeated_objects as (

    select
        source,
        object_id
    from events
    group by
        source,
        object_id
    having count(*) > 1

),

steps as (

    select
        events.source,
        events.object_id,
        events.version_id,
        events.version_slot,
        events.order_key,
        events.event_type,
        events.is_delete_marker,
        events.occurred_at,
        events.arrived_at,
        -- '~' lies behind every order key.
        coalesce(lead(events.order_key) over (
            partition by events.source, events.object_id, events.version_slot
            order by events.order_key
        ), '~') as next_order_key
    from events
    inner join repeated_objects
        on events.source = repeated_objects.source
        and events.object_id = repeated_objects.object_id

),

versions as (

    select * from steps
    where
        event_type <> 'object_removed'
        or is_delete_marker

),

-- What is there after each step: of the versions that are not removed by then the newest, as in the fold.
candidates as (

    select
        steps.source,
        steps.object_id,
        steps.version_id,
        steps.version_slot,
        steps.order_key,
        steps.occurred_at,
        steps.arrived_at,
        versions.event_type as state_event_type,
        versions.version_slot as state_version_slot,
        versions.order_key as state_order_key,
        row_number() over (
            partition by steps.source, steps.object_id, steps.order_key, steps.version_slot
            order by versions.order_key desc nulls last, versions.version_slot desc
        ) as version_rank
    from steps
    left join versions
        on steps.source = versions.source
        and steps.object_id = versions.object_id
        and versions.order_key <= steps.order_key
        and versions.next_order_key > steps.order_key

),

-- A state that was replaced before it could be read is not known: what comes next is held against what came before.
states as (

    select
        source,
        object_id,
        version_id,
        version_slot,
        order_key,
        occurred_at,
        arrived_at,
        case state_event_type
            when 'instance_stored' then 'stored'
            when 'object_rejected' then 'rejected'
            else 'absent'
        end as object_state,
        case
            when state_event_type in ('instance_stored', 'object_rejected') then state_version_slot
        end as state_version_slot,
        case
            when state_event_type in ('instance_stored', 'object_rejected') then state_order_key
        end as state_order_key
    from candidates
    where
        version_rank = 1
        and coalesce(state_event_type, '') <> 'object_superseded'

),

numbered as (

    select
        states.*,
        lag(object_state) over (
            partition by source, object_id
            order by order_key, version_slot
        ) as previous_state,
        lag(state_version_slot) over (
            partition by source, object_id
            order by order_key, version_slot
        ) as previous_version_slot,
        lag(state_order_key) over (
            partition by source, object_id
            order by order_key, version_slot
        ) as previous_order_key,
        -- How many readable states came before and, in a readable one, its own number.
        count(case when object_state = 'stored' then 1 end) over (
            partition by source, object_id
            order by order_key, version_slot
            rows between unbounded preceding and current row
        ) - case when object_state = 'stored' then 1 else 0 end as readable_before,
        count(case when object_state = 'stored' then 1 end) over (
            partition by source, object_id
            order by order_key, version_slot
            rows between unbounded preceding and current row
        ) as readable_number
    from states

),

transitions as (

    select * from numbered
    where
        previous_state is not null
        and (object_state = 'stored' or object_state <> previous_state)
        and (
            object_state <> previous_state
            or state_version_slot is distinct from previous_version_slot
            or state_order_key is distinct from previous_order_key
        )

),

winners as (

    select
        events.source,
        events.object_id,
        events.version_slot,
        events.order_key,
        events.extractor_version,
        events.privacy_profile
    from events
    inner join repeated_objects
        on events.source = repeated_objects.source
        and events.object_id = repeated_objects.object_id
    where events.event_type = 'instance_stored'

),

readings as (

    select * from stg_changed_readings

),

pairs as (

    select
        transitions.*,
        earlier_states.state_version_slot as earlier_version_slot,
        earlier_states.state_order_key as earlier_order_key,
        later_winners.extractor_version = earlier_winners.extractor_version
        and later_winners.privacy_profile is not distinct from earlier_winners.privacy_profile as is_read_alike
    from transitions
    left join numbered as earlier_states
        on transitions.source = earlier_states.source
        and transitions.object_id = earlier_states.object_id
        and transitions.readable_before = earlier_states.readable_number
        and earlier_states.object_state = 'stored'
    left join winners as earlier_winners
        on earlier_states.source = earlier_winners.source
        and earlier_states.object_id = earlier_winners.object_id
        and earlier_states.state_version_slot = earlier_winners.version_slot
        and earlier_states.state_order_key = earlier_winners.order_key
    left join winners as later_winners
        on transitions.source = later_winners.source
        and transitions.object_id = later_winners.object_id
        and transitions.state_version_slot = later_winners.version_slot
        and transitions.state_order_key = later_winners.order_key

),

compared as (

    select
        pairs.source,
        pairs.object_id,
        pairs.version_id,
        pairs.order_key,
        pairs.object_state,
        pairs.previous_state,
        new.study_instance_uid,
        old.study_instance_uid as previous_study_instance_uid,
        new.series_instance_uid,
        old.series_instance_uid as previous_series_instance_uid,
        new.sop_instance_uid,
        old.sop_instance_uid as previous_sop_instance_uid,
        case when new.object_id is null then old.modality else new.modality end as modality,
        case when new.object_id is null then old.institution_name else new.institution_name end
            as institution_name,
        old.object_bytes as previous_object_bytes,
        new.object_bytes,
        pairs.is_read_alike,
        -- What another extractor or profile left out says nothing of the object: then only two values can differ.
        concat_ws(
            '\',
            {compared_columns: case when new.* <> old.* then '*' end}
        ) as other_values,
        concat_ws(
            '\',
            {compared_columns: case when new.* is distinct from old.* then '*' end}
        ) as other_values_or_nulls,
        pairs.occurred_at,
        pairs.arrived_at
    from pairs
    left join readings as old
        on pairs.source = old.source
        and pairs.object_id = old.object_id
        and pairs.earlier_version_slot = old.version_slot
        and pairs.earlier_order_key = old.order_key
    left join readings as new
        on pairs.source = new.source
        and pairs.object_id = new.object_id
        and pairs.state_version_slot = new.version_slot
        and pairs.state_order_key = new.order_key

),

judged as (

    select
        compared.*,
        case
            when is_read_alike then nullif(other_values_or_nulls, '')
            else nullif(other_values, '')
        end as changed_columns,
        coalesce(study_instance_uid <> previous_study_instance_uid, false) as is_other_study,
        coalesce(series_instance_uid <> previous_series_instance_uid, false) as is_other_series,
        coalesce(sop_instance_uid <> previous_sop_instance_uid, false) as is_other_instance,
        lower(trim(regexp_replace(coalesce(institution_name, ''), '[ \t\r\n]+', ' '))) as institution_key
    from compared

),

final as (

    select
        judged.source,
        judged.object_id,
        judged.version_id,
        judged.order_key,
        judged.previous_study_instance_uid,
        judged.study_instance_uid,
        judged.previous_series_instance_uid,
        judged.series_instance_uid,
        judged.previous_sop_instance_uid,
        judged.sop_instance_uid,
        case
            when judged.object_state = 'absent' then 'removed'
            when judged.object_state = 'rejected' then 'rejected'
            when judged.previous_state = 'absent' then 'restored'
            when judged.previous_state = 'rejected' then 'repaired'
            when judged.is_other_study or judged.is_other_series or judged.is_other_instance then 'moved'
            when judged.changed_columns is not null then 'corrected'
            else 'resent'
        end as change_kind,
        judged.changed_columns,
        coalesce(judged.modality, 'unknown') as modality,
        coalesce(institutions.site_name, 'unmapped') as site_name,
        coalesce(judged.institution_name, 'unknown') as institution_name,
        judged.previous_object_bytes,
        judged.object_bytes,
        judged.is_other_study,
        judged.is_other_series,
        judged.is_other_instance,
        judged.is_read_alike,
        cast(judged.arrived_at as date) as arrival_date,
        judged.occurred_at,
        judged.arrived_at
    from judged
    left join institutions
        on judged.institution_key = institutions.institution_key

)

select * from final
