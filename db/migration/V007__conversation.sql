-- What a conversation needs beyond its start and its end: who is connected, where a segment and the past begin, and
-- which message was read.

-- The segments of a session follow each other in its transcript; each begins where the one before was left.
alter table contact
    add column first_sequence bigint not null default 1 check (first_sequence >= 1);

alter table chat_session
    add column instance_id        uuid,
    -- The segment that new items belong to.
    add column current_contact_id uuid,
    -- What the chat's duration comes to: no message is taken from then on, whoever ends it and when.
    add column expires_at         timestamptz,
    -- Items never go back in time, whatever the clocks of the nodes say.
    add column last_item_at       timestamptz,
    -- The session that a persistent chat continues, and its last item that can be seen from here; all, when null.
    -- A plain value: the past may be forgotten before this session is.
    add column past_session_id    uuid,
    add column past_until         bigint;

update chat_session
set instance_id = contact.instance_id,
    current_contact_id = contact.id,
    expires_at = contact.expires_at,
    last_item_at = coalesce(chat_session.ended_at, chat_session.started_at),
    past_session_id = (select origin.initial_contact_id from contact origin
                       where origin.id = contact.related_contact_id and contact.rehydration is not null)
from contact
where contact.id = chat_session.id;

alter table chat_session
    alter column instance_id set not null,
    alter column current_contact_id set not null,
    alter column expires_at set not null,
    alter column last_item_at set not null,
    -- Each message updates its session's row, which stays on its page as long as there is room.
    set (fillfactor = 80);

alter table participant
    add column connected_at timestamptz,
    add column left_at      timestamptz,
    -- A custom bot that has not connected by then is out.
    add column connect_by   timestamptz,
    -- Set while the idle timer of the participant has run out and it has said nothing since.
    add column idle_at      timestamptz;

alter table transcript_item
    add column attachments jsonb;

-- An item is found by its id when a page starts there or a receipt names it; and as an id may be derived from the token
-- of a client, a repeat finds the item of the first request.
create unique index transcript_item_id on transcript_item (session_id, id);

-- Who has received and read which message. The ids are those that the receipts were answered with.
create table receipt (
    session_id   uuid        not null references chat_session on delete cascade,
    message_id   uuid        not null,
    recipient_id uuid        not null,
    delivered_id uuid,
    delivered_at timestamptz,
    read_id      uuid,
    read_at      timestamptz,
    primary key (session_id, message_id, recipient_id)
);
