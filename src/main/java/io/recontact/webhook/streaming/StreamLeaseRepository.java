package io.recontact.webhook.streaming;

import io.recontact.api.InstanceId;
import io.recontact.api.SessionId;
import io.recontact.api.StreamingId;
import io.recontact.chat.transcript.StoredItem;
import io.recontact.chat.transcript.TranscriptRepository;
import io.recontact.webhook.DeliveryTiming;
import io.recontact.webhook.Lease;
import io.recontact.webhook.LeaseRepository;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * The leases of streams, and their positions. The transcript is the outbox: items are read there. The only lock that a
 * statement waits for is that of a stream's row, for the length of one statement.
 *
 * <p>Plain JDBC with auto-commit: three of these statements run for each item of a chat that is streamed.
 */
@Repository
class StreamLeaseRepository implements LeaseRepository<StreamCursor, StoredItem> {

    private final JdbcClient jdbc;
    private final TranscriptRepository transcript;
    private final DeliveryTiming timing;
    private final Duration lookAgain;
    private final Clock clock;

    StreamLeaseRepository(JdbcClient jdbc, TranscriptRepository transcript, StreamingProperties settings, Clock clock) {
        this.jdbc = jdbc;
        this.transcript = transcript;
        this.timing = settings.timing();
        this.lookAgain = settings.lookAgain();
        this.clock = clock;
    }

    /**
     * Records that some sessions have new items, and returns the ARNs of the endpoints that are due now. A leased
     * stream is due when its lease is returned. A stream that pauses after a failure stays paused.
     */
    Set<String> wake(Collection<SessionId> sessions) {
        // Locks in order, so that two nodes with the same sessions do not deadlock. Does not skip locked rows: a node
        // that returns a lease at the same moment either sees the mark, or has returned the lease before.
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
                .param("now", clock.instant())
                .query(String.class)
                .set());
    }

    @Override
    public List<Lease<StreamCursor>> take(String endpointArn, int limit) {
        var now = clock.instant();
        var token = UUID.randomUUID();
        return jdbc.sql("""
                        with due as (
                            select id
                            from chat_stream
                            where endpoint_arn = :endpoint and done_at is null and due_at <= :now
                              and exists (
                                  select from active_instance
                                  where active_instance.id = chat_stream.instance_id)
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
                .param("now", now)
                .param("limit", limit)
                .param("lease", token)
                .param("until", timing.leaseEnd(now))
                .query((row, _) -> new Lease<>(
                        new StreamCursor(
                                new StreamingId(row.getObject("id", UUID.class)),
                                new SessionId(row.getObject("session_id", UUID.class)),
                                row.getLong("next_sequence")),
                        endpointArn,
                        new InstanceId(row.getObject("instance_id", UUID.class)),
                        row.getInt("failures"),
                        token))
                .list();
    }

    @Override
    public List<StoredItem> read(Lease<StreamCursor> lease, int limit) {
        return transcript.after(lease.key().session(), lease.key().next() - 1, limit);
    }

    /** Moves the stream on. */
    @Override
    public boolean acknowledge(Lease<StreamCursor> lease, StoredItem item) {
        if (item.endsChat()) {
            finish(lease, item);
            return false;
        }
        return jdbc.sql("""
                                update chat_stream
                                set next_sequence = :next, failures = 0, due_at = :until
                                where id = :id and lease = :lease and done_at is null
                                """)
                        .params(keyOf(lease))
                        .param("next", item.sequence() + 1)
                        .param("until", timing.leaseEnd(clock.instant()))
                        .update()
                == 1;
    }

    @Override
    public boolean release(Lease<StreamCursor> lease, @Nullable StoredItem accepted) {
        return giveBack(lease, accepted, lookAgain);
    }

    @Override
    public boolean requeue(Lease<StreamCursor> lease, @Nullable StoredItem accepted) {
        return giveBack(lease, accepted, Duration.ZERO);
    }

    private boolean giveBack(Lease<StreamCursor> lease, @Nullable StoredItem accepted, Duration pause) {
        if (accepted != null && accepted.endsChat()) {
            finish(lease, accepted);
            return false;
        }
        var now = clock.instant();
        return jdbc.sql("""
                        update chat_stream
                        set next_sequence = greatest(next_sequence, :next), failures = 0, lease = null, woken = false,
                            due_at = case when woken then :now else :due_at end
                        where id = :id and lease = :lease and done_at is null
                        returning due_at <= :now
                        """)
                .params(keyOf(lease))
                .param("next", accepted == null ? lease.key().next() : accepted.sequence() + 1)
                .param("due_at", now.plus(pause))
                .param("now", now)
                .query(Boolean.class)
                .optional()
                .orElse(false);
    }

    @Override
    public void retryLater(Lease<StreamCursor> lease, int failures) {
        jdbc.sql("""
                        update chat_stream
                        set failures = :failures, lease = null, woken = false, due_at = :due_at
                        where id = :id and lease = :lease and done_at is null
                        """)
                .params(keyOf(lease))
                .param("failures", failures)
                .param("due_at", timing.nextAttempt(clock.instant(), failures))
                .update();
    }

    /** Ends the stream: the endpoint has accepted the last item of the chat. */
    private void finish(Lease<StreamCursor> lease, StoredItem last) {
        jdbc.sql("""
                        update chat_stream
                        set next_sequence = :next, failures = 0, lease = null, done_at = :now
                        where id = :id and lease = :lease and done_at is null
                        """)
                .params(keyOf(lease))
                .param("next", last.sequence() + 1)
                .param("now", clock.instant())
                .update();
    }

    /** The parameters that identify a stream and its lease. */
    private static Map<String, Object> keyOf(Lease<StreamCursor> lease) {
        return Map.of("id", lease.key().id().value(), "lease", lease.token());
    }
}
