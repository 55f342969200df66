-- A pgbench script: the statements that the service sends for StartChatContact without a ClientToken. In the place of
-- parameters it has variables of pgbench. These are numbers, so functions of fill.sql make ids of them, which are in the
-- order of time and have random tails.
-- From: ContactFlowService#requireRunnable
-- From: StartChatContactRepository#START
\set n :n + 1
\set ms :first_ms + :n
\set contact random(:tail_min, :tail_max)
\set participant random(:tail_min, :tail_max)
\set item random(:tail_min, :tail_max)
\set slot random(0, 31)
select flow.type, flow.state = 'ACTIVE' as active, flow.publication_id is not null as published
from active_instance instance
    left join contact_flow flow on flow.instance_id = instance.id and flow.id = :flow
where instance.id = :instance;
with room as (
    select slot
    from chat_slot
    where instance_id = :instance and slot = :slot and is_open
      and taken < :active_chats / 32 + case when slot < :active_chats % 32 then 1 else 0 end
    for no key update
), token as (
    select from room
), slot as (
    update chat_slot
    set taken = taken + 1
    where instance_id = :instance and slot = :slot and exists (select from token)
    returning slot
), new_contact as (
    select bench.uuid(:ms, :contact) as id, cast(:instance as uuid) as instance_id,
           bench.uuid(:ms, :contact) as initial_contact_id,
           cast(null as uuid) as previous_contact_id, cast(null as uuid) as related_contact_id,
           bench.uuid(:ms, :contact) as association_id, cast(null as text) as rehydration, 'CHAT' as channel,
           'API' as initiation_method, cast(:flow as uuid) as contact_flow_id, origin.name, origin.description,
           coalesce(cast(null as text), origin.customer_id) as customer_id,
           cast(:attributes as jsonb) as attributes,
           cast(:segment_attributes as jsonb) as segment_attributes,
           coalesce(origin.contact_references, '{}') as contact_references,
           cast(null as timestamptz) as scheduled_at, now() as initiated_at,
           cast(null as timestamptz) as connected_to_system_at, now() + interval '1 day' as connect_by,
           now() + interval '25 hours' as expires_at, now() as last_updated_at, 1 as first_sequence
    from token left join contact origin on origin.id = cast(null as uuid)
), started as (
    insert into contact (
        id, instance_id, initial_contact_id, previous_contact_id, related_contact_id, association_id,
        rehydration, channel, initiation_method, contact_flow_id, name, description, customer_id, attributes,
        segment_attributes, contact_references, scheduled_at, initiated_at, connected_to_system_at, connect_by,
        expires_at, last_updated_at, first_sequence)
    select id, instance_id, initial_contact_id, previous_contact_id, related_contact_id, association_id,
        rehydration, channel, initiation_method, contact_flow_id, name, description, customer_id, attributes,
        segment_attributes, contact_references, scheduled_at, initiated_at, connected_to_system_at, connect_by,
        expires_at, last_updated_at, first_sequence
    from new_contact
), session as (
    insert into chat_session (
        id, instance_id, current_contact_id, past_session_id, past_until, supported_content_types,
        response_mode, disconnect_on_customer_exit, next_sequence, slot, started_at, last_item_at, expires_at)
    select bench.uuid(:ms, :contact), :instance, bench.uuid(:ms, :contact), cast(null as uuid), cast(null as bigint),
           :content_types, cast(null as text), :exit_with_customer, :next_sequence,
           (select slot from slot), now(), now(), now() + interval '25 hours'
    from token
), customer as (
    insert into participant (id, session_id, role, display_name, created_at)
    select bench.uuid(:ms, :participant), bench.uuid(:ms, :contact), 'CUSTOMER', :display_name, now()
    from token
), first_message as (
    insert into transcript_item (
        session_id, sequence, id, contact_id, created_at, type, content_type, content, participant_id,
        display_name, role)
    select bench.uuid(:ms, :contact), 1, bench.uuid(:ms, :item), bench.uuid(:ms, :contact), now(), 'MESSAGE',
           :message_type, cast(:message as text), bench.uuid(:ms, :participant),
           :display_name, 'CUSTOMER'
    from token
    where cast(:message as text) is not null
)
select (select count(*) from room) as rooms, (select count(*) from token) as tokens;
