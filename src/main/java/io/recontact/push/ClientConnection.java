package io.recontact.push;

import io.recontact.api.SessionId;
import io.recontact.chat.ParticipantId;
import io.recontact.chat.participant.ParticipantContext;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** A websocket that is open. */
final class ClientConnection {

    private final SessionId session;
    private final ParticipantId participant;
    private final SocketWriter writer;
    private final AtomicReference<@Nullable Subscription> subscriber = new AtomicReference<>();
    private volatile Instant lastHeard;

    ClientConnection(ParticipantContext context, SocketWriter writer, Instant now) {
        this.session = context.session();
        this.participant = context.participant();
        this.writer = writer;
        this.lastHeard = now;
    }

    SessionId session() {
        return session;
    }

    ParticipantId participant() {
        return participant;
    }

    SocketWriter outbox() {
        return writer;
    }

    Instant lastHeard() {
        return lastHeard;
    }

    void heard(Instant now) {
        lastHeard = now;
    }

    Optional<Subscription> subscriber() {
        return Optional.ofNullable(subscriber.get());
    }

    /** Becomes a subscriber; false if it was before. */
    boolean subscribe(Subscription first) {
        return subscriber.compareAndSet(null, first);
    }
}
