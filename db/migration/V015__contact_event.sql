-- What happens to contacts, for endpoints outside: written by the statement that makes it happen, whichever that is.

-- The endpoints that events are written for. Nodes keep this in accord with their settings.
create table contact_event_endpoint (
    name           text        primary key check (char_length(name) between 1 and 100),
    -- Since when no node has said that its settings list it, while some node has said that its own do not.
    unlisted_since timestamptz,
    -- When it was given up: nothing more is written for it, and what was written is removed. The row stays, so that
    -- what was written at that very moment is found too.
    removed_at     timestamptz
);

-- What an endpoint has not taken of a contact yet: delivered in its order, by one node at a time. It comes with the first
-- event and goes with the last.
create table contact_event_backlog (
    contact_id  uuid        not null references contact on delete cascade,
    -- No foreign key: checking it would lock the one row of the endpoint in every change of a contact.
    endpoint    text        not null,
    instance_id uuid        not null,
    last_number integer     not null check (last_number >= 1),
    -- When a node shall look at it: at once if it has news, when a pause after a failure is over, or when the lease of
    -- a node that was killed is over.
    due_at      timestamptz not null,
    -- Set while a node is at it. Whoever finds another one here has lost it, and stops.
    lease       uuid,
    -- Whether there was news since the lease began.
    woken       boolean     not null default false,
    -- Attempts in a row that the endpoint did not take.
    failures    integer     not null default 0 check (failures >= 0),
    primary key (contact_id, endpoint)
) with (fillfactor = 80);

create index contact_event_backlog_due on contact_event_backlog (endpoint, due_at);

create table contact_event (
    contact_id         uuid        not null references contact on delete cascade,
    endpoint           text        not null,
    -- Its place in the backlog.
    number             integer     not null,
    -- The same for every endpoint.
    id                 uuid        not null,
    type               text        not null
        check (type in ('INITIATED', 'CONNECTED_TO_SYSTEM', 'QUEUED', 'CONNECTED_TO_AGENT', 'DISCONNECTED', 'COMPLETED',
                        'CONTACT_DATA_UPDATED')),
    at                 timestamptz not null,
    -- What has changed, by name.
    updated_properties text[]      not null,
    -- The contact as it was then, times in seconds since 1970. Nothing that customers or callers have written is in it.
    contact            jsonb       not null,
    -- Were a number ever given twice, a receiver would wonder; but no change of a contact may fail for it.
    primary key (contact_id, endpoint, number, id)
);

-- Everything here happens under the lock of the contact's row, so the order of the numbers is that of the commits. The
-- row of the backlog is locked from here to the commit: a node that gives its lease back waits for that, and then sees
-- that there is news; one that takes leases passes it by.
create function note_contact_events() returns trigger language plpgsql as $$
declare
    types        text[];
    updated      text[] := '{}';
    was_complete boolean;
    is_complete  boolean;
