-- Test controls. Without them, nothing reads or writes this.

create table test_clock (
    only_row     boolean primary key default true check (only_row),
    ahead_millis bigint  not null check (ahead_millis >= 0)
);

comment on table test_clock is
    'At most one row: how far the clock of the service is ahead of the real time. All nodes with test controls follow it.';
