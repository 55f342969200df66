-- What the system says of contacts by itself: their subtype, and how a chat went.

-- The segment attributes of a contact as everybody is told them: its subtype is the one that its channel has by itself,
-- unless another is stored. Derived, so that it holds for every contact, whoever began it and when.
create function told_segment_attributes(channel text, stored jsonb) returns jsonb language sql immutable parallel safe
return case channel
           when 'CHAT' then '{"connect:Subtype": {"ValueString": "connect:Chat"}}'::jsonb
           when 'TASK' then '{"connect:Subtype": {"ValueString": "connect:Task"}}'::jsonb
           when 'VOICE' then '{"connect:Subtype": {"ValueString": "connect:Telephony"}}'::jsonb
           when 'EMAIL' then '{"connect:Subtype": {"ValueString": "connect:Email"}}'::jsonb
           else '{}'::jsonb
       end || stored;

-- How a chat went, once it is over: noted then, so that reading it costs the same however long the chat was, and what is
-- sent costs nothing.
alter table contact add column chat_metrics jsonb;

-- Counts and times of the messages of one contact, in the members of ChatMetrics, times in seconds since 1970. A response
-- is the first message after one of the other party, agent or customer; it took from the first of those that it answers.
-- One pass in order: windows and subqueries over the same items take several times as long.
create function chat_metrics(
    session uuid, contact uuid, first_sequence bigint, connected_to_agent_at timestamptz, ended_at timestamptz)
returns jsonb language plpgsql stable as $$
declare
    item           record;
    agents         uuid[] := '{}'; -- and supervisors
    total          integer := 0;
    turns          integer := 0;
    last_role      text;
    -- Of agent and customer, who has spoken last, and since when without an answer.
    party          text;
    since          timestamptz;
    waited         bigint;
    bots           integer := 0;
    bot_length     bigint := 0;
    agent          uuid;
    agent_count    integer := 0;
    agent_length   bigint := 0;
    agent_first    timestamptz;
    agent_last     timestamptz;
    agent_answers  integer := 0;
    agent_waited   bigint := 0;
    agent_longest  bigint := 0;
    customer       uuid;
    client_count   integer := 0;
    client_length  bigint := 0;
    client_last    timestamptz;
    client_answers integer := 0;
    client_waited  bigint := 0;
    client_longest bigint := 0;
begin
    for item in
        select participant_id, role, type, created_at, char_length(content) as length
        from transcript_item
        where session_id = session and sequence >= first_sequence and contact_id = contact
          and (type = 'MESSAGE' or content_type = 'application/vnd.amazonaws.connect.event.participant.joined')
        order by sequence
    loop
        if item.role in ('AGENT', 'SUPERVISOR') and item.participant_id <> all (agents) then
            agents := agents || item.participant_id;
        end if;
        if item.role = 'AGENT' then
            agent := coalesce(agent, item.participant_id);
        end if;
        continue when item.type <> 'MESSAGE';

        total := total + 1;
        if last_role = 'CUSTOMER' and item.role <> 'CUSTOMER' then
            turns := turns + 1;
        end if;
        last_role := item.role;
        waited := null;
        if item.role in ('AGENT', 'CUSTOMER') and party is distinct from item.role then
            waited := extract(epoch from item.created_at - since) * 1000;
            party := item.role;
            since := item.created_at;
        end if;
        case item.role
            when 'AGENT' then
                agent_count := agent_count + 1;
                agent_length := agent_length + item.length;
                agent_first := coalesce(agent_first, item.created_at);
                agent_last := item.created_at;
                if waited is not null then
                    agent_answers := agent_answers + 1;
                    agent_waited := agent_waited + waited;
                    agent_longest := greatest(agent_longest, waited);
                end if;
            when 'CUSTOMER' then
                client_count := client_count + 1;
                client_length := client_length + item.length;
                client_last := item.created_at;
                if waited is not null then
                    client_answers := client_answers + 1;
                    client_waited := client_waited + waited;
                    client_longest := greatest(client_longest, waited);
                end if;
            when 'SYSTEM', 'CUSTOM_BOT' then
                bots := bots + 1;
                bot_length := bot_length + item.length;
            else -- supervisors count in the total only
        end case;
    end loop;
    -- There in every contact of a session, whether or not it says anything.
    select id into customer from participant where session_id = session and role = 'CUSTOMER';

    return jsonb_strip_nulls(jsonb_build_object(
        'ChatContactMetrics', jsonb_build_object(
            'MultiParty', cardinality(agents) > 1,
            'TotalMessages', total,
            'TotalBotMessages', bots,
            'TotalBotMessageLengthInChars', least(bot_length, 2147483647),
            'ConversationCloseTimeInMillis',
            case when client_last < ended_at then (extract(epoch from ended_at - client_last) * 1000)::bigint
                 when client_last >= ended_at then 0 end,
            'ConversationTurnCount', turns,
            'AgentFirstResponseTimestamp', extract(epoch from agent_first),
            'AgentFirstResponseTimeInMillis',
            case when connected_to_agent_at < agent_first
                 then (extract(epoch from agent_first - connected_to_agent_at) * 1000)::bigint
                 when connected_to_agent_at >= agent_first then 0 end),
        'AgentMetrics', case when agent is not null then jsonb_build_object(
            'ParticipantId', agent,
            'ParticipantType', 'AGENT',
            'ConversationAbandon', case when ended_at is not null then agent_count = 0 end,
            'MessagesSent', agent_count,
            'NumResponses', agent_answers,
            'MessageLengthInChars', least(agent_length, 2147483647),
            'TotalResponseTimeInMillis', agent_waited,
            'MaxResponseTimeInMillis', agent_longest,
            'LastMessageTimestamp', extract(epoch from agent_last)) end,
        'CustomerMetrics', case when customer is not null then jsonb_build_object(
            'ParticipantId', customer,
            'ParticipantType', 'CUSTOMER',
            'ConversationAbandon', case when ended_at is not null then client_count = 0 end,
            'MessagesSent', client_count,
            'NumResponses', client_answers,
            'MessageLengthInChars', least(client_length, 2147483647),
            'TotalResponseTimeInMillis', client_waited,
            'MaxResponseTimeInMillis', client_longest,
            'LastMessageTimestamp', extract(epoch from client_last)) end));
