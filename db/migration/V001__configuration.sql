-- Configuration: instances, flows, hours of operation, queues, routing profiles, security profiles, agent statuses and
-- users. Administrators change these rows rarely; starts, flows and routing read them all the time.

create table instance (
    id                       uuid        primary key,
    alias                    text        check (char_length(alias) between 1 and 45),
    identity_management_type text        not null
        check (identity_management_type in ('SAML', 'CONNECT_MANAGED', 'EXISTING_DIRECTORY')),
    directory_id             text,
    inbound_calls_enabled    boolean     not null,
    outbound_calls_enabled   boolean     not null,
    attributes               jsonb       not null,
    tags                     jsonb       not null,
    created_at               timestamptz not null,
    deleted_at               timestamptz
);

comment on table instance is 'One row for each Amazon Connect instance, written by CreateInstance.';
comment on column instance.attributes is
    'The other attributes that UpdateInstanceAttribute set, by their types. Absent ones have their defaults.';
comment on column instance.deleted_at is
    'When DeleteInstance was called. From then on no request finds the instance; the retention job removes its rows '
    'in batches.';

-- The cloud service makes the alias a part of a host name, so it is unique regardless of case.
create unique index instance_alias on instance (lower(alias)) where deleted_at is null;

create view active_instance as
select id, alias, created_at
from instance
where deleted_at is null;

comment on view active_instance is
    'The instances that are not deleted. Statements of every module may join it to leave out what belongs to a deleted '
    'instance.';


create table instance_association (
    id            uuid        primary key,
    instance_id   uuid        not null references instance on delete cascade,
    type          text        not null check (type in ('LAMBDA_FUNCTION', 'LEX_BOT', 'LEX_V2_BOT', 'APPROVED_ORIGIN')),
    name          text        not null,
    region        text        not null,
    associated_at timestamptz not null,
    constraint instance_association_name unique (instance_id, type, name, region)
);

comment on table instance_association is
    'One row for each function, bot or origin that is associated with an instance.';
comment on column instance_association.name is
    'The ARN of a function or of the alias of a bot, the name of a bot of Lex V1, or an origin.';
comment on column instance_association.region is 'The region of a bot of Lex V1; otherwise empty.';

create index instance_association_list on instance_association (instance_id, type, id);

create view approved_origin as
select distinct lower(name) as origin
from instance_association
    join active_instance on active_instance.id = instance_association.instance_id
where type = 'APPROVED_ORIGIN';

comment on view approved_origin is 'The approved origins of all instances, in lower case.';


create table publication (
    id            uuid        primary key,
    resource_id   uuid        not null,
    resource_type text        not null check (resource_type in ('CONTACT_FLOW', 'CONTACT_FLOW_MODULE', 'VIEW')),
    instance_id   uuid        not null references instance on delete cascade,
    name          text        not null,
    content       text        not null,
    settings      text,
    published_at  timestamptz not null
);

comment on table publication is
    'One row for each publication of a flow, a flow module or a view. Rows never change: a contact continues with the '
    'content it began with, and nodes cache rows without expiry.';
comment on column publication.resource_id is
    'The flow, module or view. Not a foreign key: contacts that run the content may outlive it.';
comment on column publication.name is 'The name of the resource when it was published.';
comment on column publication.settings is
    'The settings of a module, which describe its parameters and results in JSON.';

create index publication_instance on publication (instance_id);


create table resource_version (
    resource_id    uuid    not null,
    number         integer not null check (number >= 1),
    instance_id    uuid    not null references instance on delete cascade,
    description    text,
    -- Checked at the commit, because the removal of an instance deletes its publications before these rows.
    publication_id uuid    not null references publication deferrable initially deferred,
    primary key (resource_id, number)
);

comment on table resource_version is
    'One row for each numbered version of a flow, a flow module or a view. The service that deletes the resource '
    'deletes them.';

create index resource_version_instance on resource_version (instance_id);

create index resource_version_publication on resource_version (publication_id);


