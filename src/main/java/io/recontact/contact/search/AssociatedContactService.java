package io.recontact.contact.search;

import io.recontact.api.Channel;
import io.recontact.api.ContactId;
import io.recontact.api.InitiationMethod;
import io.recontact.api.InstanceId;
import io.recontact.api.InvalidParameterException;
import io.recontact.api.PagePosition;
import io.recontact.api.ResourceNotFoundException;
import io.recontact.api.Timestamps;
import io.recontact.contact.ContactService;
import io.recontact.retention.RetentionPolicy;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/**
 * Lists trees of contacts: all that follow from one contact by transfer, rehydration or relation. Plain JDBC, as in
 * {@link ContactSearchService}: both share an expression and page tokens, whose times may be infinite in the way of the
 * PostgreSQL driver.
 */
@Service
public class AssociatedContactService {

    /** Finds the root by its id, and the others by an index that has only contacts with a root. */
    private static final String PAGE = """
            select id, initial_contact_id, previous_contact_id, related_contact_id, initiation_method, channel,
                   initiated_at, %s as ended_at
            from (
                (select * from contact where id = :association)
                union all
                (select *
                 from contact
                 where association_id = :association and association_id <> id
                   and instance_id = :instance and initiated_at >= :oldest_kept
                   and (initiated_at, id) > (:after_time, :after_id)
                 order by initiated_at, id
                 limit :limit)
            ) contact
            where association_id = :association and instance_id = :instance and initiated_at >= :oldest_kept
              and (initiated_at, id) > (:after_time, :after_id)
            order by initiated_at, id
            limit :limit
            """.formatted(ContactSearchService.ENDED_AT);

    private static final UUID FIRST_ID = new UUID(0, 0);

    private final JdbcClient jdbc;
    private final ContactService contacts;
    private final RetentionPolicy retention;
    private final Clock clock;

    AssociatedContactService(JdbcClient jdbc, ContactService contacts, RetentionPolicy retention, Clock clock) {
        this.jdbc = jdbc;
        this.contacts = contacts;
        this.retention = retention;
        this.clock = clock;
    }

    /**
     * Returns a page of the tree that a contact belongs to, oldest first. Any contact of the tree may be given, also
     * another one for the next page.
     *
     * @throws ResourceNotFoundException if the instance has no such contact, or it is no longer kept
     * @throws InvalidParameterException if the token is not one of this tree
     */
    public AssociatedContact.Page page(InstanceId instance, ContactId id, int size, @Nullable String nextToken) {
        var now = clock.instant();
        var association = contacts.read(instance, id).associationId();
        var request =
                "ListAssociatedContacts/%s/%s".formatted(instance, association).getBytes(StandardCharsets.UTF_8);
        var position = PagePosition.parse(request, nextToken);
        var page = jdbc.sql(PAGE)
                .param("association", association)
                .param("instance", instance.value())
                .param("oldest_kept", retention.windowAt(now).oldestKept())
                .param("now", now)
                .param("after_time", position == null ? OffsetDateTime.MIN : SearchOrder.time(position.key()))
                .param("after_id", position == null ? FIRST_ID : position.id())
                .param("limit", size + 1)
                .query((row, _) -> read(row))
                .list();
        if (page.size() <= size) {
            return new AssociatedContact.Page(page, null);
        }
        var last = page.get(size - 1);
        var next = new PagePosition(SearchOrder.micros(Timestamps.timestamptz(last.initiatedAt())), last.id(), 0);
        return new AssociatedContact.Page(page.subList(0, size), next.toToken(request));
    }

    private static AssociatedContact read(ResultSet row) throws SQLException {
        return new AssociatedContact(
                row.getObject("id", UUID.class),
                row.getObject("initial_contact_id", UUID.class),
                row.getObject("previous_contact_id", UUID.class),
                row.getObject("related_contact_id", UUID.class),
                InitiationMethod.valueOf(row.getString("initiation_method")),
                Channel.valueOf(row.getString("channel")),
                Timestamps.instant(row, "initiated_at"),
                Timestamps.nullableInstant(row, "ended_at"));
    }
}
