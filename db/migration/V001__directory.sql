-- Instances and their flows: few rows, read by every start, changed rarely.

create table instance (
    id                       uuid        primary key,
    alias                    text        check (char_length(alias) between 1 and 45),
    identity_management_type text        not null
        check (identity_management_type in ('SAML', 'CONNECT_MANAGED', 'EXISTING_DIRECTORY')),
    directory_id             text,
    inbound_calls_enabled    boolean     not null,
    outbound_calls_enabled   boolean     not null,
    tags                     jsonb       not null,
    created_at               timestamptz not null,
    -- Set by DeleteInstance; from then on nothing of the instance is answered. Its rows follow in batches.
    deleted_at               timestamptz
);

-- An alias is part of a host name in the cloud service, hence unique without regard to case.
create unique index instance_alias on instance (lower(alias)) where deleted_at is null;

create table contact_flow (
    id                uuid        primary key,
    instance_id       uuid        not null references instance on delete cascade,
    name              text        not null check (char_length(name) >= 1),
    type              text        not null
        check (type in ('CONTACT_FLOW', 'CUSTOMER_QUEUE', 'CUSTOMER_HOLD', 'CUSTOMER_WHISPER', 'AGENT_HOLD',
                        'AGENT_WHISPER', 'OUTBOUND_WHISPER', 'AGENT_TRANSFER', 'QUEUE_TRANSFER', 'CAMPAIGN')),
    description       text,
    state             text        not null check (state in ('ACTIVE', 'ARCHIVED')),
    -- The draft and what runs. A flow without published content has never been published.
    saved_content     text        not null,
    published_content text,
    tags              jsonb       not null,
    last_modified_at  timestamptz not null,
    version           integer     not null,
    constraint contact_flow_name unique (instance_id, name)
);

-- Lists walk the flows of an instance in the order of their ids, which is the order of their creation.
create index contact_flow_list on contact_flow (instance_id, id);
