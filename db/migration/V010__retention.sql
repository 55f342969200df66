-- Legal holds, and the record of what retention has deleted.

create table legal_hold (
    id             uuid        primary key,
    instance_id    uuid        not null references instance on delete cascade,
    contact_id     uuid,
    customer_id    text,
    reason         text        not null,
    placed_at      timestamptz not null,
    released_at    timestamptz,
    release_reason text,
    version        integer     not null
    -- No check constraint: the server logs the row that violates one, and a customer_id is personal data.
);

comment on table legal_hold is
    'One row for each legal hold, on a contact or on a customer. While it is in force, retention deletes no session of '
    'them, and nothing of a deleted instance. Released holds remain as records.';
comment on column legal_hold.contact_id is
    'The contact whose session is held. Not a foreign key: a released hold outlives the contact.';
comment on column legal_hold.customer_id is 'The CustomerId whose sessions are held; either this or contact_id is set.';
comment on column legal_hold.released_at is 'Null while the hold is in force.';

create index legal_hold_instance on legal_hold (instance_id, id);

create index legal_hold_contact on legal_hold (contact_id) where released_at is null and contact_id is not null;

create index legal_hold_customer on legal_hold (instance_id, customer_id)
    where released_at is null and customer_id is not null;

create view held_contact as
select contact_id
from legal_hold
where released_at is null and contact_id is not null;

comment on view held_contact is 'The contacts on legal hold, for the module contact.';

create view held_customer as
select instance_id, customer_id
from legal_hold
where released_at is null and customer_id is not null;

comment on view held_customer is 'The customers on legal hold, for the module contact.';


create function sum_counts(counts jsonb, further jsonb) returns jsonb language sql immutable parallel safe as $$
select counts || coalesce(
    (select jsonb_object_agg(key, cast(value as bigint) + coalesce(cast(counts ->> key as bigint), 0))
     from jsonb_each_text(further)),
    '{}')
$$;

comment on function sum_counts is 'Adds numbers of rows by table.';


create table retention_run (
    id              uuid        primary key,
    node            text        not null,
    started_at      timestamptz not null,
    seen_at         timestamptz not null,
    ended_at        timestamptz,
    oldest_kept     timestamptz not null,
    deleted         jsonb       not null default '{}',
    held_sessions   bigint,
    failed_sessions bigint      not null default 0,
    outcome         text        check (outcome in ('COMPLETED', 'FAILED', 'INTERRUPTED'))
    -- Each batch updates the row of its run: the free space keeps new versions on the page.
) with (fillfactor = 50);

comment on table retention_run is
    'One row for each run of the retention job on a node. It has numbers only, no personal data. Each batch adds to it '
    'in its own transaction, so the numbers are exact also when the node is killed. The oldest rows are deleted.';
comment on column retention_run.node is 'The process, as pid@host.';
comment on column retention_run.seen_at is
    'When the run last deleted something. If that is long ago and the run has not ended, its node was killed; the next '
    'run of any node sets the outcome.';
comment on column retention_run.oldest_kept is 'Contacts initiated earlier are deleted.';
comment on column retention_run.deleted is 'The number of deleted rows by table.';
comment on column retention_run.held_sessions is
    'How many expired sessions stayed because of a legal hold; null if the run did not get that far.';
comment on column retention_run.outcome is 'Null while the run goes on.';

create index retention_run_start on retention_run (started_at, id);


create table erasure (
    id                 uuid        primary key,
    instance_id        uuid        not null,
    contact_id         uuid,
    reason             text        not null,
    requested_by       text        not null,
    started_at         timestamptz not null,
    ended_at           timestamptz,
    deleted            jsonb       not null default '{}',
    remaining_sessions bigint      not null default 0
);

comment on table erasure is
    'One row for each erasure of a contact or a customer, as proof. It has no personal data and is never deleted.';
comment on column erasure.instance_id is 'Not a foreign key: the record outlives the instance.';
comment on column erasure.contact_id is
    'The contact that the caller named; null for the erasure of a customer, whose CustomerId is not kept.';
comment on column erasure.requested_by is 'The access key of the caller.';
comment on column erasure.ended_at is 'Null while it runs, or if its node was killed; the caller repeats it then.';
comment on column erasure.deleted is 'The number of deleted rows by table.';
comment on column erasure.remaining_sessions is
    'How many sessions of the customer stayed, because they have not ended or have a legal hold.';

create index erasure_list on erasure (instance_id, id);
