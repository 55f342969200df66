-- Chat sessions: participants, transcript, receipts, idle timers, attachments and the metrics of a chat.

-- No table refers to chat_session by a foreign key, as to contact. A statement that inserts a row of a session holds a
-- lock of the session or of its contact, so that no row outlives a session that is being deleted.
create table chat_session (
    id                          uuid        primary key,
    instance_id                 uuid        not null,
    current_contact_id          uuid        not null,
    past_session_id             uuid,
    past_until                  bigint,
    supported_content_types     text[]      not null check ('text/plain' = any (supported_content_types)),
    response_mode               text        check (response_mode in ('INCREMENTAL', 'COMPLETE')),
    disconnect_on_customer_exit text[]      not null,
    speakers                    uuid[]      not null default '{}',
    next_sequence               bigint      not null check (next_sequence >= 1),
    slot                        smallint    not null,
    started_at                  timestamptz not null,
    last_item_at                timestamptz not null,
    expires_at                  timestamptz not null,
    ended_at                    timestamptz check (ended_at >= started_at),
    processor_arn               text,
    processor_failure_mode      text        check (
        processor_failure_mode in ('DELIVER_UNPROCESSED_MESSAGE', 'DO_NOT_DELIVER_UNPROCESSED_MESSAGE')),
    holds_messages              boolean     not null default false,
    constraint processor_has_a_failure_mode check ((processor_arn is null) = (processor_failure_mode is null)),
    constraint processed_messages_are_held check (holds_messages or processor_arn is null)
    -- Each message updates this row: the free space keeps new versions on the page.
) with (fillfactor = 80);

comment on table chat_session is
    'One row for each chat, written by StartChatContact. The chat keeps it while it passes from contact to contact. '
    'Every statement that appends to the transcript locks this row first.';
comment on column chat_session.id is 'The first contact of the chat.';
comment on column chat_session.current_contact_id is 'The contact that new transcript items belong to.';
comment on column chat_session.past_session_id is
    'The session that this persistent chat continues. Not a foreign key: retention may remove that session first.';
comment on column chat_session.past_until is
    'The last item of the past session that participants of this one can read; every item when null.';
comment on column chat_session.disconnect_on_customer_exit is
    'The roles whose participants leave when the customer leaves.';
comment on column chat_session.speakers is
    'The participants who are connected, have not left and are not idle. The triggers on participant write it, and '
    'nothing else. An array without foreign keys rather than a table, because a message locks this row and decides by '
    'it alone (docs/decisions/0017).';
comment on column chat_session.next_sequence is
    'The sequence number of the next transcript item. Statements take it under the lock of this row, so that the '
    'order of numbers is the order of commits.';
comment on column chat_session.slot is 'The row of chat_slot that counts this chat as active.';
comment on column chat_session.last_item_at is
    'The time of the newest item. The time of items never decreases, even when the clocks of the nodes differ.';
comment on column chat_session.expires_at is
    'The end of the duration of the chat. From then on no message is accepted, even before a job ends the contact.';
comment on column chat_session.processor_arn is
    'The function that processes the messages of participants; null without one.';
comment on column chat_session.holds_messages is
    'Whether messages go to held_message: the chat has a processor, or had one that has not yet decided all messages. '
    'A message locks this row and decides by it alone (docs/decisions/0017).';


create table participant (
    id                 uuid        primary key,
    session_id         uuid        not null,
    role               text        not null check (role in ('CUSTOMER', 'AGENT', 'SYSTEM', 'CUSTOM_BOT', 'SUPERVISOR')),
    display_name       text        not null check (char_length(display_name) between 1 and 256),
    created_at         timestamptz not null,
    connect_by         timestamptz,
    connected_at       timestamptz,
    left_at            timestamptz,
    idle_at            timestamptz,
    idle_minutes       smallint,
    disconnect_minutes smallint,
    timer_due_at       timestamptz,
    timer_after        bigint,
    user_id            uuid,
    silent             boolean     not null default false,
    may_barge          boolean     not null default false,
    constraint users_are_supervisors check ((user_id is not null) = (role = 'SUPERVISOR')),
    constraint only_supervisors_are_silent check (role = 'SUPERVISOR' or not silent and not may_barge),
    constraint due_timer_knows_its_place check (timer_due_at is null or timer_after is not null)
);

comment on table participant is 'One row for each participant of a chat. Rows remain after the participant leaves.';
comment on column participant.connect_by is
    'When a custom bot is removed unless it has connected; null for other roles.';
comment on column participant.idle_at is 'When the participant became idle; null again once it sends something.';
comment on column participant.idle_minutes is
    'The idle timer in effect; copied from timer_setting when the timers start.';
