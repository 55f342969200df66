-- Who waits for an agent, which agents are there, and what is theirs.

-- One row for each contact in a queue, until an agent has accepted it or it has ended. Narrow, and apart from contact,
-- since a contact may be offered many times.
create table queued_contact (
    contact_id    uuid        primary key references contact on delete cascade,
    instance_id   uuid        not null,
    queue_id      uuid        not null,
    channel       text        not null,
    priority      bigint      not null,
    enqueued_at   timestamptz not null,
    -- When it was queued, and earlier or later by its adjustment.
    waiting_since timestamptz not null,
    -- Whether an agent is being asked.
    offered       boolean     not null default false
);

-- Who is next in a queue.
create index queued_contact_next on queued_contact (queue_id, channel, priority, waiting_since, contact_id)
    where not offered;

-- Agents that have ever set a status; all others are offline.
create table agent (
    user_id        uuid        primary key references agent_user on delete cascade,
    -- Refers to its instance itself, too, so that it goes before the statuses do.
    instance_id    uuid        not null references instance on delete cascade,
    status_id      uuid        not null references agent_status,
    status_since   timestamptz not null,
    -- What it changes to when nothing is left of the agent's contacts.
    next_status_id uuid        references agent_status,
    -- Whether contacts are offered: the status is routable, and no other is to follow.
    routable       boolean     not null,
    -- Since when it has not been offered anything, nor become free of anything: the longest idle comes first.
    idle_since     timestamptz not null
) with (fillfactor = 50);

create index agent_instance on agent (instance_id, user_id);
create index agent_routable on agent (instance_id, idle_since) where routable;
create index agent_status_of on agent (status_id);
create index agent_next_status_of on agent (next_status_id) where next_status_id is not null;

-- What agents are asked to take, have taken, and have not done with yet. Each takes one of the agent's places.
create table agent_contact (
    contact_id     uuid        not null references contact on delete cascade,
    agent_id       uuid        not null references agent_user on delete cascade,
    instance_id    uuid        not null,
    queue_id       uuid        not null,
    channel        text        not null,
    -- As in AgentContactState of GetCurrentUserData: asked, accepted, over with work left to do, not answered, refused.
    state          text        not null check (state in ('CONNECTING', 'CONNECTED', 'ENDED', 'MISSED', 'REJECTED')),
    state_since    timestamptz not null,
    connected_at   timestamptz,
    -- When an offer counts as missed, or after-contact work as done.
    due_at         timestamptz,
    participant_id uuid,
    primary key (agent_id, contact_id)
) with (fillfactor = 50);

-- No two agents ever hold one contact.
create unique index agent_contact_held on agent_contact (contact_id) where state in ('CONNECTING', 'CONNECTED');

create index agent_contact_contact on agent_contact (contact_id);

create index agent_contact_due on agent_contact (due_at) where due_at is not null;
