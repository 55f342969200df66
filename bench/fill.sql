-- Fills the database of a run with :rows of its :contacts ended chats, which are evenly spread over the last 23 months.
-- Each has its session, its customer, a first message and the event of its end. An import writes the others.

\set ON_ERROR_STOP on

select extract(epoch from now() - interval '23 months')::bigint * 1000 as first_ms,
       extract(epoch from interval '23 months')::bigint * 1000 / :contacts as step_ms \gset

create schema bench;

-- A UUIDv7 of a time that ends in 15 hexadecimal digits. Pgbench has only numbers, so it makes its ids with this
-- function, which PostgreSQL inlines.
create function bench.uuid(ms bigint, tail bigint) returns uuid language sql immutable parallel safe
return cast('0' || to_hex(ms) || '70008' || to_hex(tail) as uuid);

-- The id of the n-th contact. A script can pick one at random without a look-up.
create function bench.contact_id(n bigint) returns uuid language sql immutable parallel safe
return bench.uuid(:first_ms + n * :step_ms, 0x100000000000000);

create function bench.began_at(n bigint) returns timestamptz language sql immutable parallel safe
return to_timestamp((:first_ms + n * :step_ms) / 1000.0);

insert into contact (
    id, instance_id, initial_contact_id, association_id, channel, initiation_method, contact_flow_id, customer_id,
    attributes, segment_attributes, initiated_at, connected_to_system_at, disconnected_at,
    disconnect_reason, last_updated_at, expires_at, chat_metrics)
select id, :'instance', id, id, 'CHAT', 'API', :'flow', 'customer-' || n,
       '{"tier": "gold", "locale": "de-DE"}', '{}', began, began + interval '1 second',
       began + interval '10 minutes', 'API', began + interval '10 minutes', began + interval '25 hours',
       jsonb_build_object(
           'ChatContactMetrics', jsonb_build_object(
               'MultiParty', false, 'TotalMessages', 1, 'TotalBotMessages', 0, 'TotalBotMessageLengthInChars', 0,
               'ConversationCloseTimeInMillis', 600000, 'ConversationTurnCount', 0),
           'CustomerMetrics', jsonb_build_object(
               'ParticipantId', id, 'ParticipantType', 'CUSTOMER', 'ConversationAbandon', false, 'MessagesSent', 1,
               'NumResponses', 0, 'MessageLengthInChars', 40, 'TotalResponseTimeInMillis', 0,
               'MaxResponseTimeInMillis', 0, 'LastMessageTimestamp', extract(epoch from began)))
from generate_series(0, :rows - 1) n, bench.contact_id(n) id, bench.began_at(n) began;

insert into chat_session (
    id, instance_id, current_contact_id, supported_content_types, disconnect_on_customer_exit, next_sequence, slot,
    started_at, last_item_at, ended_at, expires_at)
select id, :'instance', id, '{text/plain}', '{}', 3, n % 32,
       began, began + interval '10 minutes', began + interval '10 minutes', began + interval '25 hours'
from generate_series(0, :rows - 1) n, bench.contact_id(n) id, bench.began_at(n) began;

insert into participant (id, session_id, role, display_name, created_at, connected_at, left_at)
select id, id, 'CUSTOMER', 'Ada', began, began + interval '1 second', began + interval '10 minutes'
from generate_series(0, :rows - 1) n, bench.contact_id(n) id, bench.began_at(n) began;

insert into transcript_item (
    session_id, sequence, id, contact_id, created_at, type, content_type, content, participant_id, display_name, role)
select id, 1, id, id, bench.began_at(n), 'MESSAGE', 'text/plain', 'Hello, I have a question about my order.', id, 'Ada',
       'CUSTOMER'
from generate_series(0, :rows - 1) n, bench.contact_id(n) id;

insert into transcript_item (session_id, sequence, id, contact_id, created_at, type, content_type)
select id, 2, gen_random_uuid(), id, bench.began_at(n) + interval '10 minutes', 'EVENT',
       'application/vnd.amazonaws.connect.event.chat.ended'
from generate_series(0, :rows - 1) n, bench.contact_id(n) id;

vacuum analyze;
