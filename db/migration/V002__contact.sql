-- Contacts, the count of active chats, and the event hooks of a contact.

-- No table refers to contact by a foreign key. Retention deletes the rows of contacts as sets, and each foreign key costs
-- it a look-up for each row (docs/decisions/0031). A table of contacts belongs to the SessionRows of its module.
create table contact (
    id                            uuid        primary key,
    instance_id                   uuid        not null,
    initial_contact_id            uuid        not null,
    previous_contact_id           uuid,
    related_contact_id            uuid,
    association_id                uuid        not null,
    rehydration                   text        check (rehydration in ('ENTIRE_PAST_SESSION', 'FROM_SEGMENT')),
    channel                       text        not null check (channel in ('VOICE', 'CHAT', 'TASK', 'EMAIL')),
    initiation_method             text        not null
        check (initiation_method in ('INBOUND', 'OUTBOUND', 'TRANSFER', 'QUEUE_TRANSFER', 'CALLBACK', 'API',
                                     'DISCONNECT', 'MONITOR', 'EXTERNAL_OUTBOUND', 'WEBRTC_API', 'AGENT_REPLY',
                                     'FLOW')),
    contact_flow_id               uuid,
    name                          text,
    description                   text,
    customer_id                   text,
    attributes                    jsonb       not null default '{}',
    segment_attributes            jsonb       not null default '{}',
    contact_references            jsonb       not null default '{}',
    tags                          jsonb       not null default '{}',
    -- Life cycle.
    scheduled_at                  timestamptz,
    initiated_at                  timestamptz not null,
    connected_to_system_at        timestamptz,
    connect_by                    timestamptz,
    expires_at                    timestamptz,
    disconnected_at               timestamptz,
    disconnect_reason             text,
    last_updated_at               timestamptz not null,
    -- Queue and agent.
    queue_id                      uuid,
    enqueued_at                   timestamptz,
    queue_priority                bigint      check (queue_priority >= 1),
    queue_time_adjustment_seconds integer,
    routing_criteria              jsonb,
    routing_criteria_index        integer,
    routing_criteria_activated_at timestamptz,
    agent_id                      uuid,
    agent_hierarchy_groups        uuid[],
    connected_to_agent_at         timestamptz,
    after_contact_work_started_at timestamptz,
    after_contact_work_ended_at   timestamptz,
    -- Pauses of a task.
    is_paused                     boolean     not null default false,
    is_dequeued                   boolean     not null default false,
    last_paused_at                timestamptz,
    last_resumed_at               timestamptz,
    total_pause_count             integer     not null default 0 check (total_pause_count between 0 and 10),
    total_pause_milliseconds      bigint      not null default 0,
    agent_pause_milliseconds      bigint      not null default 0,
    -- The part of the transcript that belongs to a chat contact.
    first_sequence                bigint      not null default 1 check (first_sequence >= 1),
    chat_metrics                  jsonb,
    constraint first_contact_has_no_previous check ((id = initial_contact_id) = (previous_contact_id is null)),
    constraint chat_expires check (channel <> 'CHAT' or expires_at is not null),
    constraint ends_after_it_begins check (disconnected_at >= initiated_at),
    constraint queued_at_some_time check ((queue_id is null) = (enqueued_at is null)),
    constraint accepted_at_some_time check ((agent_id is null) = (connected_to_agent_at is null)),
    constraint paused_at_some_time check (not is_paused or last_paused_at is not null)
);

comment on table contact is
    'One row for each contact of any channel. A chat or task that is transferred continues in a new contact; contacts '
    'with the same initial_contact_id form a chain, which for a chat is the chat session. Rows remain after the '
    'contact ends, until the retention job removes them.';
comment on column contact.instance_id is
    'The instance. Not a foreign key: checking it would lock the one row of the instance in every start. chat_slot '
    'stands in for it: a contact cannot start without the rows of its instance there, and removing an instance '
    'deletes them first.';
comment on column contact.initial_contact_id is
    'The first contact of the chain, which is also the id of the chat session. The first contact refers to itself. '
    'Statements that decide about a contact lock this row first.';
comment on column contact.related_contact_id is
    'The contact that this one continues or relates to. Not a foreign key: retention may remove that contact first.';
comment on column contact.association_id is
    'The root of the tree of related contacts, as in ListAssociatedContacts; its own id at the root.';
comment on column contact.rehydration is 'The RehydrationType of a persistent chat.';
comment on column contact.attributes is
    'User-defined attributes. A chain shares them, so only its first contact has them.';
comment on column contact.contact_references is
    'References by name, as in UpdateContact. ("references" is a reserved word of SQL.)';
