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
 * Removes contacts that callers no longer see, session by session. Cascades of the schema remove what belongs to them.
 * Each call is one short transaction on rows that are not locked, so any number of nodes may call it at once.
 */
@Repository
class ExpiredContactRepository implements ExpiredContacts {

    /** The condition that no later contact of the session with first contact {@code initial} is kept. */
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
     * Removes at most {@code batch} sessions all of whose contacts are past their retention, and returns the number of
     * contacts. A session with a later contact that is still kept remains whole, since its first contact has the
     * attributes. Locks sessions before it reads their contacts, so it sees a contact added until the lock was granted.
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

    /** Returns for how long the oldest contact has been past its retention; zero if there is none. */
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
     * Removes at most {@code batch} contacts of a deleted instance, with ids after {@code after}. Waits for locked
     * rows, since no later call returns to them.
     *
     * @return the last id that was removed; empty if there are no more
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

    /** Deletes the slots of a deleted instance: waits for starts that are under way, and prevents any other. */
    @Override
    public void closeToStarts(InstanceId instance) {
        jdbc.sql("delete from chat_slot where instance_id = :instance")
                .param("instance", instance.value())
                .update();
    }

    /** Lifts the statement timeout for a single session, however long its transcript: there is no smaller batch. */
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
