-- Files that participants attach, and what is left to delete of them.

create table attachment (
    id             uuid        primary key,
    session_id     uuid        not null references chat_session on delete cascade,
    -- Who has started the upload, and completes it. A plain value, as on the items of the transcript.
    participant_id uuid        not null,
    -- No check constraint on this table: a server logs the row that violates one, and names are the customers' own.
    name           text        not null,
    content_type   text        not null,
    size           bigint      not null,
    -- Until when an upload may begin, and when it is removed unless it has been completed.
    upload_until   timestamptz not null,
    complete_until timestamptz not null,
    -- What has been, or is being, uploaded. Whoever uploads once more before that is done replaces it.
    content_id     uuid,
    -- Where the content is, if it is in the database; else it is in the file named by content_id.
    large_object   oid,
    uploaded_at    timestamptz,
    completed_at   timestamptz,
    -- The place of its item in the transcript of the session, once completed.
    sequence       bigint
);

-- The attachments of a conversation are counted, and go with it.
create index attachment_session on attachment (session_id);

create unique index attachment_content on attachment (content_id);

-- Uploads that nobody completes, over those that wait.
create index attachment_incomplete on attachment (complete_until) where completed_at is null;

-- Download URLs that have not been used.
create table attachment_download (
    id            uuid        primary key,
    attachment_id uuid        not null references attachment on delete cascade,
    expires_at    timestamptz not null
);

create index attachment_download_attachment on attachment_download (attachment_id);

create index attachment_download_expiry on attachment_download (expires_at);

-- Content that no attachment has any more. It is deleted in small batches, not by the trigger: a file cannot be deleted
-- in a transaction, and each large object needs a lock of its own, of which a server has some ten thousand for all.
create table discarded_content (
    content_id   uuid primary key,
    large_object oid
);

create function discard_content() returns trigger language plpgsql as $$
begin
    insert into discarded_content (content_id, large_object) values (old.content_id, old.large_object);
    return null;
end
$$;

-- However an attachment goes: with its contact, its instance, or alone.
create trigger attachment_deleted after delete on attachment
    for each row when (old.content_id is not null)
    execute function discard_content();

create trigger attachment_content_replaced after update of content_id on attachment
    for each row when (old.content_id is not null and old.content_id is distinct from new.content_id)
    execute function discard_content();
