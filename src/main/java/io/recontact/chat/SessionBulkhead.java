package io.recontact.chat;

import io.micrometer.core.instrument.MeterRegistry;
import io.recontact.api.SessionId;
import io.recontact.api.TooManyRequestsException;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;

/**
 * Keeps one chat from taking all connections to the database: calls about it wait for each other's locks, so a node
 * serves a few of them at once, while the others wait here. It settles nothing; that is for the database.
 */
@Component
public class SessionBulkhead {

    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private static final int REMEMBERED = 10_000;

    /** The place of one call; to be given back once. */
    public final class Permit implements AutoCloseable {

        private final SessionId session;
        private final Gate gate;

        private Permit(SessionId session, Gate gate) {
            this.session = session;
            this.gate = gate;
        }

        @Override
        public void close() {
            gate.places().release();
            leave(session);
        }
    }

    private record Gate(Semaphore places, int callers) {}

    private final int calls;
    private final ParticipantRepository participants;
    private final MeterRegistry meters;
    private final Map<SessionId, Gate> gates = new ConcurrentHashMap<>();
    private final Map<ParticipantId, SessionId> sessions = Collections.synchronizedMap(new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<ParticipantId, SessionId> eldest) {
            return size() > REMEMBERED;
        }
    });

    SessionBulkhead(ChatProperties limits, ParticipantRepository participants, MeterRegistry meters) {
        this.calls = limits.callsPerChat();
        this.participants = participants;
        this.meters = meters;
    }

    /** The session of a participant, which never changes and is asked for once. */
    public Optional<SessionId> sessionOf(ParticipantId participant) {
        var known = sessions.get(participant);
        if (known != null) {
            return Optional.of(known);
        }
        var found = participants.sessionOf(participant);
        found.ifPresent(session -> sessions.put(participant, session));
        return found;
    }

    /** Makes a call about a session when it has a place. */
    public void call(SessionId session, Runnable call) {
        try (var _ = enter(session)) {
            call.run();
        }
    }

    /**
     * Waits for a place.
     *
     * @throws TooManyRequestsException if there is none for two seconds
     */
    public Permit enter(SessionId session) {
        var gate = gates.compute(
                session,
                (_, known) -> known == null
                        ? new Gate(new Semaphore(calls), 1)
                        : new Gate(known.places(), known.callers() + 1));
        var entered = false;
        try {
            entered = gate.places().tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt(); // the service stops
        }
        if (!entered) {
            leave(session);
            meters.counter("recontact.refusals", "kind", "chat", "operation", "any")
                    .increment();
            throw new TooManyRequestsException("Too many calls about this chat are under way");
        }
        return new Permit(session, gate);
    }

    private void leave(SessionId session) {
        gates.computeIfPresent(
                session, (_, gate) -> gate.callers() == 1 ? null : new Gate(gate.places(), gate.callers() - 1));
    }
}