create table contact_flow (
    id               uuid        primary key,
    instance_id      uuid        not null references instance on delete cascade,
    name             text        not null check (char_length(name) >= 1),
    type             text        not null
        check (type in ('CONTACT_FLOW', 'CUSTOMER_QUEUE', 'CUSTOMER_HOLD', 'CUSTOMER_WHISPER', 'AGENT_HOLD',
                        'AGENT_WHISPER', 'OUTBOUND_WHISPER', 'AGENT_TRANSFER', 'QUEUE_TRANSFER', 'CAMPAIGN')),
    description      text,
    state            text        not null check (state in ('ACTIVE', 'ARCHIVED')),
    saved_content    text        not null,
    publication_id   uuid        references publication,
    last_version     integer     not null check (last_version >= 0),
    tags             jsonb       not null,
    last_modified_at timestamptz not null,
    version          integer     not null,
    constraint contact_flow_name unique (instance_id, name)
);

comment on table contact_flow is 'One row for each flow of an instance, with its draft.';
comment on column contact_flow.saved_content is 'The draft, in the Amazon Connect Flow language.';
comment on column contact_flow.publication_id is
    'The newest publication, which new contacts run; null if the flow was never published.';
comment on column contact_flow.last_version is
    'The number of the version that was created last; numbers are not used again. The same in the tables of modules and '
    'views.';
comment on column contact_flow.version is
    'Counts the changes of the row, for optimistic locking; the same in the tables below.';

-- List operations read the resources of an instance in the order of their ids, which is the order of creation; the same
-- in the tables below.
create index contact_flow_list on contact_flow (instance_id, id);

create index contact_publication on contact_flow (publication_id);


create table contact_flow_module (
    id                  uuid        primary key,
    instance_id         uuid        not null references instance on delete cascade,
    name                text        not null,
    description         text,
    state               text        not null check (state in ('ACTIVE', 'ARCHIVED')),
    saved_content       text        not null,
    saved_settings      text,
    external_invocation boolean,
    publication_id      uuid        references publication,
    last_version        integer     not null check (last_version >= 0),
    tags                jsonb       not null,
    last_modified_at    timestamptz not null,
    version             integer     not null,
    constraint contact_flow_module_name unique (instance_id, name)
);

comment on table contact_flow_module is 'One row for each flow module of an instance, with its draft.';
comment on column contact_flow_module.saved_settings is
    'The settings of the draft, which describe the parameters and results of the module in JSON.';
comment on column contact_flow_module.external_invocation is
    'Whether callers other than flows may invoke the module, as the caller gave it. It has no effect.';

create index contact_flow_module_list on contact_flow_module (instance_id, id);

create index contact_flow_module_publication on contact_flow_module (publication_id);


create table contact_flow_module_alias (
    id               uuid        primary key,
    instance_id      uuid        not null references instance on delete cascade,
    module_id        uuid        not null references contact_flow_module on delete cascade,
    name             text        not null,
    description      text,
    module_version   integer     not null,
    last_modified_at timestamptz not null,
    version          integer     not null,
    constraint contact_flow_module_alias_name unique (module_id, name)
);

comment on table contact_flow_module_alias is
    'One row for each alias: a name for a version of a flow module, which may change to another version.';

create index contact_flow_module_alias_list on contact_flow_module_alias (module_id, id);

create index contact_flow_module_alias_instance on contact_flow_module_alias (instance_id);


create table view (
    id               uuid        primary key,
    instance_id      uuid        not null references instance on delete cascade,
    name             text        not null,
    description      text,
    saved_content    text        not null,
    publication_id   uuid        references publication,
    last_version     integer     not null check (last_version >= 0),
    created_at       timestamptz not null,
    tags             jsonb       not null,
    last_modified_at timestamptz not null,
    version          integer     not null,
    constraint view_name unique (instance_id, name)
);

comment on table view is 'One row for each view of an instance, with its draft.';
comment on column view.saved_content is 'The template and the actions of the draft, as an object of JSON.';

create index view_list on view (instance_id, id);

create index view_publication on view (publication_id);


