-- Metrics of contacts that have ended. Those of agents are computed from agent_activity_history.

create table contact_metric (
    contact_id                uuid        primary key,
    instance_id               uuid        not null,
    ended_at                  timestamptz not null,
    channel                   text        not null,
    initiation_method         text        not null,
    disconnect_reason         text,
    subtype                   text,
    queue_id                  uuid,
    agent_id                  uuid,
    routing_profile_id        uuid,
    hierarchy_groups          uuid[],
    duration_ms               bigint      not null,
    flow_ms                   bigint      not null,
    queue_ms                  bigint,
    interaction_ms            bigint,
    pause_ms                  bigint,
    work_ms                   bigint,
    messages                  integer,
    agent_messages            integer,
    agent_characters          integer,
    agent_responses           integer,
    agent_response_ms         bigint,
    first_response_ms         bigint,
    contact_first_response_ms bigint,
    conversation_close_ms     bigint,
    conversation_abandoned    boolean,
    customer_messages         integer,
    customer_characters       integer,
    customer_responses        integer,
    customer_response_ms      bigint
) with (fillfactor = 90);

comment on table contact_metric is
    'One row for each contact that has ended: what metrics count and add up. Narrow, and in the order in which contacts '
    'end, so that a period is read without the rest of history (docs/decisions/0024). Retention removes it with the '
    'contact.';
comment on column contact_metric.disconnect_reason is 'Why the contact ended; null if it was transferred.';
comment on column contact_metric.routing_profile_id is 'The routing profile of the agent when the contact ended.';
comment on column contact_metric.hierarchy_groups is
    'The hierarchy groups of the agent when it accepted the contact, from level 1; null if it had none.';
comment on column contact_metric.duration_ms is 'From the initiation to the end.';
comment on column contact_metric.flow_ms is 'From the beginning until the contact was queued, accepted, or ended.';
comment on column contact_metric.queue_ms is 'How long the contact was in its queue; null if it never was.';
comment on column contact_metric.interaction_ms is
    'How long an agent had the contact, without the pauses; null if none accepted it.';
comment on column contact_metric.work_ms is 'After-contact work; null until it has ended.';

create index contact_metric_period on contact_metric (instance_id, ended_at);

create function milliseconds(from_time timestamptz, to_time timestamptz) returns bigint
    language sql immutable strict parallel safe
return greatest(0, 1000 * extract(epoch from to_time - from_time))::bigint;

-- Runs in the transaction that ends a contact or its after-contact work, whichever statement and node that is. A
-- contact has one row, so metrics count it once.
create function record_contact_metric() returns trigger language plpgsql as $$
declare
    summary  jsonb := new.chat_metrics -> 'ChatContactMetrics';
    agent    jsonb := new.chat_metrics -> 'AgentMetrics';
    customer jsonb := new.chat_metrics -> 'CustomerMetrics';
    began    timestamptz := greatest(new.initiated_at, new.scheduled_at);
    paused   bigint;
begin
    if new.connected_to_agent_at is not null then
        paused := least(
            new.agent_pause_milliseconds + last_pause(new),
            milliseconds(new.connected_to_agent_at, new.disconnected_at));
    end if;
    insert into contact_metric as metric
    values (
        new.id, new.instance_id, new.disconnected_at, new.channel, new.initiation_method, new.disconnect_reason,
        segment_attributes_with_subtype(new.channel, new.segment_attributes) #>> '{connect:Subtype,ValueString}',
        new.queue_id, new.agent_id,
        (select routing_profile_id from user_routing_profile where user_id = new.agent_id),
        new.agent_hierarchy_groups,
        milliseconds(new.initiated_at, new.disconnected_at),
        milliseconds(began, coalesce(new.enqueued_at, new.connected_to_agent_at, new.disconnected_at)),
        milliseconds(new.enqueued_at, coalesce(new.connected_to_agent_at, new.disconnected_at)),
        milliseconds(new.connected_to_agent_at, new.disconnected_at) - paused,
        paused,
        milliseconds(new.after_contact_work_started_at, new.after_contact_work_ended_at),
        (summary ->> 'TotalMessages')::integer,
        (agent ->> 'MessagesSent')::integer,
        (agent ->> 'MessageLengthInChars')::integer,
        (agent ->> 'NumResponses')::integer,
        (agent ->> 'TotalResponseTimeInMillis')::bigint,
        (summary ->> 'AgentFirstResponseTimeInMillis')::bigint,
        milliseconds(new.initiated_at, to_timestamp((summary ->> 'AgentFirstResponseTimestamp')::double precision)),
        (summary ->> 'ConversationCloseTimeInMillis')::bigint,
        (customer ->> 'ConversationAbandon')::boolean,
        (customer ->> 'MessagesSent')::integer,
        (customer ->> 'MessageLengthInChars')::integer,
        (customer ->> 'NumResponses')::integer,
        (customer ->> 'TotalResponseTimeInMillis')::bigint)
    on conflict (contact_id) do update
        set work_ms = excluded.work_ms;
    return null;
end
$$;

create trigger contact_metric after update on contact
    for each row
    when (new.disconnected_at is not null
          and (old.disconnected_at is null
               or old.after_contact_work_ended_at is distinct from new.after_contact_work_ended_at))
    execute function record_contact_metric();

create function seconds_of(spans tstzmultirange) returns double precision language sql immutable parallel safe
return (select coalesce(sum(extract(epoch from upper(span) - lower(span))), 0)::double precision
        from unnest(spans) span);

-- Retention deletes old rows in large numbers while new ones come. By default, vacuum begins when a fifth of a table is
-- dead, which may be months of rows. It begins at a hundredth, so that new rows take the space of deleted ones, and may
-- work ten times as fast as by default, so that it keeps up.
alter table contact_metric set (
    autovacuum_vacuum_threshold = 5000, autovacuum_vacuum_scale_factor = 0.01, autovacuum_vacuum_cost_limit = 2000);
