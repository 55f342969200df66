-- Settings that are kept as they were given, for callers that ask.

-- Of users, by channel.
alter table agent_user add column channel_settings jsonb;

-- Of security profiles: what their users may see and use.
alter table security_profile add column access_control jsonb;

-- Of queues: the addresses of their e-mails.
alter table queue add column email jsonb;

-- Queues whose contacts the agents of a profile may pick: a list of queue and channel.
alter table routing_profile add column manual_assignment_queues jsonb not null default '[]';

-- How many seconds the work after a contact of a channel may take; null or 0 for any number. What a user has for the
-- channel goes before what it has for all.
create function after_contact_work_limit(agent agent_user, contact_channel text) returns integer
language sql stable
return coalesce(
    (select (setting #>> '{AfterContactWorkConfig,AfterContactWorkTimeLimit}')::integer
     from jsonb_array_elements(agent.channel_settings -> 'AfterContactWorkConfigs') setting
     where setting ->> 'Channel' = contact_channel
     limit 1),
    agent.after_contact_work_limit_seconds);