create table hours_of_operation (
    id               uuid        primary key,
    instance_id      uuid        not null references instance on delete cascade,
    name             text        not null,
    description      text,
    time_zone        text        not null,
    slices           jsonb       not null,
    tags             jsonb       not null,
    last_modified_at timestamptz not null,
    version          integer     not null,
    constraint hours_of_operation_name unique (instance_id, name)
);

comment on table hours_of_operation is 'One row for each set of opening hours, which queues refer to.';
comment on column hours_of_operation.time_zone is 'The name of a time zone in the IANA database.';
comment on column hours_of_operation.slices is 'An array of {Day, Start, End}, times as HH:MM in the time zone.';

create index hours_of_operation_list on hours_of_operation (instance_id, id);


create table hours_of_operation_parent (
    hours_of_operation_id uuid not null references hours_of_operation on delete cascade,
    -- Checked at the commit, because the removal of an instance deletes the parents before these rows.
    parent_id             uuid not null references hours_of_operation deferrable initially deferred,
    primary key (hours_of_operation_id, parent_id)
);

comment on table hours_of_operation_parent is
    'One row for each parent of hours of operation, which inherit the overrides of their parents.';

create index hours_of_operation_parent_parent on hours_of_operation_parent (parent_id);


create table hours_of_operation_override (
    id                    uuid        primary key,
    instance_id           uuid        not null references instance on delete cascade,
    hours_of_operation_id uuid        not null references hours_of_operation on delete cascade,
    name                  text        not null,
    description           text,
    type                  text        not null check (type in ('STANDARD', 'OPEN', 'CLOSED')),
    effective_from        date        not null,
    effective_till        date        not null,
    recurrence            jsonb,
    slices                jsonb       not null,
    tags                  jsonb       not null,
    last_modified_at      timestamptz not null,
    version               integer     not null,
    constraint effective_dates_are_in_order check (effective_from <= effective_till),
    constraint hours_of_operation_override_name unique (hours_of_operation_id, name)
);

comment on table hours_of_operation_override is
    'One row for each override of hours of operation: other hours on some dates.';
comment on column hours_of_operation_override.type is
    'STANDARD replaces the weekly hours of a date; OPEN adds to them, and CLOSED takes precedence over all.';
comment on column hours_of_operation_override.recurrence is
    'On which dates of the effective ones it applies, as the caller gave it; on all of them when null.';
comment on column hours_of_operation_override.slices is
    'An array of {Day, Start, End}, times as HH:MM; an absent day means every day.';
comment on column hours_of_operation_override.tags is 'Empty: the API has no tags of overrides.';

create index hours_of_operation_override_instance on hours_of_operation_override (instance_id, id);


create table queue (
    id                    uuid        primary key,
    instance_id           uuid        not null references instance on delete cascade,
    type                  text        not null check (type in ('STANDARD', 'AGENT')),
    name                  text        not null,
    description           text,
    status                text        not null check (status in ('ENABLED', 'DISABLED')),
    hours_of_operation_id uuid        references hours_of_operation,
    max_contacts          integer     check (max_contacts >= 0),
    outbound_caller       jsonb,
    email                 jsonb,
    tags                  jsonb       not null,
    last_modified_at      timestamptz not null,
    version               integer     not null,
    constraint agents_have_no_hours check ((type = 'STANDARD') = (hours_of_operation_id is not null))
);

comment on table queue is
    'One row for each queue. CreateQueue writes standard queues; CreateUser writes the agent queue of a user.';
comment on column queue.id is 'The id; an agent queue has the id of its user.';
comment on column queue.status is
    'Contacts cannot enter a DISABLED queue. Those that wait in it are still offered to agents.';
comment on column queue.max_contacts is
    'How many contacts may wait in the queue, over all channels; unlimited when null.';
comment on column queue.outbound_caller is 'The outbound caller configuration as the caller gave it. It has no effect.';
comment on column queue.email is 'The e-mail addresses as the caller gave them. They have no effect.';

-- An agent queue has the name of its user, which is unique among users.
create unique index queue_name on queue (instance_id, name) where type = 'STANDARD';

create index queue_list on queue (instance_id, id);

create index queue_hours on queue (hours_of_operation_id);

