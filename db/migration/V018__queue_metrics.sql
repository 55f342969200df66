-- How many wait in a queue, and since when: flows ask for it, whether an agent is being asked or not.
create index queued_contact_queue on queued_contact (queue_id, enqueued_at);
