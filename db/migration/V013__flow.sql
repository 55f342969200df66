-- Flows that run. A run is a row that is due at some time; whichever node takes it up then goes on with it.

create table flow_run (
    -- A contact runs one flow at a time.
    contact_id     uuid        primary key references contact on delete cascade,
    -- Of this run, so that whoever has read another one of the contact does not overwrite it.
    id             uuid        not null,
    instance_id    uuid        not null,
    -- The session's first contact.
    session_id     uuid        not null,
    -- What was published when the run came to this flow; none if nothing was. Not a foreign key, as publications stay
    -- and every chat that connects would lock the same row.
    publication_id uuid,
    occasion       text        not null check (occasion in ('CONNECTED', 'QUEUED', 'REMAINING')),
    status         text        not null check (status in ('READY', 'WAITING', 'CALLING')),
    -- The action to do, or the one that waits or has called; none before the first.
    action         text,
    -- What actions have left for later ones, and what the present one is about.
    state          jsonb       not null,
    -- Actions since it has last waited.
    steps          integer     not null,
    -- Whether it waits for something in the transcript, and up to where it has looked.
    listens        boolean     not null,
    seen_sequence  bigint      not null,
    due_at         timestamptz not null,
    -- How often in a row it could not go on, for a reason that is not an outage.
    failures       integer     not null default 0,
    constraint listens_while_it_waits check (status = 'WAITING' or not listens)
);

create index flow_run_due on flow_run (due_at);
create index flow_run_listening on flow_run (session_id) where listens;

-- The queue that flows have chosen for a session. It stays when the session goes on in a next contact: a disconnect flow
-- takes its customer back there.
create table flow_target (
    session_id uuid primary key references contact on delete cascade,
    queue_id   uuid not null
);
