package io.recontact.webhook.streaming;

import io.recontact.api.SessionId;
import io.recontact.webhook.WebhookClient;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Which node is at which stream, and how far that stream is. A node takes a lease, delivers, and gives it back; what it
 * does under a lease has an effect only as long as no other node has one. None of this waits for anything but the lock
 * of a row for the length of one statement.
 */
@Repository
class StreamLeaseRepository {

    /** What a lease lasts beyond one call: for the statements around it, however slow the database is. */
    private static final Duration SPARE = Duration.ofSeconds(30);

    private final JdbcClient jdbc;
    private final StreamingProperties settings;
    private final Duration length;
    private final Clock clock;

    StreamLeaseRepository(JdbcClient jdbc, StreamingProperties settings, WebhookClient webhooks, Clock clock) {
        this.jdbc = jdbc;
        this.settings = settings;
        this.length = webhooks.answerWithin().plus(SPARE);
        this.clock = clock;
    }

    /**
     * Notes that there is news in some sessions, and tells at which endpoints something is due by that. A stream that a
     * node is at becomes due when its lease is given back; one that pauses after a failure goes on pausing.
     */
    Set<String> note(Collection<SessionId> sessions) {
        // Locked in order, so that two nodes with the same sessions cannot wait for each other in a circle. Not skipped
        // when locked: whoever gives a lease back at this moment must see the note, or be seen to have given it back.
        return Set.copyOf(jdbc.sql("""
                        with stream as (
                            select id
                            from chat_stream
                            where session_id = any (:sessions) and done_at is null
                              and (lease is not null or failures = 0)
                            order by id
                            for update
                        )
                        update chat_stream
                        set woken = lease is not null,
                            due_at = case when lease is null then least(due_at, :now) else due_at end
                        from stream
                        where chat_stream.id = stream.id
                        returning chat_stream.endpoint_arn
                        """)
                .param("sessions", sessions.stream().map(SessionId::value).toArray(UUID[]::new))
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .query(String.class)
                .set());
    }

    /**
     * Takes the leases of at most {@code limit} streams that are due at an endpoint, those first that were due first.
     */
    List<LeasedStream> take(String endpointArn, int limit) {
        var now = clock.instant();
        var lease = UUID.randomUUID();
        return jdbc.sql("""
                        with due as (
                            select id
                            from chat_stream
                            where endpoint_arn = :endpoint and done_at is null and due_at <= :now
                              and exists (
                                  select from instance
                                  where instance.id = chat_stream.instance_id and instance.deleted_at is null)
                            order by due_at
                            limit :limit
                            for update skip locked
                        )
                        update chat_stream
                        set lease = :lease, woken = false, due_at = :until
                        from due
                        where chat_stream.id = due.id
                        returning chat_stream.id, session_id, instance_id, next_sequence, failures
                        """)
                .param("endpoint", endpointArn)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("limit", limit)
                .param("lease", lease)
                .param("until", now.plus(length).atOffset(ZoneOffset.UTC))
                .query((row, _) -> new LeasedStream(
                        row.getObject("id", UUID.class),
                        new SessionId(row.getObject("session_id", UUID.class)),
                        row.getObject("instance_id", UUID.class),
                        row.getLong("next_sequence"),
                        row.getInt("failures"),
                        lease))
                .list();
    }

    /** Notes that everything before an item has been taken, and prolongs the lease; false if the lease is lost. */
    boolean advance(LeasedStream stream, long next) {
        return jdbc.sql("""
                                update chat_stream
                                set next_sequence = :next, failures = 0, due_at = :until
                                where id = :id and lease = :lease and done_at is null
                                """)
                        .param("id", stream.id())
                        .param("lease", stream.lease())
                        .param("next", next)
                        .param("until", clock.instant().plus(length).atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }

    /**
     * Gives a lease back, with everything before an item taken. Tells whether the stream is due again, because there
     * was news meanwhile.
     */
    boolean giveBack(LeasedStream stream, long next) {
        var now = clock.instant();
        return giveBack(stream, next, now.plus(settings.lookAgain()), now);
    }

    /** Gives a lease back, with everything before an item taken, although there may be more to deliver. */
    void queueAgain(LeasedStream stream, long next) {
        var now = clock.instant();
        giveBack(stream, next, now, now);
    }

    private boolean giveBack(LeasedStream stream, long next, Instant dueAt, Instant now) {
        return jdbc.sql("""
                        update chat_stream
                        set next_sequence = :next, failures = 0, lease = null, woken = false,
                            due_at = case when woken then :now else :due_at end
                        where id = :id and lease = :lease and done_at is null
                        returning due_at <= :now
                        """)
                .param("id", stream.id())
                .param("lease", stream.lease())
                .param("next", next)
                .param("due_at", dueAt.atOffset(ZoneOffset.UTC))
                .param("now", now.atOffset(ZoneOffset.UTC))
                .query(Boolean.class)
                .optional()
                .orElse(false);
    }

    /** Gives a lease back after a failure, for an attempt later on. */
    void pause(LeasedStream stream, int failures) {
        jdbc.sql("""
                        update chat_stream
                        set failures = :failures, lease = null, woken = false, due_at = :due_at
                        where id = :id and lease = :lease and done_at is null
                        """)
                .param("id", stream.id())
                .param("lease", stream.lease())
                .param("failures", failures)
                .param(
                        "due_at",
                        clock.instant()
                                .plus(settings.backOff().pauseAfter(failures))
                                .atOffset(ZoneOffset.UTC))
                .update();
    }

    /** Notes that the stream has been delivered to its end. */
    void finish(LeasedStream stream, long next) {
        var now = clock.instant().atOffset(ZoneOffset.UTC);
        jdbc.sql("""
                        update chat_stream
                        set next_sequence = :next, failures = 0, lease = null, done_at = :now
                        where id = :id and lease = :lease and done_at is null
                        """)
                .param("id", stream.id())
                .param("lease", stream.lease())
                .param("next", next)
                .param("now", now)
                .update();
    }
}