comment on column participant.disconnect_minutes is
    'The auto-disconnect timer in effect; copied from timer_setting when the timers start.';
comment on column participant.timer_due_at is
    'When the timer job next checks whether the participant has sent something; null while none of its timers runs.';
comment on column participant.timer_after is
    'The newest transcript item when the timer was set. Only later items count as activity.';

comment on column participant.user_id is
    'The user who supervises the chat; null for other roles. Not a foreign key: the participant remains if the user is '
    'deleted.';
comment on column participant.silent is
    'Whether a supervisor only reads: it cannot write, and no item says that it has come or left.';
comment on column participant.may_barge is 'Whether a supervisor may join the chat.';

create index participant_session on participant (session_id);

create index participant_user on participant (user_id) where user_id is not null;

-- The timer job takes the participants that are due for longest.
create index participant_timer_due on participant (timer_due_at) where timer_due_at is not null;

create function may_speak(participant) returns boolean language sql immutable
return $1.connected_at is not null and $1.left_at is null and $1.idle_at is null;

-- Keeps chat_session.speakers, whichever statement changes a participant. It computes the array from the locked row of
-- the session, so no concurrent change is lost.
create function note_speaker() returns trigger language plpgsql as $$
begin
    update chat_session
    set speakers = array_remove(speakers, new.id) || case when may_speak(new) then array[new.id] else '{}' end
    where id = new.session_id;
    return null;
end
$$;

create trigger speaker_came after insert on participant
    for each row when (may_speak(new))
    execute function note_speaker();

create trigger speaker_changed after update of connected_at, left_at, idle_at on participant
    for each row when (may_speak(old) is distinct from may_speak(new))
    execute function note_speaker();


create table token_key (
    id         smallint    primary key,
    secret     bytea       not null check (octet_length(secret) >= 32),
    created_at timestamptz not null
);

comment on table token_key is
    'One row for each key that signs participant and connection tokens, shared by all nodes. The newest key signs; '
    'every key verifies.';


create table transcript_item (
    session_id     uuid        not null,
    sequence       bigint      not null check (sequence >= 1),
    id             uuid        not null,
    contact_id     uuid        not null,
    created_at     timestamptz not null,
    type           text        not null check (type in ('MESSAGE', 'EVENT', 'ATTACHMENT')),
    content_type   text        not null,
    content        text,
    participant_id uuid,
    display_name   text,
    role           text,
    attachments    jsonb,
    processing     text        check (processing in ('PROCESSED', 'UNPROCESSED', 'FAILED', 'REJECTED')),
    primary key (session_id, sequence)
);

comment on table transcript_item is 'One row for each item of a transcript. Rows are appended and never change.';
comment on column transcript_item.sequence is
    'The position in the transcript of the session, from 1; taken from chat_session.next_sequence.';
comment on column transcript_item.contact_id is 'The contact that the chat was in when the item was sent.';
comment on column transcript_item.participant_id is
    'The sender; null for events of the system. Its display name and role are copied as they were then.';
comment on column transcript_item.attachments is
    'An array of the attachments of the item, as GetTranscript returns them.';
comment on column transcript_item.processing is
    'How a processor has decided the message; null for all other items. UNPROCESSED was delivered although processing '
    'failed. FAILED and REJECTED were not delivered: only their sender sees them.';

-- A page may start at an item, and a receipt names one. An id may be derived from the ClientToken of a request, so a
-- repeated request finds the item of the first.
create unique index transcript_item_id on transcript_item (session_id, id);


create table held_message (
    session_id     uuid        not null,
    position       bigint      generated always as identity,
    id             uuid        not null,
    contact_id     uuid        not null,
    sent_at        timestamptz not null,
    content_type   text        not null,
    content        text        not null,
    participant_id uuid        not null,
    display_name   text        not null,
    role           text        not null,
    processor_arn  text,
    failure_mode   text,
    primary key (session_id, position),
    constraint processor_has_a_failure_mode check ((processor_arn is null) = (failure_mode is null))
);

comment on table held_message is
    'One row for each message that was accepted and is not in the transcript yet, because a function processes it, or '
    'processes one before it. SendMessage writes it under the lock of the session, so positions are in the order of '
    'messages. The decision moves it to transcript_item, and so does the end of the chat.';
comment on column held_message.contact_id is 'The contact that the chat was in when the message was sent.';
comment on column held_message.processor_arn is
    'The function that processes the message; null if the message only waits for its turn.';

-- A repeated request finds the message of the first.
create unique index held_message_id on held_message (session_id, id);