comment on column contact.scheduled_at is 'When a scheduled task is to begin; null for all other contacts.';
comment on column contact.connect_by is
    'When a chat ends unless its customer has connected; null once the customer has connected.';
comment on column contact.expires_at is 'When the contact ends at the latest. Every chat has a value.';
comment on column contact.disconnect_reason is 'Why the contact ended; null if it was transferred.';
comment on column contact.queue_id is
    'The queue that the contact waits in, or waited in last. Not a foreign key: a contact outlives the configuration '
    'it refers to.';
comment on column contact.enqueued_at is 'When the contact entered queue_id.';
comment on column contact.queue_priority is
    'The position among the contacts of a queue. Lower numbers come first; among equal numbers the longest wait comes '
    'first.';
comment on column contact.queue_time_adjustment_seconds is
    'Added to the time that the contact has waited when routing compares it with others.';
comment on column contact.routing_criteria is
    'The steps of the RoutingCriteria, with their expressions in the members of the API. Routing has its own form of '
    'them while the contact waits.';
comment on column contact.routing_criteria_index is 'How many routing criteria the contact had before.';
comment on column contact.routing_criteria_activated_at is
    'When the first step began: when the contact was queued, or when the criteria were replaced in the queue.';
comment on column contact.agent_id is
    'The user who accepted the contact. Not a foreign key: a contact outlives the configuration it refers to.';
comment on column contact.agent_hierarchy_groups is
    'The hierarchy groups of the agent when it accepted the contact, from level 1; null if it had none.';
comment on column contact.is_paused is 'Whether the task is paused. A task that ends while paused keeps the value.';
comment on column contact.is_dequeued is
    'Whether a pause removed the task from queue_id, so that it neither waits there nor counts towards its limit.';
comment on column contact.total_pause_milliseconds is 'The sum of all pauses that ended with a resume.';
comment on column contact.agent_pause_milliseconds is 'The part of total_pause_milliseconds in which an agent had the task.';
comment on column contact.first_sequence is
    'The first item of this contact in the transcript of its session. Each contact begins where the previous one '
    'ended.';
comment on column contact.chat_metrics is
    'The metrics of a chat that has ended, in the members of ChatMetrics. The trigger chat_metrics writes them, so '
    'that reading costs the same however long the chat was, and sending a message costs nothing.';

-- The retention job removes contacts from the oldest end.
create index contact_initiated on contact (initiated_at);

-- The contacts of a customer, for legal holds and erasure. Few contacts have a CustomerId in most instances.
create index contact_customer on contact (instance_id, customer_id) where customer_id is not null;

-- The later contacts of a chain; the primary key finds the first one.
create index contact_later_segments on contact (initial_contact_id) where previous_contact_id is not null;

-- A chat session has at most one live contact. A transfer ends one contact before it begins the next.
create unique index contact_live_chat on contact (initial_contact_id)
    where channel = 'CHAT' and disconnected_at is null;

-- Contacts past a deadline, over live rows only. The second condition keeps other statements away: with the plain
-- condition "disconnected_at is null" the planner uses this index to find any live contact, and walks all of them.
create index contact_deadline on contact (least(connect_by, expires_at))
    where disconnected_at is null and least(connect_by, expires_at) is not null;

-- Contacts that wait in a queue, over live rows only; counted against the limit of the queue.
create index contact_waiting on contact (queue_id)
    where queue_id is not null and connected_to_agent_at is null and disconnected_at is null;

-- SearchContacts walks one of these in either direction, as far as its time range reaches. All but the first are
-- partial, so the start of a plain chat adds to the first only.
create index contact_by_initiation on contact (instance_id, initiated_at, id);
create index contact_by_end on contact (instance_id, disconnected_at, id) where disconnected_at is not null;
create index contact_by_enqueueing on contact (instance_id, enqueued_at, id) where enqueued_at is not null;
create index contact_by_acceptance on contact (instance_id, connected_to_agent_at, id)
    where connected_to_agent_at is not null;
create index contact_by_schedule on contact (instance_id, scheduled_at, id) where scheduled_at is not null;

-- The tree of related contacts; the primary key finds its root.
create index contact_associated on contact (association_id, initiated_at, id) where association_id <> id;

-- The segment attributes of a contact as the API and the events return them. Adds the subtype of the channel, unless
-- the contact stores another one. Computed rather than stored, so it holds for contacts of every origin.
create function segment_attributes_with_subtype(channel text, stored jsonb) returns jsonb language sql immutable parallel safe
return case channel
           when 'CHAT' then '{"connect:Subtype": {"ValueString": "connect:Chat"}}'::jsonb
           when 'TASK' then '{"connect:Subtype": {"ValueString": "connect:Task"}}'::jsonb
           when 'VOICE' then '{"connect:Subtype": {"ValueString": "connect:Telephony"}}'::jsonb
           when 'EMAIL' then '{"connect:Subtype": {"ValueString": "connect:Email"}}'::jsonb
           else '{}'::jsonb
       end || stored;


