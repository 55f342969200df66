package io.recontact.chat;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.recontact.api.RefusalCounters;
import io.recontact.api.SessionId;
import io.recontact.api.TooManyRequestsException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;

/**
 * Keeps one chat from using all database connections. Calls about one chat wait for each other's locks, so a node
 * serves a few of them at a time, and the others wait here. Correctness does not depend on it; the database decides
 * races.
 */
@Component
public class SessionBulkhead {

    private static final Duration MAX_WAIT = Duration.ofSeconds(2);

    /** The permit of one call; closed once. */
    public final class Permit implements AutoCloseable {

        private final SessionId session;
        private final Gate gate;

        private Permit(SessionId session, Gate gate) {
            this.session = session;
            this.gate = gate;
        }

        @Override
        public void close() {
            gate.permits().release();
            release(session);
        }
    }

    private record Gate(Semaphore permits, int callers) {}

    private final int calls;
    private final Counter refusals;
    private final Map<SessionId, Gate> gates = new ConcurrentHashMap<>();

    SessionBulkhead(ChatProperties limits, MeterRegistry meters) {
        this.calls = limits.callsPerChat();
        this.refusals = RefusalCounters.register(meters, "chat", "any");
    }

    /** Runs a call about a session with a permit. */
    public void call(SessionId session, Runnable call) {
        try (var _ = acquire(session)) {
            call.run();
        }
    }

    /**
     * Acquires a permit.
     *
     * @throws TooManyRequestsException if none is free within two seconds
     */
    public Permit acquire(SessionId session) {
        var gate = gates.compute(
                session,
                (_, known) -> known == null
                        ? new Gate(new Semaphore(calls), 1)
                        : new Gate(known.permits(), known.callers() + 1));
        var acquired = false;
        try {
            acquired = gate.permits().tryAcquire(MAX_WAIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt(); // the service shuts down
        }
        if (!acquired) {
            release(session);
            refusals.increment();
            throw new TooManyRequestsException("Too many concurrent calls about this chat");
        }
        return new Permit(session, gate);
    }

    private void release(SessionId session) {
        gates.computeIfPresent(
                session, (_, gate) -> gate.callers() == 1 ? null : new Gate(gate.permits(), gate.callers() - 1));
    }
}