create table message_processing (
    session_id    uuid        primary key,
    processor_arn text        not null,
    due_at        timestamptz not null,
    lease         uuid
);

comment on table message_processing is
    'One row for each chat with held messages: the lease under which one node at a time decides them in order. A node '
    'that is killed does not return its lease; at due_at, another node takes it.';
comment on column message_processing.processor_arn is 'The function that the first held message waits for.';

create index message_processing_due on message_processing (processor_arn, due_at);


-- Decides the held messages of a chat that ends, whichever statement ends it: without an answer, processing has failed.
-- They take the places before the items that the statement appends. The statement has locked the row of the session,
-- so no message is accepted meanwhile.
create function settle_held_messages() returns trigger language plpgsql as $$
declare
    held  record;
    place bigint := old.next_sequence;
    at    timestamptz := old.last_item_at;
begin
    for held in select * from held_message where session_id = new.id order by position loop
        at := greatest(at + interval '1 millisecond', held.sent_at);
        insert into transcript_item (
            session_id, sequence, id, contact_id, created_at, type, content_type, content, participant_id,
            display_name, role, processing)
        values (
            new.id, place, held.id, new.current_contact_id, at, 'MESSAGE', held.content_type, held.content,
            held.participant_id, held.display_name, held.role,
            case held.failure_mode when 'DELIVER_UNPROCESSED_MESSAGE' then 'UNPROCESSED'
                                   when 'DO_NOT_DELIVER_UNPROCESSED_MESSAGE' then 'FAILED' end)
        on conflict (session_id, id) do nothing;
        place := place + 1;
    end loop;
    delete from held_message where session_id = new.id;
    delete from message_processing where session_id = new.id;
    new.next_sequence := new.next_sequence + place - old.next_sequence;
    new.last_item_at := greatest(new.last_item_at, at + interval '1 millisecond');
    new.holds_messages := false;
    new.processor_arn := null;
    new.processor_failure_mode := null;
    return new;
end
$$;

create trigger session_ended before update of ended_at on chat_session
    for each row when (old.ended_at is null and new.ended_at is not null and old.holds_messages)
    execute function settle_held_messages();


create table receipt (
    session_id   uuid        not null,
    message_id   uuid        not null,
    recipient_id uuid        not null,
    delivered_id uuid,
    delivered_at timestamptz,
    read_id      uuid,
    read_at      timestamptz,
    primary key (session_id, message_id, recipient_id)
);

comment on table receipt is 'One row for each message that a participant has received or read, written by SendEvent.';
comment on column receipt.delivered_id is 'The id that SendEvent returned for the delivered receipt.';
comment on column receipt.read_id is 'The id that SendEvent returned for the read receipt.';


create table timer_setting (
    session_id uuid     not null,
    role       text     not null check (role in ('CUSTOMER', 'AGENT')),
    type       text     not null check (type in ('IDLE', 'DISCONNECT_NONCUSTOMER')),
    minutes    smallint not null check (minutes between 2 and 480),
    primary key (session_id, role, type)
);

comment on table timer_setting is
    'One row for each timer of a chat that UpdateParticipantRoleConfig has set. It takes effect the next time that an '
    'agent and the customer are both connected.';


create table attachment (
    id             uuid        primary key,
    session_id     uuid        not null,
    participant_id uuid        not null,
    -- No check constraint on this table: the server logs the row that violates one, and file names belong to customers.
    name           text        not null,
    content_type   text        not null,
    size           bigint      not null,
    upload_until   timestamptz not null,
    complete_until timestamptz not null,
    content_id     uuid,
    large_object   oid,
    uploaded_at    timestamptz,
    completed_at   timestamptz,
    sequence       bigint
);

comment on table attachment is
    'One row for each file that a participant attaches. StartAttachmentUpload writes it, the upload and '
    'CompleteAttachmentUpload update it, and a job deletes it if it is not completed in time.';
comment on column attachment.participant_id is
    'The participant who started the upload and completes it. Not a foreign key, as in transcript_item.';
comment on column attachment.size is 'The size in bytes that StartAttachmentUpload announced.';
comment on column attachment.upload_until is 'The end of the time in which an upload may begin.';
comment on column attachment.complete_until is 'When the row is deleted unless the attachment was completed.';
comment on column attachment.content_id is
    'The content that was uploaded, or that an upload is writing now. A further upload before completion replaces it.';
comment on column attachment.large_object is
    'The large object that holds the content. Null if the content is in a file, which content_id names.';
comment on column attachment.sequence is 'The transcript item of the attachment, once it is completed.';

-- Attachments of a chat are counted, and are deleted with it.
create index attachment_session on attachment (session_id);

