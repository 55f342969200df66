-- What was said, append-only, in the order of its sequence within a session.

create table transcript_item (
    session_id     uuid        not null references chat_session on delete cascade,
    sequence       bigint      not null check (sequence >= 1),
    id             uuid        not null,
    -- The segment in which it was said.
    contact_id     uuid        not null,
    created_at     timestamptz not null,
    type           text        not null check (type in ('MESSAGE', 'EVENT', 'ATTACHMENT')),
    content_type   text        not null,
    content        text,
    participant_id uuid,
    display_name   text,
    role           text,
    primary key (session_id, sequence)
);
