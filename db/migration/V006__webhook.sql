-- Deliveries to HTTP endpoints outside: chat streams and contact events.

create table chat_stream (
    id            uuid        primary key,
    session_id    uuid        not null,
    instance_id   uuid        not null,
    endpoint_arn  text        not null check (char_length(endpoint_arn) between 1 and 350),
    next_sequence bigint      not null check (next_sequence >= 1),
    started_at    timestamptz not null,
    done_at       timestamptz,
    due_at        timestamptz not null,
    lease         uuid,
    woken         boolean     not null default false,
    failures      integer     not null default 0 check (failures >= 0)
) with (fillfactor = 80);

comment on table chat_stream is
    'One row for each streaming endpoint of a chat, written by StartContactStreaming or StartChatContact. The '
    'endpoint gets the items of the transcript in order, each after it has accepted the one before '
    '(docs/decisions/0011).';
comment on column chat_stream.next_sequence is 'The first transcript item that the endpoint has not accepted.';
comment on column chat_stream.done_at is 'When the endpoint accepted the end of the chat, or the stream was stopped.';
comment on column chat_stream.due_at is
    'When a node next looks at the stream: at once after a new item, after a pause when the endpoint failed, when the '
    'lease of a node that was killed expires, and otherwise at intervals, for items whose writer was killed before it '
    'could wake the stream.';
comment on column chat_stream.lease is
    'Identifies the node that delivers now. A node that finds another value has lost the stream and stops.';
comment on column chat_stream.woken is 'Whether there was a new item since the lease began.';
comment on column chat_stream.failures is 'How many attempts in a row the endpoint did not accept.';

create index chat_stream_session on chat_stream (session_id);

-- The streams that are due at an endpoint, without those that are done.
create index chat_stream_due on chat_stream (endpoint_arn, due_at) where done_at is null;

-- Counted for a metric.
create index chat_stream_failing on chat_stream (id) where done_at is null and failures > 0;


create table contact_event_endpoint (
    name           text        primary key check (char_length(name) between 1 and 100),
    receives       text        not null default 'EVENTS' check (receives in ('EVENTS', 'RECORDS')),
    unlisted_since timestamptz,
    removed_at     timestamptz
);

comment on table contact_event_endpoint is
    'One row for each endpoint that contact events are written for. Nodes write it according to their settings.';
comment on column contact_event_endpoint.receives is
    'EVENTS for the events of contacts, RECORDS for a contact record once a contact is complete.';
comment on column contact_event_endpoint.unlisted_since is
    'Since when some node runs with settings that do not list the endpoint, and no node has confirmed that its '
    'settings do.';
comment on column contact_event_endpoint.removed_at is
    'When the endpoint was removed. No further event is written for it, and a job deletes its events. The row '
    'remains, so that the job also finds events written at the same moment.';


create table contact_event_backlog (
    contact_id  uuid        not null,
    endpoint    text        not null,
    instance_id uuid        not null,
    last_number integer     not null check (last_number >= 1),
    due_at      timestamptz not null,
    lease       uuid,
    woken       boolean     not null default false,
    failures    integer     not null default 0 check (failures >= 0),
    primary key (contact_id, endpoint)
) with (fillfactor = 80);

comment on table contact_event_backlog is
    'One row for each contact with events that an endpoint has not accepted. One node at a time delivers them, in '
    'order. The row is written with the first event and deleted with the last.';
comment on column contact_event_backlog.endpoint is
    'The endpoint. Not a foreign key: checking it would lock the one row of the endpoint in every change of a '
    'contact.';
comment on column contact_event_backlog.last_number is 'The number of the newest event.';
comment on column contact_event_backlog.due_at is
    'When a node next looks at the row: at once after a new event, after a pause when the endpoint failed, or when '
    'the lease of a node that was killed expires.';
comment on column contact_event_backlog.lease is
    'Identifies the node that delivers now. A node that finds another value has lost the row and stops.';
comment on column contact_event_backlog.woken is 'Whether there was a new event since the lease began.';
comment on column contact_event_backlog.failures is 'How many attempts in a row the endpoint did not accept.';