create unique index attachment_content on attachment (content_id);

-- Attachments that are not completed, for the job that deletes them.
create index attachment_incomplete on attachment (complete_until) where completed_at is null;


create table attachment_download (
    id            uuid        primary key,
    attachment_id uuid        not null references attachment on delete cascade,
    expires_at    timestamptz not null
);

comment on table attachment_download is
    'One row for each download URL that was issued and not used, written by GetAttachment.';

create index attachment_download_attachment on attachment_download (attachment_id);

create index attachment_download_expiry on attachment_download (expires_at);


create table discarded_content (
    content_id   uuid primary key,
    large_object oid
);

comment on table discarded_content is
    'One row for each content that no attachment refers to any more. The triggers on attachment write it; a job '
    'deletes the content in small batches. The triggers cannot delete it themselves: a file cannot be deleted in a '
    'transaction, and each large object needs a lock, of which a server has about ten thousand.';

create function discard_content() returns trigger language plpgsql as $$
begin
    insert into discarded_content (content_id, large_object) values (old.content_id, old.large_object);
    return null;
end
$$;

-- Runs also when the attachment is deleted with its contact or its instance.
create trigger attachment_deleted after delete on attachment
    for each row when (old.content_id is not null)
    execute function discard_content();

create trigger attachment_content_replaced after update of content_id on attachment
    for each row when (old.content_id is not null and old.content_id is distinct from new.content_id)
    execute function discard_content();


-- Counts and times of the messages of one contact, in the members of ChatMetrics; times are seconds since 1970. A
-- response is the first message after one of the other party, agent or customer. Its response time begins with the
-- first message that it responds to. One pass in order: windows and subqueries over the same items take several times
-- as long.
create function chat_metrics(
    session uuid, contact uuid, first_sequence bigint, connected_to_agent_at timestamptz, ended_at timestamptz)
returns jsonb language plpgsql stable as $$
declare
    item           record;
    agents         uuid[] := '{}'; -- including supervisors
    total          integer := 0;
    turns          integer := 0;
    last_role      text;
    -- The party that spoke last, agent or customer, and the time of its first message that has no response yet.
    party          text;
    since          timestamptz;
    waited         bigint;
    bots           integer := 0;
    bot_length     bigint := 0;
    agent          uuid;
    agent_count    integer := 0;
    agent_length   bigint := 0;
    agent_first    timestamptz;
    agent_last     timestamptz;
    agent_answers  integer := 0;
    agent_waited   bigint := 0;
    agent_longest  bigint := 0;
    customer       uuid;
    client_count   integer := 0;
    client_length  bigint := 0;
    client_last    timestamptz;
    client_answers integer := 0;
    client_waited  bigint := 0;
    client_longest bigint := 0;
