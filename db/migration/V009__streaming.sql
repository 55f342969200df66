-- Streams: what is said in a session, sent on to an endpoint outside, each item after the one before has been taken.

create table chat_stream (
    id            uuid        primary key,
    session_id    uuid        not null references chat_session on delete cascade,
    instance_id   uuid        not null,
    endpoint_arn  text        not null check (char_length(endpoint_arn) between 1 and 350),
    -- The first item that the endpoint has not taken. Moves on only when it has.
    next_sequence bigint      not null check (next_sequence >= 1),
    started_at    timestamptz not null,
    -- Set when the end of the chat has been delivered, or the stream was stopped.
    done_at       timestamptz,
    -- When a node shall look at it: at once if there is news, when a pause after a failure is over, when the lease of a
    -- node that was killed is over, and else now and then, for news that nobody was left to tell of.
    due_at        timestamptz not null,
    -- Set while a node is at it. Whoever finds another one here has lost the stream, and stops.
    lease         uuid,
    -- Whether there was news since the lease began.
    woken         boolean     not null default false,
    -- Attempts in a row that the endpoint did not take.
    failures      integer     not null default 0 check (failures >= 0)
) with (fillfactor = 80);

create index chat_stream_session on chat_stream (session_id);

-- What is due at an endpoint, over streams that go on only.
create index chat_stream_due on chat_stream (endpoint_arn, due_at) where done_at is null;

-- Counted for the operator.
create index chat_stream_failing on chat_stream (id) where done_at is null and failures > 0;