-- Keeps a queue from being deleted until the end of the transaction, and returns whether it exists. Contacts refer to
-- their queue without a foreign key (docs/decisions/0021). The deletion, and a caller that counts the contacts in the
-- queue, take the lock exclusively.
create function lock_queue(queue_id uuid, is_exclusive boolean) returns boolean
language plpgsql as $$
declare
    key constant bigint := hashtextextended('recontact.queue.' || queue_id::text, 0);
begin
    if is_exclusive then
        perform pg_advisory_xact_lock(key);
    else
        perform pg_advisory_xact_lock_shared(key);
    end if;
    return exists (select from queue where id = queue_id); -- sees what was committed before the lock was granted
end
$$;


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

comment on table routing_profile is
    'One row for each routing profile: which queues its agents serve, and how many contacts each agent takes at once.';

create index routing_profile_list on routing_profile (instance_id, id);

create index routing_profile_outbound on routing_profile (default_outbound_queue_id);


create table routing_profile_queue (
    routing_profile_id uuid    not null references routing_profile on delete cascade,
    -- Checked at the commit, because the removal of an instance deletes its queues before these rows.
    queue_id           uuid    not null references queue deferrable initially deferred,
    channel            text    not null check (channel in ('VOICE', 'CHAT', 'TASK', 'EMAIL')),
    priority           integer not null check (priority between 1 and 99),
    delay_seconds      integer not null check (delay_seconds between 0 and 9999),
    primary key (routing_profile_id, queue_id, channel)
);

comment on table routing_profile_queue is
    'One row for each queue and channel that the agents of a routing profile serve.';
comment on column routing_profile_queue.priority is 'Agents serve queues of a lower number first.';
comment on column routing_profile_queue.delay_seconds is
    'How long a contact waits before agents of this profile may get it.';

create index routing_profile_queue_queue on routing_profile_queue (queue_id);


create table routing_profile_manual_queue (
    routing_profile_id uuid not null references routing_profile on delete cascade,
    -- Checked at the commit, because the removal of an instance deletes its queues before these rows.
    queue_id           uuid not null references queue deferrable initially deferred,
    channel            text not null check (channel in ('VOICE', 'CHAT', 'TASK', 'EMAIL')),
    primary key (routing_profile_id, queue_id, channel)
);

comment on table routing_profile_manual_queue is
    'One row for each queue and channel whose contacts the agents of a routing profile may pick. It has no effect.';

create index routing_profile_manual_queue_queue on routing_profile_manual_queue (queue_id);


create table routing_profile_concurrency (
    routing_profile_id     uuid    not null references routing_profile on delete cascade,
    channel                text    not null check (channel in ('VOICE', 'CHAT', 'TASK', 'EMAIL')),
    concurrency            integer check (concurrency between 0 and 10),
    slots                  integer not null check (slots between 0 and 10),
    cross_channel_behavior text
        check (cross_channel_behavior in ('ROUTE_CURRENT_CHANNEL_ONLY', 'ROUTE_ANY_CHANNEL')),
    workload_types         jsonb,
    primary key (routing_profile_id, channel)
);

comment on table routing_profile_concurrency is
    'One row for each channel of a routing profile: how many contacts an agent may have at once. An agent gets no '
    'contacts of a channel without a row.';
comment on column routing_profile_concurrency.concurrency is
    'The Concurrency as the caller gave it; null if only workload types have one.';
comment on column routing_profile_concurrency.slots is
    'How many contacts of the channel an agent may have at once: the concurrency, or that of all workload types.';
comment on column routing_profile_concurrency.workload_types is
    'The WorkloadTypeConcurrencies as the caller gave them.';


