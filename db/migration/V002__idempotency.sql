-- One row for each request that carried a ClientToken and succeeded, written in the transaction of its effect.

create table client_token (
    -- The instance, or the nil UUID for operations on the account.
    scope     uuid        not null,
    operation text        not null collate "C",
    token     text        not null collate "C" check (char_length(token) between 1 and 500),
    -- SHA-256 over the other members: the same token with another input is refused.
    input     bytea       not null,
    -- The ids that were answered, in an order the operation knows.
    answer    uuid[]      not null,
    used_at   timestamptz not null,
    primary key (scope, operation, token)
);

-- The clean-up walks this from the oldest end.
create index client_token_age on client_token (used_at);
