-- Routing: contacts that wait for an agent, agents, and the contacts that agents have.

create table queued_contact (
    contact_id    uuid        primary key references contact on delete cascade,
    instance_id   uuid        not null,
    queue_id      uuid        not null,
    channel       text        not null,
    priority      bigint      not null,
    enqueued_at   timestamptz not null,
    waiting_since timestamptz not null,
    offered       boolean     not null default false,
    has_steps     boolean     not null default false
);

comment on table queued_contact is
    'One row for each contact in a queue, until an agent accepts it or it ends. Separate from contact and narrow, '
    'because it changes with each offer.';
comment on column queued_contact.priority is 'Lower numbers come first.';
comment on column queued_contact.waiting_since is 'enqueued_at, moved by the queue time adjustment of the contact.';
comment on column queued_contact.offered is 'Whether the contact is offered to an agent now.';

comment on column queued_contact.has_steps is
    'Whether routing_step has rows of the contact, so that decisions about other contacts do not look there.';

-- The next contact of a queue.
create index queued_contact_next on queued_contact (queue_id, channel, priority, waiting_since, contact_id)
    where not offered;

-- The number of contacts in a queue and the longest wait, offered ones included. Flows read them.
create index queued_contact_queue on queued_contact (queue_id, enqueued_at);


create table routing_step (
    contact_id uuid        not null references queued_contact on delete cascade,
    position   integer     not null,
    agents     tsquery     not null,
    begins_at  timestamptz not null,
    expires_at timestamptz not null,
    primary key (contact_id, position)
);

comment on table routing_step is
    'One row for each step of the routing criteria of a contact in a queue. While a step lasts, only agents whose '
    'routing_attributes match it get the contact.';
comment on column routing_step.agents is
    'The expression of the step: a query of texts "attribute:level:value" and of ids of users.';
comment on column routing_step.expires_at is 'Where the next step begins; infinity for a step without an end.';

-- The sweep offers contacts again whose step has changed.
create index routing_step_begin on routing_step (begins_at);
create index routing_step_end on routing_step (expires_at);


create table agent (
    user_id        uuid        primary key references agent_user on delete cascade,
    -- A foreign key of its own, so that the row is deleted before the statuses that it refers to.
    instance_id    uuid        not null references instance on delete cascade,
    status_id      uuid        not null references agent_status,
    status_since   timestamptz not null,
    next_status_id uuid        references agent_status,
    routable       boolean     not null,
    idle_since     timestamptz not null
) with (fillfactor = 50);

comment on table agent is
    'One row for each user that has ever set a status, written by PutUserStatus. Users without a row are offline.';
comment on column agent.next_status_id is 'The status that follows once the agent has no contact left.';
comment on column agent.routable is
    'Whether contacts are offered to the agent: the status is routable and no other one is to follow.';
comment on column agent.idle_since is
    'When the agent was last offered a contact or freed of one. The agent that is idle for longest gets the next '
    'contact.';

create index agent_instance on agent (instance_id, user_id);

create index agent_routable on agent (instance_id, idle_since) where routable;

create index agent_status_of on agent (status_id);

create index agent_next_status_of on agent (next_status_id) where next_status_id is not null;


create table agent_contact (
    contact_id     uuid        not null references contact on delete cascade,
    agent_id       uuid        not null references agent_user on delete cascade,
    instance_id    uuid        not null,
    queue_id       uuid        not null,
    channel        text        not null,
    state          text        not null
        check (state in ('CONNECTING', 'CONNECTED', 'PAUSED', 'ENDED', 'MISSED', 'REJECTED')),
    state_since    timestamptz not null,
    connected_at   timestamptz,
    due_at         timestamptz,
    participant_id uuid,
    primary key (agent_id, contact_id)
) with (fillfactor = 50);

comment on table agent_contact is
    'One row for each contact that an agent is offered, has accepted, or still has after-contact work for. Each row '
    'except a paused one counts towards the concurrency of the agent.';
comment on column agent_contact.state is
    'The AgentContactState of GetCurrentUserData. CONNECTING is an offer, ENDED is after-contact work.';
comment on column agent_contact.due_at is 'When an offer counts as missed, or after-contact work as complete.';
comment on column agent_contact.participant_id is
    'The participant of the agent in the chat, once the agent has accepted it.';

-- At most one agent has a contact at a time.
create unique index agent_contact_held on agent_contact (contact_id)
    where state in ('CONNECTING', 'CONNECTED', 'PAUSED');

create index agent_contact_contact on agent_contact (contact_id);

create index agent_contact_due on agent_contact (due_at) where due_at is not null;
