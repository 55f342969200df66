-- Hours, queues, routing profiles, security profiles, agent statuses and users; and what of a flow runs, kept apart.

-- What has been published of flows. Rows never change, so that a chat goes on in the content it began with and nodes may
-- keep what they have read for ever. No foreign key to the flow: its chats outlive it.
create table flow_publication (
    id           uuid        primary key,
    flow_id      uuid        not null,
    instance_id  uuid        not null references instance on delete cascade,
    -- As they were when it was published.
    type         text        not null,
    name         text        not null,
    content      text        not null,
    published_at timestamptz not null
);

create index flow_publication_instance on flow_publication (instance_id);

insert into flow_publication (id, flow_id, instance_id, type, name, content, published_at)
select gen_random_uuid(), id, instance_id, type, name, published_content, last_modified_at
from contact_flow
where published_content is not null;

-- What runs: the newest publication. A flow without one has never been published.
alter table contact_flow add column publication_id uuid references flow_publication;

update contact_flow flow
set publication_id = publication.id
from flow_publication publication
where publication.flow_id = flow.id;

alter table contact_flow drop column published_content;

create index contact_flow_publication on contact_flow (publication_id);

create table hours_of_operation (
    id               uuid        primary key,
    instance_id      uuid        not null references instance on delete cascade,
    name             text        not null,
    description      text,
    time_zone        text        not null,
    -- A list of {Day, Start, End}.
    slices           jsonb       not null,
    tags             jsonb       not null,
    last_modified_at timestamptz not null,
    version          integer     not null,
    constraint hours_of_operation_name unique (instance_id, name)
);

-- Lists walk an instance in the order of ids, here and below.
create index hours_of_operation_list on hours_of_operation (instance_id, id);

create table queue (
    -- Of an agent queue the id of its user.
    id                    uuid        primary key,
    instance_id           uuid        not null references instance on delete cascade,
    type                  text        not null check (type in ('STANDARD', 'AGENT')),
    name                  text        not null,
    description           text,
    hours_of_operation_id uuid        references hours_of_operation,
    max_contacts          integer     check (max_contacts >= 0),
    outbound_caller       jsonb,
    tags                  jsonb       not null,
    last_modified_at      timestamptz not null,
    version               integer     not null,
    constraint agents_have_no_hours check ((type = 'STANDARD') = (hours_of_operation_id is not null))
);

-- Agent queues bear the names of their users, which are unique among themselves.
create unique index queue_name on queue (instance_id, name) where type = 'STANDARD';
create index queue_list on queue (instance_id, id);
create index queue_hours on queue (hours_of_operation_id);

create table routing_profile (
    id                        uuid        primary key,
    instance_id               uuid        not null references instance on delete cascade,
    name                      text        not null,
    description               text        not null,
    default_outbound_queue_id uuid        not null references queue,
    agent_availability_timer  text        not null
        check (agent_availability_timer in ('TIME_SINCE_LAST_ACTIVITY', 'TIME_SINCE_LAST_INBOUND')),
    tags                      jsonb       not null,
    last_modified_at          timestamptz not null,
    version                   integer     not null,
    constraint routing_profile_name unique (instance_id, name)
);

create index routing_profile_list on routing_profile (instance_id, id);
create index routing_profile_outbound on routing_profile (default_outbound_queue_id);

-- The queues that the agents of a profile serve: lower priorities first, each contact once it has waited for the delay.
create table routing_profile_queue (
    routing_profile_id uuid    not null references routing_profile on delete cascade,
    queue_id           uuid    not null references queue on delete cascade,
    channel            text    not null check (channel in ('VOICE', 'CHAT', 'TASK', 'EMAIL')),
    priority           integer not null check (priority between 1 and 99),
    delay_seconds      integer not null check (delay_seconds between 0 and 9999),
    primary key (routing_profile_id, queue_id, channel)
);

create index routing_profile_queue_queue on routing_profile_queue (queue_id);

-- How many contacts of a channel an agent may have at once; none of a channel without a row.
create table routing_profile_concurrency (
    routing_profile_id     uuid    not null references routing_profile on delete cascade,
    channel                text    not null check (channel in ('VOICE', 'CHAT', 'TASK', 'EMAIL')),
    concurrency            integer not null check (concurrency between 0 and 10),
    cross_channel_behavior text
        check (cross_channel_behavior in ('ROUTE_CURRENT_CHANNEL_ONLY', 'ROUTE_ANY_CHANNEL')),
    primary key (routing_profile_id, channel)
);