create table quick_connect (
    id               uuid        primary key,
    instance_id      uuid        not null references instance on delete cascade,
    name             text        not null,
    description      text,
    type             text        not null check (type in ('USER', 'QUEUE', 'PHONE_NUMBER', 'FLOW')),
    user_id          uuid,
    queue_id         uuid        references queue,
    contact_flow_id  uuid        references contact_flow,
    phone_number     text,
    tags             jsonb       not null,
    last_modified_at timestamptz not null,
    version          integer     not null,
    constraint quick_connect_name unique (instance_id, name),
    constraint type_has_its_target check (
        (type = 'USER') = (user_id is not null) and (type = 'QUEUE') = (queue_id is not null)
        and (type = 'PHONE_NUMBER') = (phone_number is not null) and (type = 'PHONE_NUMBER') = (contact_flow_id is null))
);

comment on table quick_connect is 'One row for each quick connect: a target to which agents transfer contacts.';
comment on column quick_connect.user_id is
    'The user. Not a foreign key: a quick connect outlives its user, as in Amazon Connect.';
comment on column quick_connect.contact_flow_id is 'The flow that runs before the contact enters the queue.';

create index quick_connect_list on quick_connect (instance_id, id);

create index quick_connect_queue on quick_connect (queue_id) where queue_id is not null;

create index quick_connect_flow on quick_connect (contact_flow_id) where contact_flow_id is not null;


create table queue_quick_connect (
    queue_id         uuid not null references queue on delete cascade,
    quick_connect_id uuid not null references quick_connect on delete cascade,
    primary key (queue_id, quick_connect_id)
);

comment on table queue_quick_connect is
    'One row for each quick connect of a queue: the transfers that agents are shown for its contacts.';

create index queue_quick_connect_of on queue_quick_connect (quick_connect_id);


create table quick_reply (
    id          uuid primary key,
    instance_id uuid not null references instance on delete cascade,
    queue_id    uuid references queue on delete cascade,
    name        text not null,
    content     text not null,
    constraint quick_reply_name unique nulls not distinct (instance_id, queue_id, name)
);

comment on table quick_reply is
    'One row for each text that agents can send in chats of a queue, or of any queue of the instance if it has none.';

create index quick_reply_queue on quick_reply (queue_id);


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

comment on table agent_status is 'One row for each status that agents of an instance can set.';

create index agent_status_list on agent_status (instance_id, id);


create table hierarchy_level (
    instance_id      uuid        not null references instance on delete cascade,
    level            integer     not null check (level between 1 and 5),
    name             text        not null,
    last_modified_at timestamptz not null,
    primary key (instance_id, level)
);

comment on table hierarchy_level is
    'One row for each level of the user hierarchy of an instance, without gaps, written by '
    'UpdateUserHierarchyStructure.';


create table hierarchy_group (
    id               uuid        primary key,
    instance_id      uuid        not null references instance on delete cascade,
    name             text        not null,
    parent_group_id  uuid        references hierarchy_group,
    level            integer     not null,
    path             uuid[]      not null check (cardinality(path) = level),
    tags             jsonb       not null,
    last_modified_at timestamptz not null,
    version          integer     not null,
    foreign key (instance_id, level) references hierarchy_level,
    constraint hierarchy_group_name unique (instance_id, name)
);

comment on table hierarchy_group is 'One row for each group of the user hierarchy of an instance.';
comment on column hierarchy_group.path is 'The groups from level 1 to this one. Groups never move.';

create index hierarchy_group_list on hierarchy_group (instance_id, id);

create index hierarchy_group_level on hierarchy_group (instance_id, level);

create index hierarchy_group_parent on hierarchy_group (parent_group_id);


create table security_profile (
    id                                uuid        primary key,
    instance_id                       uuid        not null references instance on delete cascade,
    name                              text        not null,
    description                       text,
    permissions                       jsonb       not null,
    access_control                    jsonb,
    access_control_hierarchy_group_id uuid        references hierarchy_group,
    tags                              jsonb       not null,
    last_modified_at                  timestamptz not null,
    version                           integer     not null,
    constraint security_profile_name unique (instance_id, name)
);

comment on table security_profile is
    'One row for each security profile. The console enforces its permissions.';
comment on column security_profile.permissions is 'An array of permission names as the caller gave it.';
comment on column security_profile.access_control is
    'The tag-based and hierarchy-based access control as the caller gave it.';
comment on column security_profile.access_control_hierarchy_group_id is
    'The group whose users the access control allows. It has no effect.';

