-- A pgbench script: what the service sends for one StartChatContact. Where it has parameters, this has variables of
-- pgbench and, as those are numbers, what the functions of fill.sql make of them: ids in the order of time, of random
-- tails. The requests have no ClientToken, so none is kept.
\set n :n + 1
\set ms :first_ms + :n
\set contact random(:tail_min, :tail_max)
\set participant random(:tail_min, :tail_max)
\set item random(:tail_min, :tail_max)
\set slot random(0, 31)
select flow.type, flow.state = 'ACTIVE' as active, flow.publication_id is not null as published
from instance left join contact_flow flow on flow.instance_id = instance.id and flow.id = :flow
where instance.id = :instance and instance.deleted_at is null;
with room as (
    select slot
    from chat_slot
    where instance_id = :instance and slot = :slot
      and taken < :active_chats / 32 + case when slot < :active_chats % 32 then 1 else 0 end
    for no key update
), token as (
    select from room
), slot as (
    update chat_slot
    set taken = taken + 1
    where instance_id = :instance and slot = :slot and exists (select from token)
    returning slot
), started as (
    insert into contact (
        id, instance_id, initial_contact_id, related_contact_id, association_id, rehydration, channel,
        initiation_method, contact_flow_id, name, description, customer_id, attributes,
        segment_attributes, contact_references, initiated_at, last_updated_at, connect_by, expires_at)
    select bench.uuid(:ms, :contact), :instance, bench.uuid(:ms, :contact), cast(null as uuid),
           bench.uuid(:ms, :contact), cast(null as text), 'CHAT',
           'API', :flow, origin.name, origin.description,
           coalesce(cast(null as text), origin.customer_id), cast(:attributes as jsonb),
           cast(:segment_attributes as jsonb), coalesce(origin.contact_references, '{}'),
           now(), now(), now() + interval '1 day', now() + interval '25 hours'
    from token left join contact origin on origin.id = cast(null as uuid)
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