end
$$;

-- However a contact ends. The session's row is locked as by whoever sends a message: what is said at this very moment
-- has either been counted, or comes after the end. What counting costs must not keep a chat from ending, nor those that
-- end with it: one with more items than this has none.
create function note_chat_metrics() returns trigger language plpgsql as $$
declare
    items bigint;
begin
    select next_sequence - new.first_sequence into items
    from chat_session where id = new.initial_contact_id for no key update;
    if items <= 10000 then
        new.chat_metrics := chat_metrics(
            new.initial_contact_id, new.id, new.first_sequence, new.connected_to_agent_at, new.disconnected_at);
    end if;
    return new;
end
$$;

create trigger chat_metrics before update on contact
    for each row when (new.channel = 'CHAT' and new.disconnected_at is not null and old.disconnected_at is null)
    execute function note_chat_metrics();

-- Endpoints are told of pauses, too.
alter table contact_event
    drop constraint contact_event_type_check,
    add constraint contact_event_type_check
        check (type in ('INITIATED', 'CONNECTED_TO_SYSTEM', 'QUEUED', 'CONNECTED_TO_AGENT', 'PAUSED', 'RESUMED',
                        'DISCONNECTED', 'COMPLETED', 'CONTACT_DATA_UPDATED'));

-- The same as in V015, with the pauses of tasks, and with what has been added to the contact: its customer id, its tags,
-- its segment attributes and how it went.
create or replace function note_contact_events() returns trigger language plpgsql as $$
declare
    types        text[];
    updated      text[] := '{}';
    was_complete boolean;
    is_complete  boolean;
