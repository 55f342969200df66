package io.recontact.contact.search;

import io.recontact.api.Channel;
import io.recontact.api.ContactId;
import io.recontact.api.InitiationMethod;
import io.recontact.api.InstanceId;
import io.recontact.api.InvalidParameterException;
import io.recontact.api.InvalidRequestException;
import io.recontact.api.PagePosition;
import io.recontact.api.ResourceNotFoundException;
import io.recontact.api.Timestamps;
import io.recontact.contact.ContactService;
import io.recontact.database.StandbyReads;
import io.recontact.retention.RetentionPolicy;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
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
            select id, initial_contact_id, previous_contact_id, related_contact_id, rehydration, initiation_method,
                   channel, initiated_at, %s as ended_at
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

    /** The contacts of a tree that are read to follow their links. */
    private static final int MAX_TREE = 10_000;

    private final JdbcClient jdbc;
    private final StandbyReads standby;
    private final ContactService contacts;
    private final RetentionPolicy retention;
    private final Clock clock;

    AssociatedContactService(
            JdbcClient jdbc, StandbyReads standby, ContactService contacts, RetentionPolicy retention, Clock clock) {
        this.jdbc = jdbc;
        this.standby = standby;
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
        var page = read(instance, association, now, position, size + 1);
        if (page.size() <= size) {
            return new AssociatedContact.Page(page, null);
        }
        var last = page.get(size - 1);
        return new AssociatedContact.Page(page.subList(0, size), position(last).toToken(request));
    }

    /**
     * Returns the contacts that a contact follows from, directly or not, itself, and those that follow from it, oldest
     * first. Another contact that follows from the same one is not among them.
     *
     * @throws ResourceNotFoundException if the instance has no such contact, or it is no longer kept
     * @throws InvalidRequestException if the tree of the contact has more than 10,000 contacts
     * @throws InvalidParameterException if the token is not one of this contact
     */
    public ContactLineage.Page lineage(InstanceId instance, ContactId id, int size, @Nullable String nextToken) {
        var association = contacts.read(instance, id).associationId();
        var request = "ListContactLineage/%s/%s".formatted(instance, id).getBytes(StandardCharsets.UTF_8);
        var position = PagePosition.parse(request, nextToken);
        var tree = read(instance, association, clock.instant(), null, MAX_TREE + 1);
        if (tree.size() > MAX_TREE) {
            throw new InvalidRequestException(
                    "More than %d contacts belong to contact %s; ListAssociatedContacts returns them in pages"
                            .formatted(MAX_TREE, id));
        }
        var lineage = ContactLineage.of(id.value(), tree);
        var start = position == null ? 0 : ContactLineage.indexAfter(lineage, position.id());
        var page = lineage.subList(start, Math.min(start + size, lineage.size()));
        var isLast = start + page.size() == lineage.size();
        return new ContactLineage.Page(
                page, isLast ? null : position(page.getLast().contact()).toToken(request));
    }

    private List<AssociatedContact> read(
            InstanceId instance, UUID association, Instant now, @Nullable PagePosition after, int limit) {
        return standby.read(() -> jdbc.sql(PAGE)
                .param("association", association)
                .param("instance", instance.value())
                .param("oldest_kept", retention.windowAt(now).oldestKept())
                .param("now", now)
                .param("after_time", after == null ? OffsetDateTime.MIN : SearchOrder.time(after.key()))
                .param("after_id", after == null ? FIRST_ID : after.id())
                .param("limit", limit)
                .query((row, _) -> read(row))
                .list());
    }

    private static PagePosition position(AssociatedContact contact) {
        return new PagePosition(SearchOrder.micros(Timestamps.timestamptz(contact.initiatedAt())), contact.id(), 0);
    }

    private static AssociatedContact read(ResultSet row) throws SQLException {
        return new AssociatedContact(
                row.getObject("id", UUID.class),
                row.getObject("initial_contact_id", UUID.class),
                row.getObject("previous_contact_id", UUID.class),
                row.getObject("related_contact_id", UUID.class),
                row.getString("rehydration") != null,
                InitiationMethod.valueOf(row.getString("initiation_method")),
                Channel.valueOf(row.getString("channel")),
                Timestamps.instant(row, "initiated_at"),
                Timestamps.nullableInstant(row, "ended_at"));
    }
}
