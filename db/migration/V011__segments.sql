-- What a contact goes through once flows, queues and agents are there, and what follows when its agents have left.

alter table contact
    -- The queue it was put in, and when. A plain value, as records of contacts outlive what they name.
    add column queue_id                      uuid,
    add column enqueued_at                   timestamptz,
    -- Among the contacts of a queue: lower priorities come first, then those that wait longest, to which the
    -- adjustment is added.
    add column queue_priority                bigint check (queue_priority >= 1),
    add column queue_time_adjustment_seconds integer,
    -- The user who has accepted it, and when.
    add column agent_id                      uuid,
    add column connected_to_agent_at         timestamptz,
    -- What its agent still had to do when it was over.
    add column after_contact_work_started_at timestamptz,
    add column after_contact_work_ended_at   timestamptz,
    -- Of tasks: when they are to begin.
    add column scheduled_at                  timestamptz,
    add constraint queued_at_some_time check ((queue_id is null) = (enqueued_at is null)),
    add constraint accepted_at_some_time check ((agent_id is null) = (connected_to_agent_at is null));

-- Who waits in a queue, over live rows only: counted against the most that a queue may hold.
create index contact_waiting on contact (queue_id)
    where queue_id is not null and connected_to_agent_at is null and disconnected_at is null;

-- Only for who looks for deadlines: with the plain predicate "has not ended", the planner takes this for a short way to any
-- one contact that has not, and walks all that are active.
drop index contact_deadline;

create index contact_deadline on contact (least(connect_by, expires_at))
    where disconnected_at is null and least(connect_by, expires_at) is not null;

-- Flows that a session has been told to run when something happens.
create table event_hook (
    -- The session's first contact.
    session_id uuid not null references contact on delete cascade,
    event      text not null check (event in ('CUSTOMER_QUEUE', 'CUSTOMER_REMAINING')),
    flow_id    uuid not null,
    primary key (session_id, event)
);
