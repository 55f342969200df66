package io.recontact.webhook.event;

import io.recontact.api.ContactId;
import io.recontact.api.InstanceId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/**
 * Which node is at which backlog. A node takes a lease, delivers, and gives it back; what it does under a lease has an
 * effect only as long as no other node has one. None of this waits for anything but the lock of a row, which a change
 * of the contact holds until its commit.
 */
@Repository
class EventOutboxRepository {

    /** What a lease lasts beyond one call: for the statements around it, however slow the database is. */
    private static final Duration SPARE = Duration.ofSeconds(30);

    private final JdbcClient jdbc;
    private final ContactEventProperties settings;
    private final Clock clock;
    private final JsonMapper json;

    EventOutboxRepository(JdbcClient jdbc, ContactEventProperties settings, Clock clock, JsonMapper json) {
        this.jdbc = jdbc;
        this.settings = settings;
        this.clock = clock;
        this.json = json;
    }

    /** Takes the leases of at most {@code limit} that are due at an endpoint, those first that were due first. */
    List<LeasedEvents> take(String endpoint, int limit) {
        var now = clock.instant();
        var lease = UUID.randomUUID();
        return jdbc.sql("""
                        with due as (
                            select contact_id
                            from contact_event_backlog
                            where endpoint = :endpoint and due_at <= :now
                              and exists (
                                  select from instance
                                  where instance.id = contact_event_backlog.instance_id
                                    and instance.deleted_at is null)
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
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("limit", limit)
                .param("lease", lease)
                .param("until", leaseEnd(now))
                .query((row, _) -> new LeasedEvents(
                        new ContactId(row.getObject("contact_id", UUID.class)),
                        new InstanceId(row.getObject("instance_id", UUID.class)),
                        endpoint,
                        row.getInt("failures"),
                        lease))
                .list();
    }

    /** What comes first in a backlog, in order. */
    List<ContactEvent> read(LeasedEvents leased, int limit) {
        return jdbc.sql("""
                        select number, id, type, at, updated_properties, contact
                        from contact_event
                        where contact_id = :contact and endpoint = :endpoint
                        order by number, id
                        limit :limit
                        """)
                .params(keyOf(leased))
                .param("limit", limit)
                .query((row, _) -> event(row))
                .list();
    }

    private ContactEvent event(ResultSet row) throws SQLException {
        return new ContactEvent(
                row.getInt("number"),
                row.getObject("id", UUID.class),
                EventType.valueOf(row.getString("type")),
                row.getObject("at", OffsetDateTime.class).toInstant(),
                List.of((String[]) row.getArray("updated_properties").getArray()),
                json.readValue(row.getString("contact"), ContactSnapshot.class));
    }

    /** Removes an event that has been taken, and prolongs the lease; false if the lease is lost. */
    boolean remove(LeasedEvents leased, ContactEvent taken) {
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
                        .params(keyOf(leased))
                        .param("number", taken.number())
                        .param("id", taken.id())
                        .param("until", leaseEnd(clock.instant()))
                        .update()
                == 1;
    }

    /** Gives a lease back, and removes the backlog unless there is more to deliver; tells whether it is due again. */
    boolean giveBack(LeasedEvents leased) {
        // Whoever is writing news holds the row until its commit. Then this looks again whether the row was woken, and
        // only at that: what it sees of the events is older.
        var isDrained = jdbc.sql("""
                                delete from contact_event_backlog
                                where contact_id = :contact and endpoint = :endpoint and lease = :lease and not woken
                                  and not exists (
                                      select from contact_event
                                      where contact_id = :contact and endpoint = :endpoint)
                                """).params(keyOf(leased)).update() == 1;
        return !isDrained && queueAgain(leased);
    }

    /** Gives a lease back although there may be more to deliver; false if it was lost. */
    boolean queueAgain(LeasedEvents leased) {
        return giveBack(leased, 0, clock.instant());
    }

    /** Gives a lease back after a failure, for an attempt later on. */
    void pause(LeasedEvents leased, int failures) {
        giveBack(leased, failures, clock.instant().plus(settings.backOff().pauseAfter(failures)));
    }

    private boolean giveBack(LeasedEvents leased, int failures, Instant dueAt) {
        return jdbc.sql("""
                                update contact_event_backlog
                                set failures = :failures, lease = null, woken = false, due_at = :due_at
                                where contact_id = :contact and endpoint = :endpoint and lease = :lease
                                """)
                        .params(keyOf(leased))
                        .param("failures", failures)
                        .param("due_at", dueAt.atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }

    /** How many events wait, up to {@code most}. */
    long waiting(int most) {
        return jdbc.sql("select count(*) from (select from contact_event limit :most)")
                .param("most", most)
                .query(Long.class)
                .single();
    }

    private OffsetDateTime leaseEnd(Instant now) {
        return now.plus(settings.answerWithin()).plus(SPARE).atOffset(ZoneOffset.UTC);
    }

    /** What names a backlog in the statements here, and the lease; those that need no lease leave it out. */
    private static Map<String, Object> keyOf(LeasedEvents leased) {
        return Map.of("contact", leased.contact().value(), "endpoint", leased.endpoint(), "lease", leased.lease());
    }
}
