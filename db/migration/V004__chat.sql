-- Chat sessions and who takes part in them.

create table chat_session (
    -- The session's first contact.
    id                          uuid        primary key references contact on delete cascade,
    supported_content_types     text[]      not null check ('text/plain' = any (supported_content_types)),
    response_mode               text        check (response_mode in ('INCREMENTAL', 'COMPLETE')),
    disconnect_on_customer_exit text[]      not null,
    -- Handed out under this row's lock, so that the order of commits is the order of the transcript.
    next_sequence               bigint      not null check (next_sequence >= 1),
    -- Which row of chat_slot counts this session as active.
    slot                        smallint,
    started_at                  timestamptz not null,
    ended_at                    timestamptz check (ended_at >= started_at),
    -- What makes the quota exact: a start that found no free slot violates this and leaves nothing behind. It stands on
    -- this table because a server logs the row that violates a constraint, and no customer's text is in this one.
    constraint chat_holds_a_slot check (slot is not null)
);

create table participant (
    id           uuid        primary key,
    session_id   uuid        not null references chat_session on delete cascade,
    role         text        not null check (role in ('CUSTOMER', 'AGENT', 'SYSTEM', 'CUSTOM_BOT', 'SUPERVISOR')),
    display_name text        not null check (char_length(display_name) between 1 and 256),
    created_at   timestamptz not null
);

create index participant_session on participant (session_id);

-- The keys that participant tokens are derived with, shared by all nodes. The newest signs, all of them verify.
create table token_key (
    id         smallint    primary key,
    secret     bytea       not null check (octet_length(secret) >= 32),
    created_at timestamptz not null
);
