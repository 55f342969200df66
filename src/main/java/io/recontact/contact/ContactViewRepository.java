package io.recontact.contact;

import io.recontact.api.Channel;
import io.recontact.api.ContactId;
import io.recontact.api.DisconnectReason;
import io.recontact.api.InitiationMethod;
import io.recontact.api.InstanceId;
import io.recontact.api.SessionId;
import io.recontact.api.Timestamps;
import io.recontact.retention.RetentionWindow;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads contacts for DescribeContact. This is the most frequent read of the service, so it is one statement on a
 * primary key, without an entity or a transaction (docs/decisions/0004). It reads the session, a table of the module
 * chat, for the sake of that one round trip.
 */
@Repository
class ContactViewRepository {

    private static final TypeReference<Map<String, String>> TEXTS = new TypeReference<>() {};
    private static final TypeReference<Map<String, SegmentAttribute>> SEGMENT_ATTRIBUTES = new TypeReference<>() {};

    /**
     * The first contact of a session has the attributes of all its contacts. The trigger {@code chat_metrics} stores
     * the metrics of a chat when it ends. Until then this statement counts them, but only for a contact with few items,
     * so that it takes the same time however long a chat is.
     */
    private static final String BY_ID = """
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
                   contact.last_paused_at, contact.last_resumed_at, contact.total_pause_count,
                   contact.total_pause_milliseconds, contact.agent_pause_milliseconds,
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
            where contact.id = ? and contact.instance_id = ? and contact.initiated_at >= ?
              and exists (select from active_instance where active_instance.id = contact.instance_id)
            """;

    private final JdbcTemplate jdbc;
    private final JsonMapper json;

    ContactViewRepository(JdbcTemplate jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    Optional<ContactView> find(InstanceId instance, ContactId id, RetentionWindow window) {
        return jdbc
                .query(
                        BY_ID,
                        (row, _) -> describe(row),
                        id.value(),
                        instance.value(),
                        Timestamps.timestamptz(window.oldestKept()))
                .stream()
                .findFirst();
    }

    private ContactView describe(ResultSet row) throws SQLException {
        return new ContactView(
                row.getObject("id", UUID.class),
                new SessionId(row.getObject("initial_contact_id", UUID.class)),
                row.getObject("previous_contact_id", UUID.class),
                row.getObject("related_contact_id", UUID.class),
                row.getObject("association_id", UUID.class),
                Channel.valueOf(row.getString("channel")),
                InitiationMethod.valueOf(row.getString("initiation_method")),
                row.getString("name"),
                row.getString("description"),
                row.getString("customer_id"),
                Timestamps.instant(row, "initiated_at"),
                Timestamps.nullableInstant(row, "connected_to_system_at"),
                Timestamps.nullableInstant(row, "disconnected_at"),
                reason(row.getString("disconnect_reason")),
                Timestamps.instant(row, "last_updated_at"),
                Timestamps.nullableInstant(row, "connect_by"),
                Timestamps.nullableInstant(row, "expires_at"),
                Timestamps.nullableInstant(row, "scheduled_at"),
                pauses(row),
                queued(row),
                row.getObject("queue_priority", Long.class),
                row.getObject("queue_time_adjustment_seconds", Integer.class),
                ContactView.Routing.read(row, json),
                accepted(row),
                read(row.getString("attributes"), TEXTS),
                read(row.getString("segment_attributes"), SEGMENT_ATTRIBUTES),
                read(row.getString("tags"), TEXTS),
                chatMetrics(row.getString("chat_metrics")));
    }

    private static @Nullable DisconnectReason reason(@Nullable String name) {
        return name == null ? null : DisconnectReason.valueOf(name);
    }

    private static ContactView.@Nullable Pauses pauses(ResultSet row) throws SQLException {
        var lastPausedAt = Timestamps.nullableInstant(row, "last_paused_at");
        return lastPausedAt == null
                ? null
                : new ContactView.Pauses(
                        row.getInt("total_pause_count"),
                        lastPausedAt,
                        Timestamps.nullableInstant(row, "last_resumed_at"),
                        row.getBoolean("is_paused"),
                        Duration.ofMillis(row.getLong("total_pause_milliseconds")),
                        Duration.ofMillis(row.getLong("agent_pause_milliseconds")));
    }

    private static ContactView.@Nullable Queued queued(ResultSet row) throws SQLException {
        var queue = row.getObject("queue_id", UUID.class);
        return queue == null ? null : new ContactView.Queued(queue, Timestamps.instant(row, "enqueued_at"));
    }

    private static ContactView.@Nullable Accepted accepted(ResultSet row) throws SQLException {
        var agent = row.getObject("agent_id", UUID.class);
        return agent == null
                ? null
                : new ContactView.Accepted(
                        agent,
                        groups(row),
                        Timestamps.instant(row, "connected_to_agent_at"),
                        Timestamps.nullableInstant(row, "after_contact_work_started_at"),
                        Timestamps.nullableInstant(row, "after_contact_work_ended_at"));
    }

    private static List<UUID> groups(ResultSet row) throws SQLException {
        var groups = row.getArray("agent_hierarchy_groups");
        return groups == null ? List.of() : List.of((UUID[]) groups.getArray());
    }

    private @Nullable ChatMetrics chatMetrics(@Nullable String text) {
        return text == null ? null : json.readValue(text, ChatMetrics.class);
    }

    private <V> Map<String, V> read(String text, TypeReference<Map<String, V>> type) {
        // Most maps are empty, and parsing costs time.
        return text.equals("{}") ? Map.of() : json.readValue(text, type);
    }
}
