-- Flows that run. A run is a row that is due at some time; any node takes up a run that is due and continues it.

create table flow_run (
    contact_id     uuid        primary key,
    id             uuid        not null,
    instance_id    uuid        not null,
    session_id     uuid        not null,
    publication_id uuid,
    trigger        text        not null
        check (trigger in ('CONNECTED', 'STARTED', 'QUEUED', 'REMAINING', 'PAUSED', 'RESUMED')),
    status         text        not null check (status in ('READY', 'WAITING', 'CALLING')),
    action         text,
    state          jsonb       not null,
    steps          integer     not null,
    listens        boolean     not null,
    seen_sequence  bigint      not null,
    due_at         timestamptz not null,
    failures       integer     not null default 0,
    constraint listens_while_it_waits check (status = 'WAITING' or not listens)
);

comment on table flow_run is
    'One row for each contact that runs a flow. A contact runs one flow at a time. The row is deleted when the run '
    'ends.';
comment on column flow_run.id is
    'Identifies the run, so that a node that has read an earlier run of the contact does not overwrite this one.';
comment on column flow_run.session_id is 'The first contact of the chain.';
comment on column flow_run.publication_id is
    'The content that the run continues in; null until the run begins, or if the flow was not published. Not a '
    'foreign key: publications are never deleted alone, and checking it would lock the same row for every chat that '
    'connects.';
comment on column flow_run.trigger is 'What started the run.';
comment on column flow_run.action is
    'The action that is next, waits, or has called a function; null before the first action.';
comment on column flow_run.state is 'What earlier actions stored for later ones, and the data of the present action.';
comment on column flow_run.steps is 'How many actions ran since the run last waited.';
comment on column flow_run.listens is 'Whether the run waits for a message in the transcript.';
comment on column flow_run.seen_sequence is 'The last transcript item that the run has examined.';
comment on column flow_run.due_at is 'When a node takes up the run.';
comment on column flow_run.failures is 'How many attempts in a row failed for a reason other than an outage.';

create index flow_run_due on flow_run (due_at);

create index flow_run_listening on flow_run (session_id) where listens;


create table suspended_flow_run (
    contact_id uuid  primary key,
    run        jsonb not null
);

comment on table suspended_flow_run is
    'One row for each paused task that was running a flow. The run continues when the task resumes.';
comment on column suspended_flow_run.run is 'The row of flow_run, as JSON by column name.';


create table flow_step (
    contact_id     uuid        not null,
    number         integer     not null,
    publication_id uuid        not null,
    action         text        not null,
    type           text        not null,
    results        text,
    taken_at       timestamptz not null,
    primary key (contact_id, number)
);

comment on table flow_step is
    'One row for each action that a flow has performed for a contact, and a second one for the result of an action that '
    'waits, calls or invokes. Only the newest steps of a contact are kept. A row has what flows are written with, and no '
    'value of a person.';
comment on column flow_step.number is 'Counts the steps of the contact from 1.';
comment on column flow_step.publication_id is 'The content that ran. Not a foreign key, as in flow_run.';
comment on column flow_step.results is
    'The branch that the action took, named by its error type or by its condition as it is written in the flow; null if '
    'the result follows in a later row.';


create table flow_target (
    session_id uuid primary key,
    queue_id   uuid not null
);

comment on table flow_target is
    'One row for each chat or task whose flow has selected a queue, written by the flow action '
    'UpdateContactTargetQueue. A chat keeps it across transfers, because a disconnect flow takes the customer back to '
    'that queue.';
comment on column flow_target.session_id is
    'For a chat the first contact of its session, for a task the current contact, as in event_hook.';


create table shown_view (
    token          uuid primary key,
    session_id     uuid not null,
    publication_id uuid not null
);

comment on table shown_view is
    'One row for each view that a flow has shown in a chat, written by the flow action ShowView. Participants read the '
    'view by the token in its message.';
comment on column shown_view.session_id is 'The first contact of the session.';
comment on column shown_view.publication_id is
    'The content as it was published then. Not a foreign key, as in flow_run.';

create index shown_view_session on shown_view (session_id);
