package io.recontact.push;

import io.recontact.api.SessionId;
import io.recontact.chat.ParticipantId;
import io.recontact.chat.participant.ParticipantContext;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** An open websocket. */
final class ClientConnection {

    private final SessionId session;
    private final ParticipantId participant;
    private final SocketWriter writer;
    private final AtomicReference<@Nullable Subscription> subscription = new AtomicReference<>();
    private volatile Instant lastReceived;

    ClientConnection(ParticipantContext context, SocketWriter writer, Instant now) {
        this.session = context.session();
        this.participant = context.participant();
        this.writer = writer;
        this.lastReceived = now;
    }

    SessionId session() {
        return session;
    }

    ParticipantId participant() {
        return participant;
    }

    SocketWriter writer() {
        return writer;
    }

    /** When the last frame of the client arrived. */
    Instant lastReceived() {
        return lastReceived;
    }

    void received(Instant now) {
        lastReceived = now;
    }

    Optional<Subscription> subscription() {
        return Optional.ofNullable(subscription.get());
    }

    /** Sets the subscription; false if the websocket has one already. */
    boolean subscribe(Subscription first) {
        return subscription.compareAndSet(null, first);
    }
}