begin
    for item in
        select participant_id, role, type, created_at, char_length(content) as length
        from transcript_item
        where session_id = session and sequence >= first_sequence and contact_id = contact
          and (type = 'MESSAGE' or content_type = 'application/vnd.amazonaws.connect.event.participant.joined')
          and (processing is null or processing in ('PROCESSED', 'UNPROCESSED'))
        order by sequence
    loop
        if item.role in ('AGENT', 'SUPERVISOR') and item.participant_id <> all (agents) then
            agents := agents || item.participant_id;
        end if;
        if item.role = 'AGENT' then
            agent := coalesce(agent, item.participant_id);
        end if;
        continue when item.type <> 'MESSAGE';

        total := total + 1;
        if last_role = 'CUSTOMER' and item.role <> 'CUSTOMER' then
            turns := turns + 1;
        end if;
        last_role := item.role;
        waited := null;
        if item.role in ('AGENT', 'CUSTOMER') and party is distinct from item.role then
            waited := extract(epoch from item.created_at - since) * 1000;
            party := item.role;
            since := item.created_at;
        end if;
        case item.role
            when 'AGENT' then
                agent_count := agent_count + 1;
                agent_length := agent_length + item.length;
                agent_first := coalesce(agent_first, item.created_at);
                agent_last := item.created_at;
                if waited is not null then
                    agent_answers := agent_answers + 1;
                    agent_waited := agent_waited + waited;
                    agent_longest := greatest(agent_longest, waited);
                end if;
            when 'CUSTOMER' then
                client_count := client_count + 1;
                client_length := client_length + item.length;
                client_last := item.created_at;
                if waited is not null then
                    client_answers := client_answers + 1;
                    client_waited := client_waited + waited;
                    client_longest := greatest(client_longest, waited);
                end if;
            when 'SYSTEM', 'CUSTOM_BOT' then
                bots := bots + 1;
                bot_length := bot_length + item.length;
            else -- supervisors count towards the total only
        end case;
    end loop;
    -- Every contact of a session has the customer, even if the customer says nothing.
    select id into customer from participant where session_id = session and role = 'CUSTOMER';

    return jsonb_strip_nulls(jsonb_build_object(
        'ChatContactMetrics', jsonb_build_object(
            'MultiParty', cardinality(agents) > 1,
            'TotalMessages', total,
            'TotalBotMessages', bots,
            'TotalBotMessageLengthInChars', least(bot_length, 2147483647),
            'ConversationCloseTimeInMillis',
            case when client_last < ended_at then (extract(epoch from ended_at - client_last) * 1000)::bigint
                 when client_last >= ended_at then 0 end,
            'ConversationTurnCount', turns,
            'AgentFirstResponseTimestamp', extract(epoch from agent_first),
            'AgentFirstResponseTimeInMillis',
            case when connected_to_agent_at < agent_first
                 then (extract(epoch from agent_first - connected_to_agent_at) * 1000)::bigint
                 when connected_to_agent_at >= agent_first then 0 end),
        'AgentMetrics', case when agent is not null then jsonb_build_object(
            'ParticipantId', agent,
            'ParticipantType', 'AGENT',
            'ConversationAbandon', case when ended_at is not null then agent_count = 0 end,
            'MessagesSent', agent_count,
            'NumResponses', agent_answers,
            'MessageLengthInChars', least(agent_length, 2147483647),
            'TotalResponseTimeInMillis', agent_waited,
            'MaxResponseTimeInMillis', agent_longest,
            'LastMessageTimestamp', extract(epoch from agent_last)) end,
        'CustomerMetrics', case when customer is not null then jsonb_build_object(
            'ParticipantId', customer,
            'ParticipantType', 'CUSTOMER',
            'ConversationAbandon', case when ended_at is not null then client_count = 0 end,
            'MessagesSent', client_count,
            'NumResponses', client_answers,
            'MessageLengthInChars', least(client_length, 2147483647),
            'TotalResponseTimeInMillis', client_waited,
            'MaxResponseTimeInMillis', client_longest,
            'LastMessageTimestamp', extract(epoch from client_last)) end));
end
$$;

-- Stores the metrics when a chat contact ends, whichever statement ends it. It locks the row of the session as the
-- sender of a message does, so a concurrent message is either counted or comes after the end. Counting must not keep a
-- chat from ending, nor the chats that end in the same batch: a contact with more than 10,000 items gets no metrics.
create function note_chat_metrics() returns trigger language plpgsql as $$
declare
    items bigint;
begin
    select next_sequence - new.first_sequence into items
    from chat_session where id = new.initial_contact_id for no key update;
    if items <= 10000 then
        new.chat_metrics := chat_metrics(
            new.initial_contact_id, new.id, new.first_sequence, new.connected_to_agent_at, new.disconnected_at);
    end if;
    return new;
end
$$;

create trigger chat_metrics before update on contact
    for each row when (new.channel = 'CHAT' and new.disconnected_at is not null and old.disconnected_at is null)
    execute function note_chat_metrics();

-- Retention deletes old rows in large numbers while new ones come. By default, vacuum begins when a fifth of a table is
-- dead, which may be months of rows. It begins at a hundredth, so that new rows take the space of deleted ones, and may
-- work ten times as fast as by default, so that it keeps up.
alter table chat_session set (
    autovacuum_vacuum_threshold = 5000, autovacuum_vacuum_scale_factor = 0.01, autovacuum_vacuum_cost_limit = 2000);
alter table participant set (
    autovacuum_vacuum_threshold = 5000, autovacuum_vacuum_scale_factor = 0.01, autovacuum_vacuum_cost_limit = 2000);
alter table transcript_item set (
    autovacuum_vacuum_threshold = 5000, autovacuum_vacuum_scale_factor = 0.01, autovacuum_vacuum_cost_limit = 2000);
alter table receipt set (
    autovacuum_vacuum_threshold = 5000, autovacuum_vacuum_scale_factor = 0.01, autovacuum_vacuum_cost_limit = 2000);

create view chat_message as
select session_id, contact_id, sequence, id, created_at, role, content
from transcript_item
where type = 'MESSAGE' and (processing is null or processing in ('PROCESSED', 'UNPROCESSED'));

comment on view chat_message is 'The messages of chats that were delivered, for the module history.';


create view active_chat as
select id as session_id, current_contact_id as contact_id, next_sequence - 1 as newest
from chat_session
where ended_at is null;

comment on view active_chat is 'The active chats, each with the sequence of its newest item, for the module history.';
