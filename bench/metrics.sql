-- Gives the contacts of a run queues, agents and metrics: as if all :contacts had ended within the last 35 days, evenly
-- spread. A contact in ten is abandoned.

\set ON_ERROR_STOP on

insert into contact_metric (
    contact_id, instance_id, ended_at, channel, initiation_method, disconnect_reason, subtype, queue_id, agent_id,
    routing_profile_id, duration_ms, flow_ms, queue_ms, interaction_ms, pause_ms, work_ms, messages)
select bench.contact_id(n), :'instance', now() - interval '35 days' * (1 - n / :contacts::double precision), 'CHAT',
       'API', case when n % 10 = 0 then 'CUSTOMER_DISCONNECT' else 'AGENT_DISCONNECT' end, 'connect:Chat',
       (cast(:'queues' as uuid[]))[1 + n % 20],
       case when n % 10 > 0 then cast('00000000-0000-7000-8000-000000000' || 100 + n % 200 as uuid) end,
       case when n % 10 > 0 then cast('00000000-0000-7000-8000-000000000' || 100 + n % 7 as uuid) end,
       600000, 1000, 1000 * (n % 120), case when n % 10 > 0 then 300000 + n % 1000 end,
       case when n % 10 > 0 then 0 end, case when n % 10 > 0 then 30000 end, 12
from generate_series(0, :contacts - 1) n;

vacuum analyze contact_metric;
