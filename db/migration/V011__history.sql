-- The words of chats, for the search of transcripts, and the files of transcripts that are to be stored.

create table contact_text (
    contact_id   uuid        primary key,
    instance_id  uuid        not null,
    initiated_at timestamptz not null,
    queue_id     uuid,
    agent_id     uuid,
    language     text        not null,
    newest       bigint      not null,
    words        tsvector    not null
);

comment on table contact_text is
    'One row for each chat contact with the words of its messages. A job writes it soon after the contact ends, and '
    'before that if the contact is active for long, so that sending a message costs nothing.';
comment on column contact_text.language is 'The text search configuration that the words were parsed with.';
comment on column contact_text.newest is 'The sequence of the newest message in the row.';
comment on column contact_text.words is
    'The words, weighted by the role of the sender: A for customers, B for agents, C for supervisors, D for flows and '
    'bots.';

-- The terms of a row, which its index has: the words, the instance, the instance on the day, the queue and the agent. Each
-- begins with the number of the month of 32 days in which the contact was initiated. So a search reads the entries of a
-- few months only, and the rows of new contacts change a small part of the index. Long words are cut, as entries have a
-- limit. A term may mean two things, such as a word that looks like an instance: a search checks the columns of the rows
-- that it finds (docs/decisions/0039).
create function contact_text_terms(initiated_at timestamptz, instance_id uuid, queue_id uuid, agent_id uuid, words tsvector)
    returns tsvector language plpgsql immutable parallel safe as $$
declare
    day integer := floor(extract(epoch from initiated_at - timestamptz '1970-01-01 00:00:00+00') / 86400);
    month text := to_hex(day >> 5) || ' ';
begin
    return array_to_tsvector(
        array(select month || left(word, 100) from unnest(tsvector_to_array(words)) word)
        || array_remove(array[month || '/' || instance_id, month || '/' || instance_id || '/' || day,
                              month || '/queue/' || queue_id, month || '/agent/' || agent_id], null));
end
$$;

-- New entries wait in a list, because adding those of many rows at once costs a third. Each search reads the list, so it
-- is short.
create index contact_text_terms on contact_text
    using gin (contact_text_terms(initiated_at, instance_id, queue_id, agent_id, words))
    with (gin_pending_list_limit = 1024);

-- The search chooses its index itself. Statistics would cost a call of the function for each sampled row.
alter index contact_text_terms alter column 1 set statistics 0;

-- Results come newest first.
create index contact_text_initiated on contact_text (instance_id, initiated_at, contact_id);

-- Rows to write again after a change of the language. It has few distinct values, so the index is small.
create index contact_text_language on contact_text (language);


create table contact_text_due (
    contact_id uuid primary key
);

comment on table contact_text_due is
    'One row for each contact whose row in contact_text is missing or out of date. A trigger writes it when a contact '
    'ends, and the job that reads it deletes it.';

create table transcript_archive (
    id      integer     primary key check (id = 1),
    seen_at timestamptz not null
);

comment on table transcript_archive is
    'One row while nodes store transcript files outside of the database, none otherwise. The trigger of ended chats '
    'reads it.';
comment on column transcript_archive.seen_at is
    'When a node with a store was last seen. Nodes without one delete the row an hour later.';

create table transcript_file_due (
    contact_id  uuid        primary key,
    instance_id uuid        not null,
    ended_at    timestamptz not null,
    due_at      timestamptz not null,
    attempts    integer     not null default 0
);

comment on table transcript_file_due is
    'One row for each chat contact whose transcript file is not stored yet. A trigger writes it when the contact ends, '
    'and the job deletes it once the file is stored.';
comment on column transcript_file_due.due_at is
    'When the next attempt may begin: after the pause that follows a failure, or when the lease of the node ends that '
    'writes the file.';

create index transcript_file_due_at on transcript_file_due (due_at);


create table transcript_file (
    contact_id uuid        not null,
    store      text        not null,
    key        text        not null,
    open_until timestamptz,
    primary key (contact_id, store, key)
);

comment on table transcript_file is
    'One row for each transcript file outside of the database, so that an erasure finds it. A node writes the row before '
    'it writes the file. A contact has several rows if the store or the prefix was changed between two attempts.';