-- The pause that the end of a task ended, in milliseconds; 0 for other contacts.
create function last_pause(ended contact) returns bigint language sql immutable parallel safe
return case when ended.is_paused
            then greatest(0, 1000 * extract(epoch from ended.disconnected_at - ended.last_paused_at))::bigint
            else 0
       end;


create view session_contact as
select id, initial_contact_id as session_id, previous_contact_id, connect_by, first_sequence
from contact;

comment on view session_contact is
    'The contacts of each session, for the module chat. It locks a session by its first contact.';


create table chat_slot (
    instance_id uuid     not null references instance on delete cascade,
    slot        smallint not null check (slot between 0 and 31),
    taken       integer  not null default 0 check (taken >= 0),
    is_open     boolean  not null default true,
    primary key (instance_id, slot)
    -- Every start and every end of a chat updates one of these rows: the free space keeps new versions on the page.
) with (fillfactor = 20);

comment on table chat_slot is
    'The number of active chats of an instance, divided into 32 rows that are written with the instance. Each row has '
    'its share of the quota. A start increments a random row, so concurrent starts rarely wait for each other, and '
    'the quota is exact (docs/decisions/0003).';
comment on column chat_slot.is_open is
    'Whether contacts may start. False in all rows of an instance that leaves this cell.';
comment on column chat_slot.taken is
    'How many active chats this row counts. The sum over all rows of an instance is the number of its active chats.';


create table event_hook (
    session_id uuid not null,
    event      text not null
        check (event in ('CUSTOMER_QUEUE', 'CUSTOMER_REMAINING', 'PAUSE_CONTACT', 'RESUME_CONTACT')),
    flow_id    uuid not null,
    primary key (session_id, event)
);

comment on table event_hook is
    'One row for each flow that is to run when an event happens to a chat or task, written by the flow action '
    'UpdateContactEventHooks.';
comment on column event_hook.session_id is
    'For a chat the first contact of its session. For a task the current contact, because tasks that follow a chat '
    'share its first contact but not its hooks; the row moves when the task is transferred.';


-- A view for routing, which reports the contacts of agents.

create view contact_initiation as
select id as contact_id, initiation_method
from contact;

comment on view contact_initiation is 'How each contact was initiated.';


create table chat_integration (
    destination_id text not null,
    source_id      text not null,
    subtype        text not null,
    session_id     uuid not null,
    participant_id uuid not null,
    primary key (destination_id, source_id, subtype)
);

comment on table chat_integration is
    'One row for each customer of a bridge, such as one for SMS: the latest chat with a destination of the bridge.';
comment on column chat_integration.destination_id is 'The id of the destination in the settings.';
comment on column chat_integration.source_id is 'The number or address of the customer.';
comment on column chat_integration.subtype is 'The segment attribute connect:Subtype of the chat.';
comment on column chat_integration.participant_id is 'The customer of the latest chat.';

create index chat_integration_session on chat_integration (session_id);


-- A view for metrics.

create view contact_routing_criteria as
select id as contact_id, routing_criteria
from contact;

comment on view contact_routing_criteria is 'The routing criteria of each contact, in the members of the API.';

create view contact_milestone as
select id as contact_id, instance_id, channel, initiation_method, disconnect_reason, queue_id, agent_id,
       segment_attributes_with_subtype(channel, segment_attributes) #>> '{connect:Subtype,ValueString}' as subtype,
       agent_hierarchy_groups as hierarchy_groups, initiated_at, enqueued_at, connected_to_agent_at
from contact;

comment on view contact_milestone is 'When each contact began, entered its queue, and was accepted.';

-- Retention deletes old rows in large numbers while new ones come. By default, vacuum begins when a fifth of a table is
-- dead, which may be months of rows. It begins at a hundredth, so that new rows take the space of deleted ones, and may
-- work ten times as fast as by default, so that it keeps up.
alter table contact set (
    autovacuum_vacuum_threshold = 5000, autovacuum_vacuum_scale_factor = 0.01, autovacuum_vacuum_cost_limit = 2000);


create view chat_contact as
select id as contact_id, instance_id, initial_contact_id as session_id, first_sequence, initiated_at, disconnected_at,
       queue_id, agent_id, customer_id,
       (select initial.attributes from contact initial where initial.id = contact.initial_contact_id) as attributes
from contact
where channel = 'CHAT';

comment on view chat_contact is 'The contacts of chats, with the attributes of their session, for the module history.';