create index contact_event_backlog_due on contact_event_backlog (endpoint, due_at);


create table contact_event (
    contact_id         uuid        not null,
    endpoint           text        not null,
    number             integer     not null,
    id                 uuid        not null,
    type               text        not null
        check (type in ('INITIATED', 'CONNECTED_TO_SYSTEM', 'QUEUED', 'CONNECTED_TO_AGENT', 'PAUSED', 'RESUMED',
                        'DISCONNECTED', 'COMPLETED', 'CONTACT_DATA_UPDATED', 'CONTACT_RECORD')),
    at                 timestamptz not null,
    updated_properties text[]      not null,
    contact            jsonb       not null,
    -- The id is part of the key only so that no change of a contact can fail here, even if a number occurred twice.
    primary key (contact_id, endpoint, number, id)
);

comment on table contact_event is
    'The outbox of contact events: one row for each event and endpoint, deleted when the endpoint has accepted it. '
    'The trigger contact_events writes it (docs/decisions/0015).';
comment on column contact_event.number is 'The position in the backlog.';
comment on column contact_event.id is 'The id of the event, the same for every endpoint.';
comment on column contact_event.updated_properties is
    'The names of the properties that changed, for CONTACT_DATA_UPDATED.';
comment on column contact_event.contact is
    'The contact as it was at the time of the event; times are seconds since 1970.';

-- What a contact record has beyond the events of a contact: names and attributes as they are when it is written.
create function contact_record(ended contact) returns jsonb language sql stable
begin atomic
    select jsonb_build_object(
        'Attributes', (select first.attributes from contact first where first.id = ended.initial_contact_id),
        'References', ended.contact_references,
        'Name', ended.name,
        'Description', ended.description,
        'AssociationId', ended.association_id,
        -- The statement that ends a contact also begins the next one.
        'NextContactId', (
            select next.id
            from contact next
            where next.initial_contact_id = ended.initial_contact_id and next.previous_contact_id = ended.id
            limit 1),
        'DisconnectReason', ended.disconnect_reason,
        'QueueName', (select queue.name from queue where queue.id = ended.queue_id),
        'Username', agent.username,
        'HierarchyGroupNames', (
            select jsonb_object_agg(named.id, named.name)
            from hierarchy_group named
            where named.id = any (ended.agent_hierarchy_groups)),
        'RoutingProfileId', profile.id,
        'RoutingProfileName', profile.name,
        'ScheduledAt', extract(epoch from ended.scheduled_at),
        'LastPausedAt', extract(epoch from ended.last_paused_at),
        'LastResumedAt', extract(epoch from ended.last_resumed_at),
        'TotalPauseCount', ended.total_pause_count,
        'TotalPauseMilliseconds', ended.total_pause_milliseconds + last_pause(ended),
        'AgentPauseMilliseconds', ended.agent_pause_milliseconds + last_pause(ended),
        'LastUpdatedAt', extract(epoch from ended.last_updated_at))
    from (select) one
    left join agent_user agent on agent.id = ended.agent_id
    left join routing_profile profile on profile.id = agent.routing_profile_id;
end;

-- Writes the events of a change of a contact, whichever statement makes it. It runs under the lock of the row of the
-- contact, so the order of the numbers is the order of the commits. It locks the row of the backlog until the commit: a
-- node that returns its lease waits for the commit and then sees the new event; a node that takes leases skips the row.
create function write_contact_events() returns trigger language plpgsql as $$
declare
    types        text[]; -- without the record
    records      integer := 0;
    record       jsonb := '{}';
    updated      text[] := '{}';
    was_complete boolean;
    is_complete  boolean;
