package io.recontact.contact;

import io.recontact.api.Channel;
import io.recontact.api.CopyRows;
import io.recontact.api.InstanceId;
import io.recontact.api.Timestamps;
import io.recontact.chat.transcript.ImportedSequence;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/** Stores contacts that happened elsewhere. The caller has the transaction. Plain JDBC: a batch is one COPY. */
@Service
public class ContactImportService {

    private static final String COPY = """
            copy contact (
                id, instance_id, initial_contact_id, previous_contact_id, related_contact_id, association_id, channel,
                initiation_method, name, description, customer_id, attributes, segment_attributes, contact_references,
                tags, scheduled_at, initiated_at, connected_to_system_at, expires_at, disconnected_at,
                disconnect_reason, last_updated_at, queue_id, enqueued_at, queue_priority,
                queue_time_adjustment_seconds, agent_id, agent_hierarchy_groups, connected_to_agent_at,
                after_contact_work_started_at, after_contact_work_ended_at, last_paused_at, last_resumed_at,
                total_pause_count, total_pause_milliseconds, first_sequence, chat_metrics)
            from stdin
            """;

    private final JdbcClient jdbc;
    private final JdbcTemplate copies;
    private final ContactStarts starts;
    private final JsonMapper json;

    ContactImportService(JdbcClient jdbc, JdbcTemplate copies, ContactStarts starts, JsonMapper json) {
        this.jdbc = jdbc;
        this.copies = copies;
        this.starts = starts;
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
     * @throws io.recontact.api.ResourceNotFoundException if the instance does not exist, or is being deleted
     * @throws io.recontact.api.TooManyRequestsException if the instance is being moved to another cell
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public Set<UUID> lock(InstanceId instance, Collection<UUID> sessions) {
        starts.requireOpen(instance);
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
        var starts = starts(contacts);
        var rows = new CopyRows(COPY);
        for (var contact : contacts) {
            rows.add(
                    contact.id(),
                    instance.value(),
                    contact.initialContactId(),
                    contact.previousContactId(),
                    contact.relatedContactId(),
                    contact.associationId(),
                    contact.channel(),
                    contact.initiationMethod(),
                    contact.name(),
                    contact.description(),
                    contact.customerId(),
                    json(contact.attributes()),
                    json(contact.segmentAttributes()),
                    json(contact.contactReferences()),
                    json(contact.tags()),
                    contact.scheduledAt(),
                    contact.initiatedAt(),
                    contact.connectedToSystemAt(),
                    contact.channel() == Channel.CHAT ? contact.disconnectedAt() : null,
                    contact.disconnectedAt(),
                    contact.disconnectReason(),
                    contact.lastUpdatedAt(),
                    contact.queueId(),
                    contact.enqueuedAt(),
                    contact.queuePriority(),
                    contact.queueTimeAdjustmentSeconds(),
                    contact.agentId(),
                    contact.agentHierarchyGroups(),
                    contact.connectedToAgentAt(),
                    contact.afterContactWorkStartedAt(),
                    contact.afterContactWorkEndedAt(),
                    contact.lastPausedAt(),
                    contact.lastResumedAt(),
                    contact.totalPauseCount(),
                    contact.totalPauseMilliseconds(),
                    firstSequence(contact, starts),
                    contact.chatMetrics() == null ? null : json(contact.chatMetrics()));
        }
        rows.store(copies);
    }

    private String json(Object value) {
        return value instanceof Map<?, ?> map && map.isEmpty() ? "{}" : json.writeValueAsString(value);
    }

    /** Returns when the sessions of later contacts began. */
    private Map<UUID, Instant> starts(List<ImportedContact> contacts) {
        var sessions = contacts.stream()
                .filter(contact -> !contact.isFirst())
                .map(ImportedContact::initialContactId)
                .toArray(UUID[]::new);
        var starts = new HashMap<UUID, Instant>();
        if (sessions.length > 0) {
            jdbc.sql("select id, initiated_at from contact where id = any (:sessions)")
                    .param("sessions", sessions)
                    .query(row -> {
                        starts.put(row.getObject("id", UUID.class), Timestamps.instant(row, "initiated_at"));
                    });
        }
        return starts;
    }

    private static long firstSequence(ImportedContact contact, Map<UUID, Instant> starts) {
        var start = starts.get(contact.initialContactId());
        return start == null ? 1 : Math.max(2, ImportedSequence.of(start, contact.initiatedAt()));
    }
}
