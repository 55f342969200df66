-- What a seed has created, so that it can remove what is no longer declared.

create table seed_resource (
    instance_id uuid        not null references instance on delete cascade,
    section     text        not null collate "C",
    key         text        not null collate "C",
    created_at  timestamptz not null,
    primary key (instance_id, section, key)
);

comment on table seed_resource is
    'One row for each resource and association that a seed has created. A seed that prunes deletes those that it no '
    'longer declares, and never what others have created.';
comment on column seed_resource.section is 'The member of a declared instance that lists such resources, such as Queues.';
comment on column seed_resource.key is
    'The id of the resource; its name if it has no id; the members that identify an association.';