begin
    -- Where nobody listens a change costs this look at a table that is empty.
    if not exists (select from contact_event_endpoint where removed_at is null) then
        return null;
    end if;

    -- With an agent it takes the end of the after-contact work, too.
    was_complete := old.disconnected_at is not null
        and (old.connected_to_agent_at is null or old.after_contact_work_ended_at is not null);
    is_complete := new.disconnected_at is not null
        and (new.connected_to_agent_at is null or new.after_contact_work_ended_at is not null);
    if tg_op = 'UPDATE' then
        updated := array_remove(array[
            case when new.name is distinct from old.name then 'Name' end,
            case when new.description is distinct from old.description then 'Description' end,
            case when new.contact_references is distinct from old.contact_references then 'References' end,
            case when new.attributes is distinct from old.attributes then 'UserDefinedAttributes' end,
            case when new.segment_attributes is distinct from old.segment_attributes then 'SegmentAttributes' end,
            case when new.tags is distinct from old.tags then 'Tags' end,
            case when new.customer_id is distinct from old.customer_id then 'CustomerId' end,
            case when new.related_contact_id is distinct from old.related_contact_id then 'RelatedContactId' end,
            case when new.queue_priority is distinct from old.queue_priority then 'QueuePriority' end,
            case when new.queue_time_adjustment_seconds is distinct from old.queue_time_adjustment_seconds
                 then 'QueueTimeAdjustmentSeconds' end,
            case when new.scheduled_at is distinct from old.scheduled_at then 'ScheduledTimestamp' end
        ], null);
    end if;
    types := array_remove(array[
        case when tg_op = 'INSERT' then 'INITIATED' end,
        case when new.connected_to_system_at is not null and old.connected_to_system_at is null
             then 'CONNECTED_TO_SYSTEM' end,
        -- Again for each queue that it is put in, and for each agent who accepts it.
        case when new.enqueued_at is not null
              and (new.enqueued_at is distinct from old.enqueued_at or new.queue_id is distinct from old.queue_id)
             then 'QUEUED' end,
        case when new.connected_to_agent_at is not null
              and (new.connected_to_agent_at is distinct from old.connected_to_agent_at
                   or new.agent_id is distinct from old.agent_id)
             then 'CONNECTED_TO_AGENT' end,
        case when new.disconnected_at is not null and old.disconnected_at is null then 'DISCONNECTED' end,
        case when is_complete and was_complete is not true then 'COMPLETED' end,
        case when updated <> '{}' then 'CONTACT_DATA_UPDATED' end
    ], null);
    if types = '{}' then
        return null;
    end if;

    with event as (
        select type, place, gen_random_uuid() as id
        from unnest(types) with ordinality as event (type, place)
    ), backlog as (
        insert into contact_event_backlog as backlog (contact_id, endpoint, instance_id, last_number, due_at)
        select new.id, name, new.instance_id, cardinality(types), least(new.last_updated_at, now())
        from contact_event_endpoint
        where removed_at is null
        order by name
        on conflict (contact_id, endpoint) do update
            set last_number = backlog.last_number + excluded.last_number,
                woken = backlog.lease is not null
        returning endpoint, last_number - cardinality(types) as before
    )
    insert into contact_event (contact_id, endpoint, number, id, type, at, updated_properties, contact)
    select new.id, backlog.endpoint, backlog.before + event.place, event.id, event.type,
           case event.type
               when 'INITIATED' then new.initiated_at
               when 'CONNECTED_TO_SYSTEM' then new.connected_to_system_at
               when 'QUEUED' then new.enqueued_at
               when 'CONNECTED_TO_AGENT' then new.connected_to_agent_at
               when 'DISCONNECTED' then new.disconnected_at
               when 'COMPLETED' then greatest(new.disconnected_at, new.after_contact_work_ended_at)
               else new.last_updated_at
           end,
           case event.type when 'CONTACT_DATA_UPDATED' then updated else '{}' end,
           jsonb_strip_nulls(jsonb_build_object(
               'InitialContactId', new.initial_contact_id,
               'PreviousContactId', new.previous_contact_id,
               'RelatedContactId', new.related_contact_id,
               'Channel', new.channel,
               'InitiationMethod', new.initiation_method,
               'InitiatedAt', extract(epoch from new.initiated_at),
               'ConnectedToSystemAt', extract(epoch from new.connected_to_system_at),
               'QueueId', new.queue_id,
               'QueueType', (select queue.type from queue where queue.id = new.queue_id),
               'EnqueuedAt', extract(epoch from new.enqueued_at),
               'AgentId', new.agent_id,
               'ConnectedToAgentAt', extract(epoch from new.connected_to_agent_at),
               'AfterContactWorkStartedAt', extract(epoch from new.after_contact_work_started_at),
               'AfterContactWorkEndedAt', extract(epoch from new.after_contact_work_ended_at),
               'DisconnectedAt', extract(epoch from new.disconnected_at)))
    from backlog cross join event;
    return null;
end
$$;

create trigger contact_events after insert or update on contact
    for each row execute function note_contact_events();
