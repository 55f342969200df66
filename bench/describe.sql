-- A pgbench script: the statement that the service sends for DescribeContact. The contact is picked at random.
-- From: ContactViewRepository#BY_ID
\set n :stride * random(0, :sampled - 1)
select contact.id, contact.initial_contact_id, contact.previous_contact_id, contact.related_contact_id,
       contact.association_id, contact.channel, contact.initiation_method, contact.name,
       contact.description, contact.customer_id, contact.initiated_at, contact.connected_to_system_at,
       contact.disconnected_at, contact.disconnect_reason, contact.last_updated_at, contact.connect_by,
       contact.expires_at, contact.tags, contact.scheduled_at,
       segment_attributes_with_subtype(contact.channel, contact.segment_attributes) as segment_attributes,
       contact.queue_id, contact.enqueued_at, contact.queue_priority, contact.queue_time_adjustment_seconds,
       contact.routing_criteria, contact.routing_criteria_index, contact.routing_criteria_activated_at,
       contact.agent_id, contact.agent_hierarchy_groups, contact.connected_to_agent_at,
       contact.after_contact_work_started_at, contact.after_contact_work_ended_at, contact.is_paused,
       contact.last_paused_at, contact.last_resumed_at, contact.total_pause_count, contact.total_pause_milliseconds,
       contact.agent_pause_milliseconds,
       case when contact.previous_contact_id is null then contact.attributes
            else (select attributes from contact initial where initial.id = contact.initial_contact_id)
       end as attributes,
       coalesce(contact.chat_metrics,
                (select chat_metrics(contact.initial_contact_id, contact.id, contact.first_sequence,
                                     contact.connected_to_agent_at, contact.disconnected_at)
                 from chat_session session
                 where session.id = contact.initial_contact_id and contact.channel = 'CHAT'
                   and session.next_sequence - contact.first_sequence
                       <= case when contact.disconnected_at is null then 1000 else 10000 end)) as chat_metrics
from contact
where contact.id = bench.contact_id(:n) and contact.instance_id = :instance and contact.initiated_at >= :oldest_kept
  and exists (select from active_instance where active_instance.id = contact.instance_id);
