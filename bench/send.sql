-- A pgbench script: the statement for one message without a ClientToken. The service sends it for a message that it has
-- left out of those that it appends together, because its chat was locked; it is the cheapest of its statements for one
-- message. The chat is picked at random from those of chats.sql; start.sql explains the ids.
-- From: SentMessageRepository#SEND
\set n :n + 1
\set ms :first_ms + :n
\set chat random(0, :chats - 1)
\set item random(:tail_min, :tail_max)
with sender as (
    select participant.id as participant_id, session_id, role, display_name, cast(bench.uuid(:ms, :item) as uuid) as id,
           :content_type as content_type, :content as content, 1 as number
    from participant
    where participant.id = bench.customer_id(:chat)
), assigned as (
    update chat_session
    set next_sequence = chat_session.next_sequence + 1,
        last_item_at = greatest(chat_session.last_item_at + interval '1 millisecond', now())
    from sender
    where chat_session.id = sender.session_id and sender.participant_id = any (chat_session.speakers)
      and chat_session.ended_at is null and chat_session.expires_at > now()
      and not chat_session.holds_messages
      and sender.content_type = any (chat_session.supported_content_types)
      and exists (select from active_instance where id = chat_session.instance_id)
      and not exists (
          select from transcript_item where session_id = sender.session_id and id = sender.id offset 0)
    returning chat_session.id as session_id, chat_session.next_sequence - 1 as sequence,
              chat_session.current_contact_id, chat_session.last_item_at, sender.number, sender.id,
              sender.content_type, sender.content, sender.participant_id, sender.display_name, sender.role
), appended as (
    insert into transcript_item (
        session_id, sequence, id, contact_id, created_at, type, content_type, content, participant_id,
        display_name, role)
    select session_id, sequence, id, current_contact_id, last_item_at, 'MESSAGE', content_type, content,
           participant_id, display_name, role
    from assigned
    on conflict (session_id, id) do nothing
    returning session_id, sequence, created_at
)
select appended.session_id, appended.sequence, appended.created_at, assigned.number
from appended join assigned on assigned.session_id = appended.session_id;
