-- A pgbench script: the statement that the service sends for SendMessage without a ClientToken. The chat is picked at
-- random from those of chats.sql; start.sql explains the ids.
-- From: MessageService#SEND
\set n :n + 1
\set ms :first_ms + :n
\set chat random(0, :chats - 1)
\set item random(:tail_min, :tail_max)
with sender as (
    select id, session_id, role, display_name
    from participant
    where id = bench.customer_id(:chat)
), assigned as (
    update chat_session
    set next_sequence = chat_session.next_sequence + 1,
        last_item_at = greatest(chat_session.last_item_at + interval '1 millisecond', now())
    from sender
    where chat_session.id = sender.session_id and sender.id = any (chat_session.speakers)
      and chat_session.ended_at is null and chat_session.expires_at > now() and not chat_session.holds_messages
      and :content_type = any (chat_session.supported_content_types)
      and exists (select from active_instance where id = chat_session.instance_id)
      and not exists (select from transcript_item where session_id = sender.session_id and id = bench.uuid(:ms, :item))
    returning chat_session.id, chat_session.next_sequence - 1 as sequence,
              chat_session.current_contact_id, chat_session.last_item_at
)
insert into transcript_item (
    session_id, sequence, id, contact_id, created_at, type, content_type, content, participant_id,
    display_name, role)
select assigned.id, assigned.sequence, bench.uuid(:ms, :item), assigned.current_contact_id, assigned.last_item_at, 'MESSAGE',
       :content_type, :content, sender.id, sender.display_name, sender.role
from assigned cross join sender
on conflict (session_id, id) do nothing
returning session_id, sequence, created_at;
