package io.recontact.chat;

import io.micrometer.core.instrument.MeterRegistry;
import io.recontact.api.SessionId;
import io.recontact.api.TooManyRequestsException;
import java.time.Duration;
import java.util.Map;
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
    private final MeterRegistry meters;
    private final Map<SessionId, Gate> gates = new ConcurrentHashMap<>();

    SessionBulkhead(ChatProperties limits, MeterRegistry meters) {
        this.calls = limits.callsPerChat();
        this.meters = meters;
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
