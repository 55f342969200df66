package io.recontact.contact;

import io.recontact.api.InstanceId;
import io.recontact.api.ResourceNotFoundException;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/**
 * Stores contacts that happened elsewhere, many in one statement. The caller has the transaction. Plain JDBC: a batch
 * is one JSON document, which PostgreSQL reads as rows.
 */
@Service
public class ContactImportService {

    private static final String INSERT = """
            insert into contact (
                id, instance_id, initial_contact_id, previous_contact_id, related_contact_id, association_id, channel,
                initiation_method, name, description, customer_id, attributes, segment_attributes, contact_references,
                tags, scheduled_at, initiated_at, connected_to_system_at, expires_at, disconnected_at,
                disconnect_reason, last_updated_at, queue_id, enqueued_at, queue_priority,
                queue_time_adjustment_seconds, agent_id, agent_hierarchy_groups, connected_to_agent_at,
                after_contact_work_started_at, after_contact_work_ended_at, last_paused_at, last_resumed_at,
                total_pause_count, total_pause_milliseconds, first_sequence, chat_metrics)
            select id, :instance, initial_contact_id, previous_contact_id, related_contact_id, association_id, channel,
                   initiation_method, name, description, customer_id, attributes, segment_attributes,
                   contact_references, tags, scheduled_at, initiated_at, connected_to_system_at,
                   case when channel = 'CHAT' then disconnected_at end, disconnected_at, disconnect_reason,
                   last_updated_at, queue_id, enqueued_at, queue_priority, queue_time_adjustment_seconds, agent_id,
                   agent_hierarchy_groups, connected_to_agent_at, after_contact_work_started_at,
                   after_contact_work_ended_at, last_paused_at, last_resumed_at, total_pause_count,
                   total_pause_milliseconds,
                   case when previous_contact_id is null then 1
                        else greatest(2, imported_sequence(
                            (select initial.initiated_at
                             from contact initial
                             where initial.id = line.initial_contact_id),
                            initiated_at))
                   end,
                   chat_metrics
            from json_populate_recordset(null::contact, cast(:contacts as json)) line
            """;

    private final JdbcClient jdbc;
    private final JsonMapper json;

    ContactImportService(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** Returns those of the contacts that are stored, in any instance and of any age. */
    public Set<UUID> findStored(Collection<UUID> contacts) {
        return new HashSet<>(jdbc.sql("select id from contact where id = any (:contacts)")
                .param("contacts", contacts.toArray(UUID[]::new))
                .query(UUID.class)
                .list());
    }

    /**
     * Locks sessions, so that retention and erasure delete them before or after the transaction. Locks the instance as
     * well, for the same reason. Returns the sessions that the instance has.
     *
     * @throws ResourceNotFoundException if the instance does not exist, or is being deleted
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public Set<UUID> lock(InstanceId instance, Collection<UUID> sessions) {
        var slots = jdbc.sql("select slot from chat_slot where instance_id = :instance and slot = 0 for key share")
                .param("instance", instance.value())
                .query(Integer.class)
                .list();
        if (slots.isEmpty()) {
            throw new ResourceNotFoundException("Instance %s does not exist".formatted(instance));
        }
        return new HashSet<>(jdbc.sql("""
                        select id
                        from contact
                        where id = any (:sessions) and instance_id = :instance and previous_contact_id is null
                        order by id
                        for key share
                        """)
                .param("sessions", sessions.toArray(UUID[]::new))
                .param("instance", instance.value())
                .query(UUID.class)
                .list());
    }

    /**
     * Stores contacts. The first contact of each session must be stored before the call.
     *
     * @throws org.springframework.dao.DataIntegrityViolationException if a contact breaks a rule of the table, or its
     *     id is taken
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void insert(InstanceId instance, List<ImportedContact> contacts) {
        jdbc.sql(INSERT)
                .param("instance", instance.value())
                .param("contacts", json.writeValueAsString(contacts))
                .update();
    }
}
