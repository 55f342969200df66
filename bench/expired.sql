-- Adds :chats ended chats to the database of a run, like those of fill.sql, whose retention has ended: of the weeks
-- before 25 months ago. Each :cycle has ids of its own.

\set ON_ERROR_STOP on

create temp table made as
select bench.uuid(cast(extract(epoch from began) * 1000 as bigint), 0x200000000000000 + :cycle) as id, began
from generate_series(0, :chats - 1) n,
     lateral (select date_trunc('milliseconds', now() - interval '26 months') + n * interval '10 milliseconds' as began);

insert into contact (
    id, instance_id, initial_contact_id, association_id, channel, initiation_method, contact_flow_id, customer_id,
    attributes, initiated_at, connected_to_system_at, disconnected_at, disconnect_reason, last_updated_at, expires_at)
select id, :'instance', id, id, 'CHAT', 'API', :'flow', 'customer', '{"tier": "gold", "locale": "de-DE"}', began, began,
       began, 'API', began, began
from made;

insert into chat_session (
    id, instance_id, current_contact_id, supported_content_types, disconnect_on_customer_exit, next_sequence, slot,
    started_at, last_item_at, ended_at, expires_at)
select id, :'instance', id, '{text/plain}', '{}', 3, 0, began, began, began, began
from made;

insert into participant (id, session_id, role, display_name, created_at, connected_at, left_at)
select id, id, 'CUSTOMER', 'Ada', began, began, began
from made;

insert into transcript_item (
    session_id, sequence, id, contact_id, created_at, type, content_type, content, participant_id, display_name, role)
select id, sequence, gen_random_uuid(), id, began, 'MESSAGE', 'text/plain', 'Hello, I have a question about my order.', id,
       'Ada', 'CUSTOMER'
from made cross join generate_series(1, 2) sequence;

insert into contact_metric (
    contact_id, instance_id, ended_at, channel, initiation_method, duration_ms, flow_ms)
select id, :'instance', began, 'CHAT', 'API', 0, 0
from made;
