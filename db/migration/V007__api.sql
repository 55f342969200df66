-- State of the API itself: requests that were answered, and request rates.

create table client_token (
    scope     uuid        not null,
    operation text        not null collate "C",
    token     text        not null collate "C" check (char_length(token) between 1 and 500),
    input     bytea       not null,
    answer    uuid[]      not null,
    used_at   timestamptz not null,
    primary key (scope, operation, token)
);

comment on table client_token is
    'One row for each request that carried a ClientToken and succeeded, written in the transaction of its effect. A '
    'job deletes rows after seven days.';
comment on column client_token.scope is 'The instance; the nil UUID for operations on the account.';
comment on column client_token.input is
    'The SHA-256 digest of the other members of the request. The same token with another input is refused.';
comment on column client_token.answer is
    'The ids that the request returned, in an order that each operation defines. Not foreign keys: a repeated request '
    'gets its answer even when what it created is gone.';

-- The clean-up job deletes from the oldest end.
create index client_token_age on client_token (used_at);


create table rate_bucket (
    operation text             primary key,
    tokens    double precision not null,
    filled_at timestamptz      not null
);

comment on table rate_bucket is
    'The token bucket of each operation with a request rate limit, shared by all nodes. Written only if a limit is '
    'set. Failed sign-ins have buckets too, by digests of users and addresses.';
comment on column rate_bucket.tokens is 'The tokens in the bucket at filled_at. Each request takes one.';


create table instance_move (
    instance_id uuid        primary key references instance on delete cascade,
    state       text        not null check (state in ('DRAINING', 'EXPORTED', 'MOVED')),
    cell        text        check ((cell is not null) = (state = 'MOVED')),
    since       timestamptz not null
);

comment on table instance_move is
    'One row for each instance that leaves this cell, or has left it. The commands of moves write it; all nodes read it '
    'once a second.';
comment on column instance_move.state is
    'DRAINING: no contact starts. EXPORTED: nothing changes any more. MOVED: every call that names the '
    'instance is refused. Tokens of participants are of chats that have ended.';
comment on column instance_move.cell is 'The cell that has the instance now.';
