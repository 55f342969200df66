package io.recontact.push;

import io.recontact.chat.participant.ParticipantContext;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.TextMessage;
import org.springframework.web.socket.WebSocketSession;

/**
 * Writes frames to one websocket. Writing blocks while the client does not read, so a thread of its own writes while
 * the queue has frames, and callers never wait. The websocket of a client that falls too far behind is closed; the
 * client reconnects and reads the transcript.
 */
final class SocketWriter {

    private static final Logger log = LoggerFactory.getLogger(SocketWriter.class);

    /** The highest number of characters in the queue: sixty of the longest messages. */
    private static final int MAX_QUEUED = 1_000_000;

    private final WebSocketSession socket;
    private final PushMetrics metrics;
    private final ReentrantLock lock = new ReentrantLock();
    private final Deque<String> queue = new ArrayDeque<>(0);
    private int queuedCharacters;
    private boolean isWriting;
    private @Nullable CloseStatus closing;

    SocketWriter(WebSocketSession socket, PushMetrics metrics) {
        this.socket = socket;
        this.metrics = metrics;
    }

    /** The participant who opened the websocket, as of the handshake. */
    ParticipantContext participant() {
        return HandshakeAuthenticator.participant(socket);
    }

    /** Queues a frame. */
    void put(String frame) {
        lock.lock();
        try {
            if (closing != null) {
                return;
            }
            if (queuedCharacters + frame.length() > MAX_QUEUED) {
                metrics.cut("slow");
                queue.clear();
                closing = CloseStatus.SERVICE_OVERLOAD;
                // The writing thread is blocked, so another thread closes.
                Thread.startVirtualThread(() -> close(CloseStatus.SERVICE_OVERLOAD));
                return;
            }
            queue.add(frame);
            queuedCharacters += frame.length();
            write();
        } finally {
            lock.unlock();
        }
    }

    /** Closes the websocket after all queued frames. */
    void closeAfterwards(CloseStatus status) {
        lock.lock();
        try {
            if (closing == null) {
                closing = status;
                write();
            }
        } finally {
            lock.unlock();
        }
    }

    private void write() {
        if (!isWriting) {
            isWriting = true;
            Thread.startVirtualThread(this::writeAll);
        }
    }

    /** The next step of the writing thread. */
    private sealed interface Step {

        record Write(String frame) implements Step {}

        record Close(CloseStatus status) implements Step {}

        record Stop() implements Step {}
    }

    private void writeAll() {
        try {
            while (true) {
                switch (next()) {
                    case Step.Write(var frame) -> socket.sendMessage(new TextMessage(frame));
                    case Step.Close(var status) -> {
                        close(status);
                        return;
                    }
                    case Step.Stop _ -> {
                        return;
                    }
                }
            }
        } catch (IOException | IllegalStateException e) {
            // The connection is lost, or the client has not read for too long.
            log.debug("Websocket {} cannot be written: {}", socket.getId(), e.toString());
            discard();
            close(CloseStatus.SESSION_NOT_RELIABLE);
        }
    }

    /** Decides under the lock, so that a frame queued later starts another thread and is not lost by a close. */
    private Step next() {
        lock.lock();
        try {
            var frame = queue.poll();
            if (frame != null) {
                queuedCharacters -= frame.length();
                return new Step.Write(frame);
            }
            isWriting = false;
            return closing == null ? new Step.Stop() : new Step.Close(closing);
        } finally {
            lock.unlock();
        }
    }

    private void discard() {
        lock.lock();
        try {
            queue.clear();
            if (closing == null) {
                metrics.cut("unwritable");
                closing = CloseStatus.SESSION_NOT_RELIABLE;
            }
        } finally {
            lock.unlock();
        }
    }

    private void close(CloseStatus status) {
        try {
            socket.close(status);
        } catch (IOException | IllegalStateException e) {
            log.debug("Websocket {} could not be closed: {}", socket.getId(), e.toString());
        }
    }
}
