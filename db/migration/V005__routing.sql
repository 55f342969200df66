-- Routing: contacts that wait for an agent, agents, and the contacts that agents have.

create table queued_contact (
    contact_id    uuid        primary key,
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
    contact_id     uuid        not null,
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


create table agent_activity (
    id                 bigint      generated always as identity primary key,
    agent_id           uuid        not null,
    instance_id        uuid        not null references instance on delete cascade,
    routing_profile_id uuid,
    hierarchy_groups   uuid[],
    activity           text        not null
        check (activity in ('ROUTABLE', 'CUSTOM', 'CONNECTING', 'CONNECTED', 'PAUSED', 'ENDED', 'MISSED', 'REJECTED')),
    followed_by        text,
    contact_id         uuid,
    queue_id           uuid,
    channel            text,
    since              timestamptz not null,
    until              timestamptz not null check (until >= since)
);

comment on table agent_activity is
    'The past of agent and agent_contact: one row for each status and for each state of a contact that an agent has '
    'left. Metrics and the timelines of contacts read it. Rows are never changed; a job deletes those past the retention '
    'period.';
comment on column agent_activity.agent_id is 'The user. Not a foreign key: metrics outlive the user.';
comment on column agent_activity.routing_profile_id is 'The routing profile of the agent when the activity ended.';
comment on column agent_activity.hierarchy_groups is
    'The hierarchy groups of the agent when the activity ended, from level 1; null if it had none.';
comment on column agent_activity.activity is
    'The type of an agent status, or the state of a contact. Offline agents have no activity.';
comment on column agent_activity.followed_by is 'The next state of the contact; null if the agent then had it no more.';

-- The activities of a period. The index grows with the table, but a search reads those of its period only.
create index agent_activity_span on agent_activity using gist (tstzrange(since, until));

-- The timeline of a contact.
create index agent_activity_contact on agent_activity (contact_id) where contact_id is not null;

create function record_agent_activity(
    agent uuid, instance uuid, activity text, followed_by text, contact uuid, queue uuid, channel text,
    since timestamptz, until timestamptz)
returns void language sql
begin atomic
    insert into agent_activity (
        agent_id, instance_id, routing_profile_id, hierarchy_groups, activity, followed_by, contact_id, queue_id, channel,
        since, until)
    select agent, instance, (select routing_profile_id from user_routing_profile where user_id = agent),
           (select path from user_hierarchy_path where user_id = agent), activity, followed_by, contact, queue, channel, since,
           greatest(since, until) -- the clocks of two nodes may differ
    where activity <> 'OFFLINE';
end;

create function note_agent_contact_state() returns trigger language plpgsql as $$
begin
    perform record_agent_activity(
        old.agent_id, old.instance_id, old.state, new.state, old.contact_id, old.queue_id, old.channel,
        old.state_since, new.state_since);
    return null;
end
$$;

create trigger agent_contact_activity after update on agent_contact
    for each row when (old.state <> new.state) execute function note_agent_contact_state();

create function note_agent_status() returns trigger language plpgsql as $$
begin
    perform record_agent_activity(
        old.user_id, old.instance_id, status.type, null, null, null, null, old.status_since, new.status_since)
    from agent_status_summary status
    where status.agent_status_id = old.status_id;
    return null;
end
$$;

create trigger agent_activity after update on agent
    for each row when (old.status_id <> new.status_id) execute function note_agent_status();


-- A view for metrics.

create view agent_activity_history as
select agent_id, instance_id, routing_profile_id, hierarchy_groups, activity, followed_by, contact_id, queue_id, channel,
       since, until
from agent_activity
union all
select agent.user_id, agent.instance_id, profile.routing_profile_id, hierarchy.path, status.type, null, null, null, null,
       agent.status_since, 'infinity'
from agent
join agent_status_summary status on status.agent_status_id = agent.status_id
join user_routing_profile profile on profile.user_id = agent.user_id
left join user_hierarchy_path hierarchy on hierarchy.user_id = agent.user_id
where status.type <> 'OFFLINE'
union all
select held.agent_id, held.instance_id, profile.routing_profile_id, hierarchy.path, held.state, null, held.contact_id,
       held.queue_id, held.channel, held.state_since, 'infinity'
from agent_contact held
join user_routing_profile profile on profile.user_id = held.agent_id
left join user_hierarchy_path hierarchy on hierarchy.user_id = held.agent_id;

comment on view agent_activity_history is 'All activities of agents; the present ones last until infinity.';
