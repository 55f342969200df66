package io.recontact.contact;

import io.recontact.api.InstanceId;
import io.recontact.api.Timestamps;
import io.recontact.retention.ExpiredContacts;
import io.recontact.retention.RetentionPolicy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/**
 * Removes contacts that no longer exist for callers, session by session: what belongs to a contact goes with it, by the
 * cascades of the schema. Each call is one short transaction on rows that nobody else has locked, so that any number of
 * nodes may call it at once.
 */
@Repository
class ExpiredContactRepository implements ExpiredContacts {

    /** Of a session, by the name {@code initial} of its first contact, no later contact is kept. */
    private static final String NOTHING_KEPT = """
            not exists (
                select from contact later
                where later.initial_contact_id = initial.id and later.previous_contact_id is not null
                  and (later.initiated_at >= :oldest_kept or later.disconnected_at is null))
            """;

    private final JdbcClient jdbc;
    private final RetentionPolicy retention;
    private final Clock clock;

    ExpiredContactRepository(JdbcClient jdbc, RetentionPolicy retention, Clock clock) {
        this.jdbc = jdbc;
        this.retention = retention;
        this.clock = clock;
    }

    /**
     * Removes at most {@code batch} sessions all of whose contacts have outlived their time, and tells how many
     * contacts are gone. A session with a later contact that is still kept stays whole, as its attributes are on the
     * first one. Sessions are locked first, and what is in them is looked at after that: a contact that was added until
     * the lock was granted is seen.
     */
    @Transactional
    @Override
    public int removeSome(int batch) {
        takeTime(batch);
        var oldestKept = oldestKept();
        var sessions = jdbc.sql("""
                        select initial.id
                        from contact initial
                        where initial.initiated_at < :oldest_kept
                          and initial.previous_contact_id is null
                          and initial.disconnected_at is not null
                          and %s
                        order by initial.initiated_at
                        limit :batch
                        for update skip locked
                        """.formatted(NOTHING_KEPT))
                .param("oldest_kept", oldestKept)
                .param("batch", batch)
                .query(UUID.class)
                .list();
        if (sessions.isEmpty()) {
            return 0;
        }
        return jdbc.sql("""
                        with expired as (
                            select id from contact initial where id = any (:sessions) and %s
                        )
                        delete from contact
                        where id in (select id from expired)
                           or (initial_contact_id in (select id from expired) and previous_contact_id is not null)
                        """.formatted(NOTHING_KEPT))
                .param("oldest_kept", oldestKept)
                .param("sessions", sessions.toArray(UUID[]::new))
                .update();
    }

    /** How long the oldest contact that should be gone has been so; zero when there is none. */
    @Override
    public Duration lag() {
        var now = clock.instant();
        var oldestKept = retention.windowAt(now).oldestKept();
        return oldestInitiation()
                .filter(oldest -> oldest.isBefore(oldestKept))
                .map(oldest -> Duration.between(oldest, oldestKept))
                .orElse(Duration.ZERO);
    }

    /**
     * Removes at most {@code batch} contacts of a deleted instance, looking at ids after {@code after}. Waits for rows
     * that others have locked, since nobody comes back for those it leaves.
     *
     * @return the last id that was removed, or nothing if there are no more
     */
    @Transactional
    @Override
    public Optional<UUID> removeSomeOf(InstanceId instance, @Nullable UUID after, int batch) {
        takeTime(batch);
        return jdbc.sql("""
                        with doomed as (
                            select id
                            from contact
                            where instance_id = :instance and id > :after
                            order by id
                            limit :batch
                            for update
                        ), removed as (
                            delete from contact where id in (select id from doomed)
                        )
                        select id from doomed order by id desc limit 1
                        """)
                .param("instance", instance.value())
                .param("after", after == null ? new UUID(0, 0) : after)
                .param("batch", batch)
                .query(UUID.class)
                .optional();
    }

    /** Takes the slots of a deleted instance away: waits for starts that are under way, and lets no other begin. */
    @Override
    public void closeToStarts(InstanceId instance) {
        jdbc.sql("delete from chat_slot where instance_id = :instance")
                .param("instance", instance.value())
                .update();
    }

    /** One session alone takes as long as it takes, however much was said in it: there is no smaller batch. */
    private void takeTime(int batch) {
        if (batch == 1) {
            jdbc.sql("set local statement_timeout = 0").update();
        }
    }

    private Optional<Instant> oldestInitiation() {
        return jdbc.sql("select initiated_at from contact order by initiated_at limit 1")
                .query((row, _) -> Timestamps.instant(row, "initiated_at"))
                .optional();
    }

    private Instant oldestKept() {
        return retention.windowAt(clock.instant()).oldestKept();
    }
}