begin
    -- Where nobody listens a change costs this look at a table that is empty.
    if not exists (select from contact_event_endpoint where removed_at is null) then
        return null;
    end if;

    -- With an agent it takes the end of the after-contact work, too.
    was_complete := old.disconnected_at is not null
        and (old.connected_to_agent_at is null or old.after_contact_work_ended_at is not null);
    is_complete := new.disconnected_at is not null
        and (new.connected_to_agent_at is null or new.after_contact_work_ended_at is not null);
    if tg_op = 'UPDATE' then
        updated := array_remove(array[
            case when new.name is distinct from old.name then 'Name' end,
            case when new.description is distinct from old.description then 'Description' end,
            case when new.contact_references is distinct from old.contact_references then 'References' end,
            case when new.attributes is distinct from old.attributes then 'UserDefinedAttributes' end,
            case when new.segment_attributes is distinct from old.segment_attributes then 'SegmentAttributes' end,
            case when new.tags is distinct from old.tags then 'Tags' end,
            case when new.customer_id is distinct from old.customer_id then 'CustomerId' end,
            case when new.related_contact_id is distinct from old.related_contact_id then 'RelatedContactId' end,
            case when new.queue_priority is distinct from old.queue_priority then 'QueuePriority' end,
            case when new.queue_time_adjustment_seconds is distinct from old.queue_time_adjustment_seconds
                 then 'QueueTimeAdjustmentSeconds' end,
            case when new.scheduled_at is distinct from old.scheduled_at then 'ScheduledTimestamp' end
        ], null);
    end if;
    types := array_remove(array[
        case when tg_op = 'INSERT' then 'INITIATED' end,
        case when new.connected_to_system_at is not null and old.connected_to_system_at is null
             then 'CONNECTED_TO_SYSTEM' end,
        -- Again for each queue that it is put in, and for each agent who accepts it.
        case when new.enqueued_at is not null
              and (new.enqueued_at is distinct from old.enqueued_at or new.queue_id is distinct from old.queue_id)
             then 'QUEUED' end,
        case when new.connected_to_agent_at is not null
              and (new.connected_to_agent_at is distinct from old.connected_to_agent_at
                   or new.agent_id is distinct from old.agent_id)
             then 'CONNECTED_TO_AGENT' end,
        case when new.is_paused and not old.is_paused then 'PAUSED' end,
        case when old.is_paused and not new.is_paused then 'RESUMED' end,
        case when new.disconnected_at is not null and old.disconnected_at is null then 'DISCONNECTED' end,
        case when is_complete and was_complete is not true then 'COMPLETED' end,
        case when updated <> '{}' then 'CONTACT_DATA_UPDATED' end
    ], null);
    if types = '{}' then
        return null;
    end if;

    with event as (
        select type, place, gen_random_uuid() as id
        from unnest(types) with ordinality as event (type, place)
    ), backlog as (
        insert into contact_event_backlog as backlog (contact_id, endpoint, instance_id, last_number, due_at)
        select new.id, name, new.instance_id, cardinality(types), least(new.last_updated_at, now())
        from contact_event_endpoint
        where removed_at is null
        order by name
        on conflict (contact_id, endpoint) do update
            set last_number = backlog.last_number + excluded.last_number,
                woken = backlog.lease is not null
        returning endpoint, last_number - cardinality(types) as before
    )
    insert into contact_event (contact_id, endpoint, number, id, type, at, updated_properties, contact)
    select new.id, backlog.endpoint, backlog.before + event.place, event.id, event.type,
           case event.type
               when 'INITIATED' then new.initiated_at
               when 'CONNECTED_TO_SYSTEM' then new.connected_to_system_at
               when 'QUEUED' then new.enqueued_at
               when 'CONNECTED_TO_AGENT' then new.connected_to_agent_at
               when 'PAUSED' then new.last_paused_at
               when 'RESUMED' then new.last_resumed_at
               when 'DISCONNECTED' then new.disconnected_at
               when 'COMPLETED' then greatest(new.disconnected_at, new.after_contact_work_ended_at)
               else new.last_updated_at
           end,
           case event.type when 'CONTACT_DATA_UPDATED' then updated else '{}' end,
           jsonb_strip_nulls(jsonb_build_object(
               'InitialContactId', new.initial_contact_id,
               'PreviousContactId', new.previous_contact_id,
               'RelatedContactId', new.related_contact_id,
               'Channel', new.channel,
               'InitiationMethod', new.initiation_method,
               'InitiatedAt', extract(epoch from new.initiated_at),
               'ConnectedToSystemAt', extract(epoch from new.connected_to_system_at),
               'QueueId', new.queue_id,
               'QueueType', (select queue.type from queue where queue.id = new.queue_id),
               'EnqueuedAt', extract(epoch from new.enqueued_at),
               'AgentId', new.agent_id,
               'ConnectedToAgentAt', extract(epoch from new.connected_to_agent_at),
               'AfterContactWorkStartedAt', extract(epoch from new.after_contact_work_started_at),
               'AfterContactWorkEndedAt', extract(epoch from new.after_contact_work_ended_at),
               'DisconnectedAt', extract(epoch from new.disconnected_at),
               'CustomerId', new.customer_id,
               'Tags', new.tags,
               'SegmentAttributes', told_segment_attributes(new.channel, new.segment_attributes),
               'ChatMetrics', new.chat_metrics))
    from backlog cross join event;
    return null;
end
$$;