begin
    -- Without endpoints, a change costs no more than this look at an empty table.
    if not exists (select from contact_event_endpoint where removed_at is null) then
        return null;
    end if;

    -- A contact that an agent accepted is complete once its after-contact work has ended as well.
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
        -- Occurs again for each queue that the contact enters, and for each agent who accepts it.
        case when new.enqueued_at is not null
              and (new.enqueued_at is distinct from old.enqueued_at or new.queue_id is distinct from old.queue_id)
             then 'QUEUED' end,
        case when new.connected_to_agent_at is not null
              and (new.connected_to_agent_at is distinct from old.connected_to_agent_at
                   or new.agent_id is distinct from old.agent_id)
             then 'CONNECTED_TO_AGENT' end,
        case when new.is_paused and not old.is_paused then 'PAUSED' end,
        case when old.is_paused and not new.is_paused then 'RESUMED' end,
        case when new.disconnected_at is not null and old.disconnected_at is null then 'DISCONNECTED' end,
        case when is_complete and was_complete is not true then 'COMPLETED' end,
        case when updated <> '{}' then 'CONTACT_DATA_UPDATED' end
    ], null);
    if types = '{}' then
        return null;
    end if;
    if 'COMPLETED' = any (types)
       and exists (select from contact_event_endpoint where removed_at is null and receives = 'RECORDS') then
        records := 1;
        record := jsonb_build_object('Record', contact_record(new));
    end if;

    with event as (
        select 'EVENTS' as receives, type, position, gen_random_uuid() as id
        from unnest(types) with ordinality as event (type, position)
        union all
        select 'RECORDS', 'CONTACT_RECORD', 1, gen_random_uuid()
        where records = 1
    ), backlog as (
        insert into contact_event_backlog as backlog (contact_id, endpoint, instance_id, last_number, due_at)
        select new.id, name, new.instance_id,
               case receives when 'RECORDS' then records else cardinality(types) end,
               least(new.last_updated_at, now())
        from contact_event_endpoint
        where removed_at is null and (receives = 'EVENTS' or records = 1)
        order by name
        on conflict (contact_id, endpoint) do update
            set last_number = backlog.last_number + excluded.last_number,
                woken = backlog.lease is not null
        returning endpoint, last_number
    ), receiver as (
        select backlog.endpoint, endpoint.receives,
               backlog.last_number - case endpoint.receives when 'RECORDS' then records else cardinality(types) end
                   as previous_number
        from backlog join contact_event_endpoint endpoint on endpoint.name = backlog.endpoint
    )
    insert into contact_event (contact_id, endpoint, number, id, type, at, updated_properties, contact)
    select new.id, receiver.endpoint, receiver.previous_number + event.position, event.id, event.type,
           case event.type
               when 'INITIATED' then new.initiated_at
               when 'CONNECTED_TO_SYSTEM' then new.connected_to_system_at
               when 'QUEUED' then new.enqueued_at
               when 'CONNECTED_TO_AGENT' then new.connected_to_agent_at
               when 'PAUSED' then new.last_paused_at
               when 'RESUMED' then new.last_resumed_at
               when 'DISCONNECTED' then new.disconnected_at
               when 'COMPLETED' then greatest(new.disconnected_at, new.after_contact_work_ended_at)
               when 'CONTACT_RECORD' then greatest(new.disconnected_at, new.after_contact_work_ended_at)
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
               'HierarchyGroups', new.agent_hierarchy_groups,
               'ConnectedToAgentAt', extract(epoch from new.connected_to_agent_at),
               'AfterContactWorkStartedAt', extract(epoch from new.after_contact_work_started_at),
               'AfterContactWorkEndedAt', extract(epoch from new.after_contact_work_ended_at),
               'DisconnectedAt', extract(epoch from new.disconnected_at),
               'CustomerId', new.customer_id,
               'Tags', new.tags,
               'SegmentAttributes', segment_attributes_with_subtype(new.channel, new.segment_attributes),
               'ChatMetrics', new.chat_metrics)
               || case event.type when 'CONTACT_RECORD' then record else '{}' end)
    from receiver join event using (receives);
    return null;
end
$$;

-- An imported contact has ended when it is inserted. It happened elsewhere, so it has no events here.
create trigger contact_began after insert on contact
    for each row when (new.disconnected_at is null) execute function write_contact_events();

create trigger contact_events after update on contact
    for each row execute function write_contact_events();
