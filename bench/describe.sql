-- A pgbench script: what the service sends for one DescribeContact.
\set n :stride * random(0, :sampled - 1)
select contact.id, contact.initial_contact_id, contact.previous_contact_id, contact.related_contact_id,
       contact.association_id, contact.channel, contact.initiation_method, contact.name,
       contact.description, contact.customer_id, contact.initiated_at, contact.connected_to_system_at,
       contact.disconnected_at, contact.disconnect_reason, contact.last_updated_at, contact.connect_by,
       contact.expires_at, contact.segment_attributes, contact.tags, contact.scheduled_at,
       contact.queue_id, contact.enqueued_at, contact.queue_priority, contact.queue_time_adjustment_seconds,
       contact.agent_id, contact.connected_to_agent_at, contact.after_contact_work_started_at,
       contact.after_contact_work_ended_at,
       case when contact.previous_contact_id is null then contact.attributes
            else (select attributes from contact initial where initial.id = contact.initial_contact_id)
       end as attributes
from contact
where contact.id = bench.contact_id(:n) and contact.instance_id = :instance and contact.initiated_at >= :oldest_kept
  and exists (select from instance where instance.id = contact.instance_id and instance.deleted_at is null);
