package io.recontact.delivery;

import io.recontact.chat.ParticipantId;
import io.recontact.wire.SessionId;
import org.springframework.web.socket.CloseStatus;

/** One websocket of a participant that wants to hear of its chat, and how far it has heard. */
final class Subscriber {

    private final SessionId session;
    private final ParticipantId participant;
    private final Outbox outbox;

    /** Touched by the one thread that delivers to its room, and before it is there; as is what follows. */
    private volatile long position;

    private volatile boolean isOut;

    Subscriber(SessionId session, ParticipantId participant, Outbox outbox, long position) {
        this.session = session;
        this.participant = participant;
        this.outbox = outbox;
        this.position = position;
    }

    SessionId session() {
        return session;
    }

    ParticipantId participant() {
        return participant;
    }

    /** Whether its participant has left, or the chat has ended. */
    boolean isOut() {
        return isOut;
    }

    void markOut() {
        isOut = true;
    }

    long position() {
        return position;
    }

    /** Puts the frame of an item out, unless it has been. */
    boolean deliver(long sequence, String frame) {
        if (sequence <= position) {
            return false;
        }
        position = sequence;
        outbox.put(frame);
        return true;
    }

    /** Passes an item over. */
    void skip(long sequence) {
        position = Math.max(position, sequence);
    }

    void deliver(String frame) {
        outbox.put(frame);
    }

    void closeAfterwards(CloseStatus status) {
        outbox.closeAfterwards(status);
    }
}