comment on column transcript_file.store is 'The folder or the bucket, such as file:///transcripts or s3://bucket.';
comment on column transcript_file.key is 'The name of the file in the store, folders included.';
comment on column transcript_file.open_until is
    'When the newest write is over at the latest; null once it has succeeded.';

alter table transcript_file set (
    autovacuum_vacuum_threshold = 5000, autovacuum_vacuum_scale_factor = 0.01, autovacuum_vacuum_cost_limit = 2000);


create table transcript_file_deletion (
    store        text        not null,
    key          text        not null,
    erasure_id   uuid,
    requested_at timestamptz not null,
    due_at       timestamptz not null,
    attempts     integer     not null default 0,
    primary key (store, key)
);

comment on table transcript_file_deletion is
    'One row for each transcript file that is to be deleted, because its contact was. The job deletes the row once the '
    'file is gone.';
comment on column transcript_file_deletion.erasure_id is
    'The erasure of the contact; null for retention. Not a foreign key: another module owns it.';
comment on column transcript_file_deletion.due_at is
    'When the next attempt may begin: when a write of the file is over, after the pause that follows a failure, or when '
    'the lease of the node ends that deletes the file.';

create index transcript_file_deletion_due on transcript_file_deletion (due_at);

create index transcript_file_deletion_erasure on transcript_file_deletion (erasure_id);


create function chat_history_is_due() returns trigger language plpgsql as $$
begin
    insert into contact_text_due (contact_id) values (new.id) on conflict do nothing;
    insert into transcript_file_due (contact_id, instance_id, ended_at, due_at)
    select new.id, new.instance_id, new.disconnected_at, new.disconnected_at from transcript_archive
    on conflict do nothing;
    return null;
end
$$;

create trigger chat_history after update of disconnected_at on contact
    for each row
    when (new.channel = 'CHAT' and old.disconnected_at is null and new.disconnected_at is not null)
    execute function chat_history_is_due();

-- As for contact: vacuum begins early enough that new rows take the space of deleted ones.
alter table contact_text set (
    autovacuum_vacuum_threshold = 5000, autovacuum_vacuum_scale_factor = 0.01, autovacuum_vacuum_cost_limit = 2000);


create table imported_contact (
    contact_id  uuid  primary key,
    session_id  uuid  not null,
    instance_id uuid  not null,
    content     bytea not null,
    transcript  bytea
);

comment on table imported_contact is
    'One row for each imported contact, so that an import can be repeated. The import writes it in the transaction of '
    'the contact; it goes with the contact.';
comment on column imported_contact.content is
    'The SHA-256 digest of the record that was imported, with the members of each object in alphabetical order.';
comment on column imported_contact.transcript is 'The digest of the transcript; null until it is imported.';

alter table imported_contact set (
    autovacuum_vacuum_threshold = 5000, autovacuum_vacuum_scale_factor = 0.01, autovacuum_vacuum_cost_limit = 2000);


create table import_run (
    id           uuid        primary key,
    instance_id  uuid        not null,
    source       text        not null check (source in ('COMMAND', 'REQUEST')),
    requested_by text        not null,
    started_at   timestamptz not null,
    seen_at      timestamptz not null,
    ended_at     timestamptz,
    outcome      text        check (outcome in ('COMPLETED', 'FAILED')),
    lines        bigint      not null default 0,
    contacts     bigint      not null default 0,
    transcripts  bigint      not null default 0,
    items        bigint      not null default 0,
    attachments  bigint      not null default 0,
    skipped      bigint      not null default 0,
    expired      bigint      not null default 0,
    refused      bigint      not null default 0,
    conflicts    bigint      not null default 0
    -- Each second a running import updates its row: the free space keeps new versions on the page.
) with (fillfactor = 50);

comment on table import_run is
    'One row for each import, by the command or a request. It has numbers only, no personal data. Rows from before the '
    'retention period are deleted.';
comment on column import_run.requested_by is 'The access key of the caller; for the command its process, as pid@host.';
comment on column import_run.seen_at is
    'When the import last read or stored something. If that is long ago and it has not ended, it was interrupted.';
comment on column import_run.outcome is 'Null while the import goes on, or if it was interrupted.';
comment on column import_run.lines is 'The values that were read: contacts, transcripts, and what is neither.';

create index import_run_list on import_run (instance_id, id);
