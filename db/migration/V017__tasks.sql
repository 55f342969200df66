-- Tasks are worked on: they run flows, wait for agents, pause and resume, and are handed on.

alter table contact
    -- Whether nobody works on it for now. The end of a contact leaves it as it was.
    add column is_paused                boolean not null default false,
    -- Whether a pause has taken it out of queue_id, so that it neither waits there nor takes a place.
    add column is_dequeued              boolean not null default false,
    add column last_paused_at           timestamptz,
    add column last_resumed_at          timestamptz,
    add column total_pause_count        integer not null default 0 check (total_pause_count between 0 and 10),
    -- Of all pauses that were over with a resumption.
    add column total_pause_milliseconds bigint  not null default 0,
    add constraint paused_at_some_time check (not is_paused or last_paused_at is not null);

-- The hooks of a task stand on the contact that it is in, and move on with it: tasks that follow a chat share its first
-- contact, but not its hooks. The same holds for flow_target.
alter table event_hook
    drop constraint event_hook_event_check,
    add constraint event_hook_event_check
        check (event in ('CUSTOMER_QUEUE', 'CUSTOMER_REMAINING', 'PAUSE_CONTACT', 'RESUME_CONTACT'));

alter table flow_run
    drop constraint flow_run_occasion_check,
    add constraint flow_run_occasion_check
        check (occasion in ('CONNECTED', 'STARTED', 'QUEUED', 'REMAINING', 'PAUSED', 'RESUMED'));

-- What a paused task was at: its row of flow_run, which goes on when the task has resumed.
create table suspended_flow_run (
    contact_id uuid  primary key references contact on delete cascade,
    run        jsonb not null
);

-- A paused task stays its agent's, and takes none of the agent's places.
alter table agent_contact
    drop constraint agent_contact_state_check,
    add constraint agent_contact_state_check
        check (state in ('CONNECTING', 'CONNECTED', 'PAUSED', 'ENDED', 'MISSED', 'REJECTED'));

drop index agent_contact_held;

create unique index agent_contact_held on agent_contact (contact_id) where state in ('CONNECTING', 'CONNECTED', 'PAUSED');
