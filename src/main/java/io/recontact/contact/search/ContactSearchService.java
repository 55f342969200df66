package io.recontact.contact.search;

import io.recontact.api.Channel;
import io.recontact.api.InitiationMethod;
import io.recontact.api.InvalidParameterException;
import io.recontact.api.InvalidRequestException;
import io.recontact.api.PagePosition;
import io.recontact.api.ResourceNotFoundException;
import io.recontact.api.Timestamps;
import io.recontact.configuration.InstanceService;
import io.recontact.contact.ContactService;
import io.recontact.contact.ContactView;
import io.recontact.contact.SegmentAttribute;
import io.recontact.contact.search.ContactQuery.Time;
import io.recontact.database.StandbyReads;
import io.recontact.retention.RetentionPolicy;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * Searches contacts by a time range. A page is one statement that walks an index on that time, no farther than the
 * range reaches. Sorted by the same time, it also stops at the end of the page. Plain JDBC, because the criteria decide
 * the text of the statement.
 */
@Service
public class ContactSearchService {

    /** When a contact ended, or its deadline if that has passed and no job has ended it yet. */
    static final String ENDED_AT = """
            coalesce(contact.disconnected_at,
                     case when least(contact.connect_by, contact.expires_at) <= :now
                          then least(contact.connect_by, contact.expires_at) end)""";

    private static final TypeReference<Map<String, String>> TEXTS = new TypeReference<>() {};
    private static final TypeReference<Map<String, SegmentAttribute>> SEGMENT_ATTRIBUTES = new TypeReference<>() {};

    private record Row(ContactSearchResult contact, long sortKey, long total) {}

    private final JdbcClient jdbc;
    private final StandbyReads standby;
    private final InstanceService instances;
    private final ContactService contacts;
    private final RetentionPolicy retention;
    private final JsonMapper json;
    private final Clock clock;

    ContactSearchService(
            JdbcClient jdbc,
            StandbyReads standby,
            InstanceService instances,
            ContactService contacts,
            RetentionPolicy retention,
            JsonMapper json,
            Clock clock) {
        this.jdbc = jdbc;
        this.standby = standby;
        this.instances = instances;
        this.contacts = contacts;
        this.retention = retention;
        this.json = json;
        this.clock = clock;
    }

    /**
     * Returns a page of the contacts that a query finds, active ones included.
     *
     * @throws ResourceNotFoundException if the instance does not exist
     * @throws InvalidParameterException if the token is not one of this query
     * @throws InvalidRequestException if the criteria have no meaning
     */
    public ContactSearchResult.Page page(ContactQuery query, int size, @Nullable String nextToken) {
        var request = json.writeValueAsBytes(query);
        var position = PagePosition.parse(request, nextToken);
        var order = SearchOrder.of(query.sort(), query.range());
        var now = clock.instant();
        var statement = SearchStatement.of(
                query, order, position, now, retention.windowAt(now).oldestKept());
        instances.require(query.instance());
        if (query.range().type() == Time.DISCONNECT_TIMESTAMP) {
            // The index has only contacts that have been ended.
            contacts.endOverdue();
        }
        var rows = standby.read(() -> jdbc.sql(statement.sql())
                .params(statement.parameters())
                .param("limit", size + 1)
                .query((row, _) -> new Row(read(row), order.read(row, "sort_key"), row.getLong("total")))
                .list());
        return page(rows, request, position, size);
    }

    private static ContactSearchResult.Page page(
            List<Row> rows, byte[] request, @Nullable PagePosition position, int size) {
        var total = position != null
                ? position.total()
                : rows.isEmpty() ? 0 : rows.getFirst().total();
        var contacts = rows.stream().limit(size).map(Row::contact).toList();
        if (rows.size() <= size) {
            return new ContactSearchResult.Page(contacts, null, total);
        }
        var last = rows.get(size - 1);
        var next = new PagePosition(last.sortKey(), last.contact().id(), total);
        return new ContactSearchResult.Page(contacts, next.toToken(request), total);
    }

    private ContactSearchResult read(ResultSet row) throws SQLException {
        return new ContactSearchResult(
                row.getObject("id", UUID.class),
                row.getObject("initial_contact_id", UUID.class),
                row.getObject("previous_contact_id", UUID.class),
                InitiationMethod.valueOf(row.getString("initiation_method")),
                Channel.valueOf(row.getString("channel")),
                row.getObject("queue_id", UUID.class),
                Timestamps.nullableInstant(row, "enqueued_at"),
                row.getObject("agent_id", UUID.class),
                Timestamps.nullableInstant(row, "connected_to_agent_at"),
                Timestamps.instant(row, "initiated_at"),
                Timestamps.nullableInstant(row, "ended_at"),
                Timestamps.nullableInstant(row, "scheduled_at"),
                row.getString("name"),
                ContactView.Routing.read(row, json),
                read(row.getString("segment_attributes"), SEGMENT_ATTRIBUTES),
                read(row.getString("tags"), TEXTS));
    }

    private <V> Map<String, V> read(String text, TypeReference<Map<String, V>> type) {
        return text.equals("{}") ? Map.of() : json.readValue(text, type);
    }
}
