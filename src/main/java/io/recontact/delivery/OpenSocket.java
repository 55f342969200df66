package io.recontact.delivery;

import io.recontact.chat.ParticipantId;
import io.recontact.chat.Participation;
import io.recontact.wire.SessionId;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** A websocket that is open. */
final class OpenSocket {

    private final SessionId session;
    private final ParticipantId participant;
    private final Outbox outbox;
    private final AtomicReference<@Nullable Subscriber> subscriber = new AtomicReference<>();
    private volatile Instant lastHeard;

    OpenSocket(Participation participation, Outbox outbox, Instant now) {
        this.session = participation.session();
        this.participant = participation.participant();
        this.outbox = outbox;
        this.lastHeard = now;
    }

    SessionId session() {
        return session;
    }

    ParticipantId participant() {
        return participant;
    }

    Outbox outbox() {
        return outbox;
    }

    Instant lastHeard() {
        return lastHeard;
    }

    void heard(Instant now) {
        lastHeard = now;
    }

    Optional<Subscriber> subscriber() {
        return Optional.ofNullable(subscriber.get());
    }

    /** Becomes a subscriber; false if it was before. */
    boolean subscribe(Subscriber first) {
        return subscriber.compareAndSet(null, first);
    }
}
