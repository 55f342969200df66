-- When participants count as idle, and when a chat with an idle participant ends.

-- What UpdateParticipantRoleConfig has set. It applies from the next time that an agent and the customer come together.
create table timer_setting (
    session_id uuid     not null references chat_session on delete cascade,
    role       text     not null check (role in ('CUSTOMER', 'AGENT')),
    type       text     not null check (type in ('IDLE', 'DISCONNECT_NONCUSTOMER')),
    minutes    smallint not null check (minutes between 2 and 480),
    primary key (session_id, role, type)
);

alter table participant
    -- The settings that its timers run by.
    add column idle_minutes       smallint,
    add column disconnect_minutes smallint,
    -- When to look next whether it has said something; null while no timer of it runs.
    add column timer_due_at       timestamptz,
    -- What it has said up to this item of the transcript is accounted for.
    add column timer_after        bigint,
    add constraint due_timer_knows_its_place check (timer_due_at is null or timer_after is not null);

-- The sweep walks this from the oldest end.
create index participant_timer_due on participant (timer_due_at) where timer_due_at is not null;
