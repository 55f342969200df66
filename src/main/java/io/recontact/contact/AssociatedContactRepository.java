package io.recontact.contact;

import io.recontact.api.Channel;
import io.recontact.api.ContactId;
import io.recontact.api.InitiationMethod;
import io.recontact.api.InstanceId;
import io.recontact.api.InvalidParameterException;
import io.recontact.api.PagePosition;
import io.recontact.api.ResourceNotFoundException;
import io.recontact.api.Timestamps;
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

/** Lists the trees of contacts: whatever follows from one contact by transfers, resumptions and relations. */
@Service
public class AssociatedContactRepository {

    /** The root is found by its id and the others by an index of their own, which plain contacts are not in. */
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
    private final ContactViewRepository descriptions;
    private final RetentionPolicy retention;
    private final Clock clock;

    AssociatedContactRepository(
            JdbcClient jdbc, ContactViewRepository descriptions, RetentionPolicy retention, Clock clock) {
        this.jdbc = jdbc;
        this.descriptions = descriptions;
        this.retention = retention;
        this.clock = clock;
    }

    /**
     * A page of the tree that a contact belongs to, the oldest first. Any contact of a tree stands for it, also from
     * page to page.
     *
     * @throws ResourceNotFoundException if the instance has no such contact, or it is no longer kept
     * @throws InvalidParameterException if the token was not given out for this tree
     */
    public AssociatedContact.Page page(InstanceId instance, ContactId id, int size, @Nullable String nextToken) {
        var now = clock.instant();
        var window = retention.windowAt(now);
        var association = descriptions
                .find(instance, id, window)
                .orElseThrow(() -> new ResourceNotFoundException(
                        "Contact %s does not exist in instance %s".formatted(id, instance)))
                .associationId();
        var request =
                "ListAssociatedContacts/%s/%s".formatted(instance, association).getBytes(StandardCharsets.UTF_8);
        var position = PagePosition.parse(request, nextToken);
        var contacts = jdbc.sql(PAGE)
                .param("association", association)
                .param("instance", instance.value())
                .param("oldest_kept", window.oldestKept())
                .param("now", now)
                .param("after_time", position == null ? OffsetDateTime.MIN : SearchOrder.time(position.key()))
                .param("after_id", position == null ? FIRST_ID : position.id())
                .param("limit", size + 1)
                .query((row, _) -> read(row))
                .list();
        if (contacts.size() <= size) {
            return new AssociatedContact.Page(contacts, null);
        }
        var last = contacts.get(size - 1);
        var next = new PagePosition(SearchOrder.micros(Timestamps.timestamptz(last.initiatedAt())), last.id(), 0);
        return new AssociatedContact.Page(contacts.subList(0, size), next.toToken(request));
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
