package io.recontact.webhook.event;

import io.recontact.api.ContactId;
import io.recontact.api.InstanceId;
import io.recontact.api.Timestamps;
import io.recontact.webhook.DeliveryTiming;
import io.recontact.webhook.Lease;
import io.recontact.webhook.LeaseRepository;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/**
 * The outbox of contact events. The events of a contact that an endpoint has not accepted are a backlog: one row, which
 * nodes lease. The only lock that a statement waits for is that of a row, which a change of the contact holds until its
 * commit.
 *
 * <p>Plain JDBC with auto-commit: four of these statements run for each delivered event.
 */
@Repository
class EventOutboxRepository implements LeaseRepository<ContactId, ContactEvent> {

    private final JdbcClient jdbc;
    private final DeliveryTiming timing;
    private final Clock clock;
    private final JsonMapper json;

    EventOutboxRepository(JdbcClient jdbc, ContactEventProperties settings, Clock clock, JsonMapper json) {
        this.jdbc = jdbc;
        this.timing = settings.timing();
        this.clock = clock;
        this.json = json;
    }

    @Override
    public List<Lease<ContactId>> take(String endpoint, int limit) {
        var now = clock.instant();
        var token = UUID.randomUUID();
        return jdbc.sql("""
                        with due as (
                            select contact_id
                            from contact_event_backlog
                            where endpoint = :endpoint and due_at <= :now
                              and exists (
                                  select from active_instance
                                  where active_instance.id = contact_event_backlog.instance_id)
                            order by due_at
                            limit :limit
                            for update skip locked
                        )
                        update contact_event_backlog
                        set lease = :lease, woken = false, due_at = :until
                        from due
                        where contact_event_backlog.contact_id = due.contact_id
                          and contact_event_backlog.endpoint = :endpoint
                        returning contact_event_backlog.contact_id, instance_id, failures
                        """)
                .param("endpoint", endpoint)
                .param("now", now)
                .param("limit", limit)
                .param("lease", token)
                .param("until", timing.leaseEnd(now))
                .query((row, _) -> new Lease<>(
                        new ContactId(row.getObject("contact_id", UUID.class)),
                        endpoint,
                        new InstanceId(row.getObject("instance_id", UUID.class)),
                        row.getInt("failures"),
                        token))
                .list();
    }

    @Override
    public List<ContactEvent> read(Lease<ContactId> lease, int limit) {
        return jdbc.sql("""
                        select number, id, type, at, updated_properties, contact
                        from contact_event
                        where contact_id = :contact and endpoint = :endpoint
                        order by number, id
                        limit :limit
                        """)
                .params(keyOf(lease))
                .param("limit", limit)
                .query((row, _) -> event(row))
                .list();
    }

    private ContactEvent event(ResultSet row) throws SQLException {
        return new ContactEvent(
                row.getInt("number"),
                row.getObject("id", UUID.class),
                EventType.valueOf(row.getString("type")),
                Timestamps.instant(row, "at"),
                List.of((String[]) row.getArray("updated_properties").getArray()),
                json.readValue(row.getString("contact"), ContactSnapshot.class));
    }

    /** Deletes the event. */
    @Override
    public boolean acknowledge(Lease<ContactId> lease, ContactEvent event) {
        return jdbc.sql("""
                                with held as (
                                    update contact_event_backlog
                                    set failures = 0, due_at = :until
                                    where contact_id = :contact and endpoint = :endpoint and lease = :lease
                                    returning contact_id, endpoint
                                )
                                delete from contact_event
                                using held
                                where contact_event.contact_id = held.contact_id
                                  and contact_event.endpoint = held.endpoint
                                  and number = :number and id = :id
                                """)
                        .params(keyOf(lease))
                        .param("number", event.number())
                        .param("id", event.id())
                        .param("until", timing.leaseEnd(clock.instant()))
                        .update()
                == 1;
    }

    /** Deletes the backlog if it is empty. */
    @Override
    public boolean release(Lease<ContactId> lease, @Nullable ContactEvent accepted) {
        if (accepted != null && !acknowledge(lease, accepted)) {
            return false;
        }
        // A writer of new events holds the row until its commit. The statement then evaluates "woken" again, and only
        // that: its view of the events is older.
        var isEmpty = jdbc.sql("""
                                delete from contact_event_backlog
                                where contact_id = :contact and endpoint = :endpoint and lease = :lease and not woken
                                  and not exists (
                                      select from contact_event
                                      where contact_id = :contact and endpoint = :endpoint)
                                """).params(keyOf(lease)).update() == 1;
        return !isEmpty && requeue(lease, null);
    }

    @Override
    public boolean requeue(Lease<ContactId> lease, @Nullable ContactEvent accepted) {
        return (accepted == null || acknowledge(lease, accepted)) && giveBack(lease, 0, clock.instant());
    }

    @Override
    public void retryLater(Lease<ContactId> lease, int failures) {
        giveBack(lease, failures, timing.nextAttempt(clock.instant(), failures));
    }

    private boolean giveBack(Lease<ContactId> lease, int failures, Instant dueAt) {
        return jdbc.sql("""
                                update contact_event_backlog
                                set failures = :failures, lease = null, woken = false, due_at = :due_at
                                where contact_id = :contact and endpoint = :endpoint and lease = :lease
                                """)
                        .params(keyOf(lease))
                        .param("failures", failures)
                        .param("due_at", dueAt)
                        .update()
                == 1;
    }

    /** The parameters that identify a backlog and its lease. Statements ignore those that they do not name. */
    private static Map<String, Object> keyOf(Lease<ContactId> lease) {
        return Map.of("contact", lease.key().value(), "endpoint", lease.endpoint(), "lease", lease.token());
    }
}
