-- Adds active chats to the database of a run. Each has a customer and an agent who are connected. The chats from :short
-- on have a hundred messages, chat :long has a hundred thousand, and :past sessions precede chat :resumed. Chats.java
-- names the purpose of each chat.

\set ON_ERROR_STOP on

select extract(epoch from now())::bigint * 1000 as now_ms \gset

-- The n-th chat and its participants.
create function bench.chat_id(n bigint) returns uuid language sql immutable parallel safe
return bench.uuid(:now_ms + n, 0x200000000000000);

create function bench.customer_id(n bigint) returns uuid language sql immutable parallel safe
return bench.uuid(:now_ms + n, 0x300000000000000);

create function bench.agent_id(n bigint) returns uuid language sql immutable parallel safe
return bench.uuid(:now_ms + n, 0x400000000000000);

create function bench.uuids(text) returns uuid[] language sql immutable parallel safe
return cast($1 as uuid[]);

-- The session that is so many before the resumed chat, which has depth 0. Sessions are twelve hours apart.
create function bench.past_id(depth bigint) returns uuid language sql immutable parallel safe
return case when depth = 0 then bench.chat_id(:resumed)
            else bench.uuid(:now_ms - depth * 43200000, 0x500000000000000) end;

create function bench.past_began_at(depth bigint) returns timestamptz language sql immutable parallel safe
return to_timestamp((:now_ms - depth * 43200000) / 1000.0);

insert into contact (
    id, instance_id, initial_contact_id, related_contact_id, association_id, rehydration, channel, initiation_method,
    contact_flow_id, attributes, segment_attributes, initiated_at, connected_to_system_at, last_updated_at, expires_at)
select id, :'instance', id, case when n = :resumed then bench.past_id(1) end,
       case when n = :resumed then bench.past_id(:past) else id end,
       case when n = :resumed then 'ENTIRE_PAST_SESSION' end, 'CHAT', 'API',
       :'flow', '{"tier": "gold", "locale": "de-DE"}', '{}', now(), now(), now(), now() + interval '7 days'
from generate_series(0, :chats - 1) n, bench.chat_id(n) id;

insert into chat_session (
    id, instance_id, current_contact_id, past_session_id, supported_content_types, disconnect_on_customer_exit,
    next_sequence, slot, started_at, last_item_at, expires_at)
select id, :'instance', id, case when n = :resumed then bench.past_id(1) end, '{text/plain}', '{}',
       2, n % 32, now(), now(), now() + interval '7 days'
from generate_series(0, :chats - 1) n, bench.chat_id(n) id;

update chat_slot
set taken = taken + (select count(*) from generate_series(0, :chats - 1) n where n % 32 = slot)
where instance_id = :'instance';

insert into participant (id, session_id, role, display_name, created_at, connected_at)
select bench.customer_id(n), bench.chat_id(n), 'CUSTOMER', 'Ada', now(), now()
from generate_series(0, :chats - 1) n
union all
select bench.agent_id(n), bench.chat_id(n), 'AGENT', 'Grace', now(), now()
from generate_series(0, :chats - 1) n;

insert into transcript_item (
    session_id, sequence, id, contact_id, created_at, type, content_type, participant_id, display_name, role)
select id, 1, bench.uuid(:now_ms, 0x600000000000000), id, now(), 'EVENT',
       'application/vnd.amazonaws.connect.event.participant.joined', bench.customer_id(n), 'Ada', 'CUSTOMER'
from generate_series(0, :chats - 1) n, bench.chat_id(n) id;

-- Customer and agent write in turn.
insert into transcript_item (
    session_id, sequence, id, contact_id, created_at, type, content_type, content, participant_id, display_name, role)
select id, 1 + i, bench.uuid(:now_ms + i, 0x600000000000000), id, now(), 'MESSAGE', 'text/plain',
       'Where is my order? It should have come on Monday.',
       case i % 2 when 1 then bench.customer_id(n) else bench.agent_id(n) end,
       case i % 2 when 1 then 'Ada' else 'Grace' end, case i % 2 when 1 then 'CUSTOMER' else 'AGENT' end
from generate_series(:short, :long) n, bench.chat_id(n) id,
     generate_series(1, case n when :long then 100000 else 100 end) i;

update chat_session
set next_sequence = (select 1 + max(sequence) from transcript_item item where item.session_id = chat_session.id)
where id in (select bench.chat_id(n) from generate_series(:short, :long) n);

-- The past sessions, of ten items each. The oldest one has no predecessor.
insert into contact (
    id, instance_id, initial_contact_id, related_contact_id, association_id, rehydration, channel, initiation_method,
    contact_flow_id, attributes, segment_attributes, initiated_at, connected_to_system_at, disconnected_at,
    disconnect_reason, last_updated_at, expires_at)
select id, :'instance', id, case when depth < :past then bench.past_id(depth + 1) end, bench.past_id(:past),
       case when depth < :past then 'ENTIRE_PAST_SESSION' end, 'CHAT', 'API', :'flow',
       '{"tier": "gold", "locale": "de-DE"}', '{}', began, began, began + interval '10 minutes',
       'CUSTOMER_DISCONNECT', began + interval '10 minutes', began + interval '25 hours'
from generate_series(:past, 1, -1) depth, bench.past_id(depth) id, bench.past_began_at(depth) began;

insert into chat_session (
    id, instance_id, current_contact_id, past_session_id, supported_content_types, disconnect_on_customer_exit,
    next_sequence, slot, started_at, last_item_at, ended_at, expires_at)
select id, :'instance', id, case when depth < :past then bench.past_id(depth + 1) end, '{text/plain}', '{}',
       11, depth % 32, began, began + interval '10 minutes', began + interval '10 minutes', began + interval '25 hours'
from generate_series(:past, 1, -1) depth, bench.past_id(depth) id, bench.past_began_at(depth) began;

insert into transcript_item (
    session_id, sequence, id, contact_id, created_at, type, content_type, content, participant_id, display_name, role)
select id, i, bench.uuid(:now_ms + i, 0x600000000000000), id, began + i * interval '1 minute', 'MESSAGE', 'text/plain',
       'Where is my order? It should have come on Monday.', id, 'Ada', 'CUSTOMER'
from generate_series(:past, 1, -1) depth, bench.past_id(depth) id, bench.past_began_at(depth) began,
     generate_series(1, 10) i;

vacuum analyze;
