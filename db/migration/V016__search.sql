-- What finds contacts by their times and by their association. Each index but the first is partial, so that the start of
-- a plain chat pays for one of them only.

-- SearchContacts walks one of these, as far as its time range reaches, in either direction.
create index contact_by_initiation on contact (instance_id, initiated_at, id);
create index contact_by_end on contact (instance_id, disconnected_at, id) where disconnected_at is not null;
create index contact_by_enqueueing on contact (instance_id, enqueued_at, id) where enqueued_at is not null;
create index contact_by_acceptance on contact (instance_id, connected_to_agent_at, id)
    where connected_to_agent_at is not null;
create index contact_by_schedule on contact (instance_id, scheduled_at, id) where scheduled_at is not null;

-- The tree that a contact belongs to; its root is found by the primary key.
create index contact_associated on contact (association_id, initiated_at, id) where association_id <> id;
