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
    'again and again while it lives, so that sending a message costs nothing.';
comment on column contact_text.language is 'The text search configuration that the words were parsed with.';
comment on column contact_text.newest is 'The sequence of the newest message in the row.';
comment on column contact_text.words is
    'The words, weighted by the role of the sender: A for customers, B for agents, C for supervisors, D for flows and '
    'bots.';

create index contact_text_words on contact_text using gin (words);

-- Results come newest first.
create index contact_text_initiated on contact_text (instance_id, initiated_at, contact_id);

-- A search for frequent words of one agent or queue would walk the whole index by time.
create index contact_text_agent on contact_text (agent_id, initiated_at, contact_id);
create index contact_text_queue on contact_text (queue_id, initiated_at, contact_id);

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
