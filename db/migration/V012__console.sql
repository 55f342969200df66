-- The sessions of signed-in people, and who has read which transcript.

-- The columns are those of Spring Session (org/springframework/session/jdbc/schema-postgresql.sql).
create table console_session (
    primary_id            char(36) primary key,
    session_id            char(36) not null,
    creation_time         bigint   not null,
    last_access_time      bigint   not null,
    max_inactive_interval integer  not null,
    expiry_time           bigint   not null,
    principal_name        varchar(100)
);

comment on table console_session is 'One row for each session in the console. Spring Session writes it.';

create unique index console_session_session on console_session (session_id);

create index console_session_expiry on console_session (expiry_time);

create index console_session_principal on console_session (principal_name);


create table console_session_attributes (
    session_primary_id char(36)     not null references console_session on delete cascade,
    attribute_name     varchar(200) not null,
    attribute_bytes    bytea        not null,
    primary key (session_primary_id, attribute_name)
);

comment on table console_session_attributes is 'The attributes of the sessions in the console: who has signed in.';


create table first_administrator (
    id          integer primary key check (id = 1),
    instance_id uuid    not null,
    user_id     uuid    not null
);

comment on table first_administrator is
    'One row once a start has created the first administrator. It outlives the user, so that no start creates another.';


create table transcript_access (
    id          uuid        primary key,
    contact_id  uuid        not null,
    instance_id uuid        not null references instance on delete cascade,
    user_id     uuid        not null,
    kind        text        not null check (kind in ('READ', 'DOWNLOAD')),
    accessed_at timestamptz not null
);

comment on table transcript_access is
    'One row each time a signed-in user begins to read the transcript of a contact, or downloads it. Outlives the user, '
    'and goes with the contact.';

create index transcript_access_contact on transcript_access (contact_id);


create table conversation_read (
    contact_id uuid   not null,
    user_id    uuid   not null references agent_user on delete cascade,
    sequence   bigint not null,
    primary key (contact_id, user_id)
) with (fillfactor = 70);

comment on table conversation_read is
    'One row for each chat that an agent has opened on the desktop: the newest item that it has been shown. Goes with '
    'the contact.';

create index conversation_read_user on conversation_read (user_id);
