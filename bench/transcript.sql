-- A pgbench script: the statements that the service sends for GetTranscript, for the newest page of a short chat. The
-- chat is picked at random from those of chats.sql; the look for receipts is always that for the page of one chat.
-- From: ParticipantContextRepository#find
-- From: TranscriptPageRepository#range
-- From: ReceiptRepository#findByItems
\set chat random(:first, :last)
select participant.id, role, display_name, participant.session_id, session.instance_id,
       current_contact_id, supported_content_types, connected_at, left_at, idle_at,
       case when role = 'CUSTOMER' then session_contact.connect_by
            else participant.connect_by end as connect_by, silent,
       ended_at, session.expires_at, session.holds_messages
from participant
join chat_session session on session.id = participant.session_id
join session_contact on session_contact.id = session.current_contact_id
join active_instance on active_instance.id = session.instance_id
where participant.id = bench.customer_id(:chat);
select session_id, sequence, id, contact_id, created_at, type, content_type, content, participant_id, display_name,
role, attachments, processing
from transcript_item
where session_id = bench.chat_id(:chat) and sequence between :oldest and :newest
  and (cast(null as uuid) is null or contact_id = bench.chat_id(:chat))
  and ((processing is null or processing in ('PROCESSED', 'UNPROCESSED')) or participant_id = bench.customer_id(:chat))
order by sequence desc
limit :limit;
select receipt.message_id, receipt.recipient_id, receipt.delivered_at, receipt.read_at
from unnest((select bench.uuids(:sessions)), (select bench.uuids(:messages))) as page (session_id, message_id)
join receipt using (session_id, message_id);