create table security_profile (
    id               uuid        primary key,
    instance_id      uuid        not null references instance on delete cascade,
    name             text        not null,
    description      text,
    permissions      jsonb       not null,
    tags             jsonb       not null,
    last_modified_at timestamptz not null,
    version          integer     not null,
    constraint security_profile_name unique (instance_id, name)
);

create index security_profile_list on security_profile (instance_id, id);

create table agent_status (
    id               uuid        primary key,
    instance_id      uuid        not null references instance on delete cascade,
    name             text        not null,
    description      text,
    type             text        not null check (type in ('ROUTABLE', 'CUSTOM', 'OFFLINE')),
    state            text        not null check (state in ('ENABLED', 'DISABLED')),
    display_order    integer     check (display_order between 1 and 50),
    tags             jsonb       not null,
    last_modified_at timestamptz not null,
    version          integer     not null,
    constraint agent_status_name unique (instance_id, name)
);

create index agent_status_list on agent_status (instance_id, id);

create table agent_user (
    id                               uuid        primary key,
    instance_id                      uuid        not null references instance on delete cascade,
    username                         text        not null,
    identity                         jsonb,
    phone_type                       text        check (phone_type in ('SOFT_PHONE', 'DESK_PHONE')),
    auto_accept                      boolean,
    -- How long work after a contact may take; without it, or with 0, for as long as the agent wants.
    after_contact_work_limit_seconds integer     check (after_contact_work_limit_seconds >= 0),
    desk_phone_number                text,
    persistent_connection            boolean,
    directory_user_id                text,
    security_profile_ids             uuid[]      not null,
    routing_profile_id               uuid        not null references routing_profile,
    tags                             jsonb       not null,
    last_modified_at                 timestamptz not null,
    version                          integer     not null
);

create unique index agent_user_username on agent_user (instance_id, lower(username));
create index agent_user_list on agent_user (instance_id, id);
create index agent_user_profile on agent_user (routing_profile_id);

-- What new instances are created with, but for the sample flows, for those that are there.

insert into hours_of_operation (id, instance_id, name, description, time_zone, slices, tags, last_modified_at, version)
select gen_random_uuid(), id, 'Basic Hours', 'Always open', 'UTC',
       (select jsonb_agg(jsonb_build_object('Day', day, 'Start', '00:00', 'End', '23:59'))
        from unnest(array['MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY', 'SATURDAY', 'SUNDAY']) day),
       '{}', now(), 0
from instance;

insert into queue (
    id, instance_id, type, name, description, hours_of_operation_id, tags, last_modified_at, version)
select gen_random_uuid(), instance_id, 'STANDARD', 'BasicQueue', 'Where contacts wait unless told otherwise', id, '{}',
       now(), 0
from hours_of_operation;

insert into routing_profile (
    id, instance_id, name, description, default_outbound_queue_id, agent_availability_timer, tags, last_modified_at,
    version)
select gen_random_uuid(), instance_id, 'Basic Routing Profile', 'Chats and tasks of the BasicQueue', id,
       'TIME_SINCE_LAST_ACTIVITY', '{}', now(), 0
from queue;

insert into routing_profile_queue (routing_profile_id, queue_id, channel, priority, delay_seconds)
select id, default_outbound_queue_id, channel, 1, 0
from routing_profile, unnest(array['CHAT', 'TASK']) channel;

insert into routing_profile_concurrency (routing_profile_id, channel, concurrency)
select id, channel, concurrency
from routing_profile, (values ('VOICE', 1), ('CHAT', 5), ('TASK', 5)) as concurrent (channel, concurrency);

insert into security_profile (id, instance_id, name, permissions, tags, last_modified_at, version)
select gen_random_uuid(), id, name, '[]', '{}', now(), 0
from instance, unnest(array['Admin', 'Agent', 'CallCenterManager', 'QualityAnalyst']) name;

insert into agent_status (id, instance_id, name, type, state, display_order, tags, last_modified_at, version)
select gen_random_uuid(), id, name, type, 'ENABLED', display_order, '{}', now(), 0
from instance, (values ('Available', 'ROUTABLE', 1), ('Offline', 'OFFLINE', 2)) as status (name, type, display_order);