create index security_profile_list on security_profile (instance_id, id);

create index security_profile_group on security_profile (access_control_hierarchy_group_id);


create table predefined_attribute (
    id               uuid        primary key,
    instance_id      uuid        not null references instance on delete cascade,
    name             text        not null,
    attribute_values jsonb,
    purposes         jsonb,
    validates_values boolean,
    tags             jsonb       not null,
    last_modified_at timestamptz not null,
    version          integer     not null,
    constraint predefined_attribute_name unique (instance_id, name)
);

comment on table predefined_attribute is
    'One row for each attribute with predefined values, in which users have proficiencies.';
comment on column predefined_attribute.attribute_values is 'An array of the values that the attribute may have.';
comment on column predefined_attribute.purposes is 'An array of categories as the caller gave it. It has no effect.';
comment on column predefined_attribute.validates_values is
    'EnableValueValidationOnAssociation as the caller gave it. It has no effect.';

create index predefined_attribute_list on predefined_attribute (instance_id, id);


create table agent_user (
    id                               uuid        primary key,
    instance_id                      uuid        not null references instance on delete cascade,
    username                         text        not null,
    identity                         jsonb,
    phone_type                       text        check (phone_type in ('SOFT_PHONE', 'DESK_PHONE')),
    auto_accept                      boolean,
    after_contact_work_limit_seconds integer     check (after_contact_work_limit_seconds >= 0),
    desk_phone_number                text,
    persistent_connection            boolean,
    channel_settings                 jsonb,
    directory_user_id                text,
    routing_profile_id               uuid        not null references routing_profile,
    hierarchy_group_id               uuid        references hierarchy_group,
    proficiency_tokens               text[]      not null,
    routing_attributes               tsvector    not null
        generated always as (array_to_tsvector(proficiency_tokens || id::text)) stored,
    tags                             jsonb       not null,
    last_modified_at                 timestamptz not null,
    version                          integer     not null
);

comment on table agent_user is 'One row for each user, written by CreateUser. ("user" is a reserved word of SQL.)';
comment on column agent_user.identity is 'Names and e-mail addresses, in the members of UserIdentityInfo.';
comment on column agent_user.after_contact_work_limit_seconds is
    'How long after-contact work may take; unlimited when null or 0. A limit in channel_settings takes precedence.';
comment on column agent_user.channel_settings is 'The settings for single channels as the caller gave them.';

comment on column agent_user.proficiency_tokens is
    'The rows of user_proficiency as texts "attribute:level:value", written in the same transaction.';
comment on column agent_user.routing_attributes is
    'The texts that the steps of routing criteria search for: the id of the user and its proficiencies.';

create unique index agent_user_username on agent_user (instance_id, lower(username));

create index agent_user_list on agent_user (instance_id, id);

create index agent_user_profile on agent_user (routing_profile_id);

create index agent_user_group on agent_user (hierarchy_group_id);

create index agent_user_directory_user on agent_user (instance_id, directory_user_id)
    where directory_user_id is not null;

