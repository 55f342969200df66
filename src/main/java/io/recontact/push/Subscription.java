package io.recontact.push;

import io.recontact.api.SessionId;
import io.recontact.chat.ParticipantId;
import io.recontact.chat.participant.ParticipantContext;
import org.springframework.web.socket.CloseStatus;

/** A websocket that receives the items of its participant's chat, and its position in the transcript. */
final class Subscription {

    private final SessionId session;
    private final ParticipantId participant;
    private final boolean isSilent;
    private final SocketWriter writer;

    /** Written by one thread at a time, that of the broadcaster, as the field below. */
    private volatile long position;

    private volatile boolean isEnded;

    Subscription(ParticipantContext participant, SocketWriter writer, long position) {
        this.session = participant.session();
        this.participant = participant.participant();
        this.isSilent = participant.isSilent();
        this.writer = writer;
        this.position = position;
    }

    SessionId session() {
        return session;
    }

    ParticipantId participant() {
        return participant;
    }

    /** Returns whether the participant was a silent supervisor when it subscribed. */
    boolean isSilent() {
        return isSilent;
    }

    /** Returns whether the participant has left or the chat has ended. */
    boolean isEnded() {
        return isEnded;
    }

    void end() {
        isEnded = true;
    }

    long position() {
        return position;
    }

    /** Queues the frame of an item for the websocket; false if the item was delivered before. */
    boolean deliver(long sequence, String frame) {
        if (sequence <= position) {
            return false;
        }
        position = sequence;
        writer.put(frame);
        return true;
    }

    /** Moves the position past an item without delivering it. */
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
