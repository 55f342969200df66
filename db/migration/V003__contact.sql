-- Contacts, and the slots that hold the number of active chats of an instance to its quota.

create table contact (
    id                     uuid        primary key,
    -- No foreign key: checking it would lock the one instance row in every start. The slot row stands in for it,
    -- since a chat cannot start without one and an instance's slots go first when it is removed.
    instance_id            uuid        not null,
    -- The session's first contact; the id of the session. The first contact names itself.
    initial_contact_id     uuid        not null,
    previous_contact_id    uuid,
    -- A plain value: the related contact may be forgotten before this one is.
    related_contact_id     uuid,
    association_id         uuid        not null,
    rehydration            text        check (rehydration in ('ENTIRE_PAST_SESSION', 'FROM_SEGMENT')),
    channel                text        not null check (channel in ('VOICE', 'CHAT', 'TASK', 'EMAIL')),
    initiation_method      text        not null
        check (initiation_method in ('INBOUND', 'OUTBOUND', 'TRANSFER', 'QUEUE_TRANSFER', 'CALLBACK', 'API', 'DISCONNECT',
                                     'MONITOR', 'EXTERNAL_OUTBOUND', 'WEBRTC_API', 'AGENT_REPLY', 'FLOW')),
    contact_flow_id        uuid,
    name                   text,
    description            text,
    customer_id            text,
    -- User attributes belong to the session and live on its first contact.
    attributes             jsonb       not null default '{}',
    segment_attributes     jsonb       not null default '{}',
    contact_references     jsonb       not null default '{}',
    tags                   jsonb       not null default '{}',
    initiated_at           timestamptz not null,
    connected_to_system_at timestamptz,
    disconnected_at        timestamptz,
    disconnect_reason      text,
    last_updated_at        timestamptz not null,
    -- A chat that nobody has connected to ends at connect_by (null once connected), any chat at expires_at.
    connect_by             timestamptz,
    expires_at             timestamptz,
    constraint first_contact_has_no_previous check ((id = initial_contact_id) = (previous_contact_id is null)),
    constraint ends_after_it_begins check (disconnected_at >= initiated_at),
    constraint chat_expires check (channel <> 'CHAT' or expires_at is not null)
);

-- Retention walks this from the oldest end.
create index contact_initiated on contact (initiated_at);

-- The later segments of a session; its first is found by the primary key.
create index contact_later_segments on contact (initial_contact_id) where previous_contact_id is not null;

-- What is due to end, over live rows only.
create index contact_deadline on contact (least(connect_by, expires_at)) where disconnected_at is null;

-- The active chats of an instance are counted in 32 rows, so that starts rarely wait for each other: a start takes one
-- from a random slot, and each slot has its share of the quota. Their sum is the number of active chats.
create table chat_slot (
    instance_id uuid     not null references instance on delete cascade,
    slot        smallint not null check (slot between 0 and 31),
    taken       integer  not null default 0 check (taken >= 0),
    primary key (instance_id, slot)
) with (fillfactor = 20);