-- How many seconds after-contact work of a user may take in a channel; null or 0 means unlimited.
create function after_contact_work_limit(user_id uuid, contact_channel text) returns integer
language sql stable
return (
    select coalesce(
        (select (setting #>> '{AfterContactWorkConfig,AfterContactWorkTimeLimit}')::integer
         from jsonb_array_elements(agent.channel_settings -> 'AfterContactWorkConfigs') setting
         where setting ->> 'Channel' = contact_channel
         limit 1),
        agent.after_contact_work_limit_seconds)
    from agent_user agent
    where agent.id = user_id);


-- Whether a user accepts contacts of a channel automatically.
create function auto_accepts(user_id uuid, contact_channel text) returns boolean
language sql stable
return exists (
    select
    from agent_user agent, jsonb_array_elements(agent.channel_settings -> 'AutoAcceptConfigs') setting
    where agent.id = user_id and setting ->> 'Channel' = contact_channel and (setting ->> 'AutoAccept')::boolean);


create table agent_user_security_profile (
    user_id             uuid    not null references agent_user on delete cascade,
    position            integer not null check (position >= 0),
    -- Checked at the commit, because the removal of an instance deletes its security profiles before these rows.
    security_profile_id uuid    not null references security_profile deferrable initially deferred,
    primary key (user_id, position)
);

comment on table agent_user_security_profile is 'One row for each entry of the SecurityProfileIds of CreateUser.';
comment on column agent_user_security_profile.position is 'The position in the list, from 0.';

create index agent_user_security_profile_profile on agent_user_security_profile (security_profile_id);


create table user_credential (
    user_id            uuid        primary key references agent_user on delete cascade,
    password_hash      text,
    is_one_time        boolean     not null,
    session_generation integer     not null,
    changed_at         timestamptz not null
);

comment on table user_credential is
    'One row for each user who signs in with a password, or has ended all sessions of a single sign-on.';
comment on column user_credential.password_hash is
    'The hash of the password, after the name of its algorithm in braces. Null once a one-time password has been used, '
    'and without a password.';
comment on column user_credential.is_one_time is 'Whether the user must choose a new password after the sign-in.';
comment on column user_credential.session_generation is
    'Grows when all sessions of the user end. A session of an earlier generation has ended.';


create table user_proficiency (
    user_id         uuid    not null references agent_user on delete cascade,
    -- Checked at the commit, because the removal of an instance deletes its attributes before these rows.
    attribute_id    uuid    not null references predefined_attribute deferrable initially deferred,
    attribute_value text    not null,
    level           integer not null check (level between 1 and 5),
    primary key (user_id, attribute_id, attribute_value)
);

comment on table user_proficiency is
    'One row for each proficiency of a user in a value of a predefined attribute. agent_user has a copy for routing.';

create index user_proficiency_attribute on user_proficiency (attribute_id);


-- Views for routing, which decides about agents and queues in one statement. They are simple, so that PostgreSQL plans a
-- statement as if it named the tables.

create view user_routing_profile as
select id as user_id, routing_profile_id, routing_attributes, hierarchy_group_id
from agent_user;

comment on view user_routing_profile is 'The routing profile of each user, and what else decides about its contacts.';

create view hierarchy_group_path as
select id as hierarchy_group_id, path
from hierarchy_group;

comment on view hierarchy_group_path is 'The groups from level 1 to each hierarchy group.';

create view user_hierarchy_path as
select agent_user.id as user_id, hierarchy_group.path
from agent_user join hierarchy_group on hierarchy_group.id = agent_user.hierarchy_group_id;

comment on view user_hierarchy_path is
    'The groups of each user from level 1 to its own group; no row for a user without a group.';

create view routing_profile_queue_config as
select routing_profile_id, queue_id, channel, priority, delay_seconds
from routing_profile_queue;

comment on view routing_profile_queue_config is 'The QueueConfigs of each routing profile.';

create view routing_profile_media_concurrency as
select routing_profile_id, channel, slots as concurrency
from routing_profile_concurrency;

comment on view routing_profile_media_concurrency is 'The MediaConcurrencies of each routing profile.';

create view agent_status_summary as
select id as agent_status_id, name, type
from agent_status;

comment on view agent_status_summary is 'The name and the type of each agent status.';


-- Finds what prevents the deletion of a row: the name of a table with a row that refers to it by a foreign key without
-- "on delete"; null if there is none. The foreign keys alone say what may refer to what.
create function find_referrer(referenced regclass, row_id uuid) returns text
language plpgsql stable as $$
declare
    reference record;
    is_referred boolean;
begin
    for reference in
        select conrelid::regclass as table_name, attname as column_name
        from pg_constraint
            join pg_attribute on attrelid = conrelid and attnum = conkey[1]
        where contype = 'f' and confrelid = referenced and confdeltype = 'a'
        order by conrelid::regclass::text
    loop
        execute format(
            'select exists (select from %s where %I = $1)', reference.table_name, reference.column_name)
            into is_referred
            using row_id;
        if is_referred then
            return reference.table_name::text;
        end if;
    end loop;
    return null;
end
$$;
