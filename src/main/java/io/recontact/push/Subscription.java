package io.recontact.push;

import io.recontact.api.SessionId;
import io.recontact.chat.ParticipantId;
import org.springframework.web.socket.CloseStatus;

/** One websocket of a participant that wants to hear of its chat, and how far it has heard. */
final class Subscription {

    private final SessionId session;
    private final ParticipantId participant;
    private final SocketWriter writer;

    /** Touched by the one thread that delivers to its room, and before it is there; as is what follows. */
    private volatile long position;

    private volatile boolean isOut;

    Subscription(SessionId session, ParticipantId participant, SocketWriter writer, long position) {
        this.session = session;
        this.participant = participant;
        this.writer = writer;
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
        writer.put(frame);
        return true;
    }

    /** Passes an item over. */
    void skip(long sequence) {
        position = Math.max(position, sequence);
    }

    void deliver(String frame) {
        writer.put(frame);
    }

    void closeAfterwards(CloseStatus status) {
        writer.closeAfterwards(status);
    }
}
