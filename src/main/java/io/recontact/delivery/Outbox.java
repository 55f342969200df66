package io.recontact.delivery;

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
 * What waits to be written to one websocket. Writing blocks for as long as the client does not read, so it has a thread
 * of its own while there is something to write, and none of those who put something in ever wait. A client that falls
 * too far behind is cut off; it comes back and asks for what it has missed.
 */
final class Outbox {

    private static final Logger log = LoggerFactory.getLogger(Outbox.class);

    /** How many characters may wait: sixty of the longest messages. */
    private static final int MAX_WAITING = 1_000_000;

    private final WebSocketSession socket;
    private final DeliveryMetrics metrics;
    private final ReentrantLock lock = new ReentrantLock();
    private final Deque<String> waiting = new ArrayDeque<>(0);
    private int waitingCharacters;
    private boolean isWriting;
    private @Nullable CloseStatus closing;

    Outbox(WebSocketSession socket, DeliveryMetrics metrics) {
        this.socket = socket;
        this.metrics = metrics;
    }

    /** Puts a frame in. */
    void put(String frame) {
        lock.lock();
        try {
            if (closing != null) {
                return;
            }
            if (waitingCharacters + frame.length() > MAX_WAITING) {
                metrics.cut("slow");
                waiting.clear();
                closing = CloseStatus.SERVICE_OVERLOAD;
                // The writer is stuck in a write, so somebody else has to close.
                Thread.startVirtualThread(() -> close(CloseStatus.SERVICE_OVERLOAD));
                return;
            }
            waiting.add(frame);
            waitingCharacters += frame.length();
            write();
        } finally {
            lock.unlock();
        }
    }

    /** Closes the websocket once everything that is in has been written. */
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

    private void writeAll() {
        try {
            for (var frame = next(); frame != null; frame = next()) {
                socket.sendMessage(new TextMessage(frame));
            }
        } catch (IOException | IllegalStateException e) {
            // The client is gone, or has not read for too long.
            log.debug("Websocket {} cannot be written: {}", socket.getId(), e.toString());
            metrics.cut("unwritable");
            close(CloseStatus.SESSION_NOT_RELIABLE);
            return;
        }
        if (closing != null) {
            close(closing);
        }
    }

    private @Nullable String next() {
        lock.lock();
        try {
            var frame = waiting.poll();
            if (frame == null) {
                isWriting = false;
            } else {
                waitingCharacters -= frame.length();
            }
            return frame;
        } finally {
            lock.unlock();
        }
    }

    private void close(CloseStatus status) {
        try {
            socket.close(status);
        } catch (IOException | IllegalStateException e) {
            log.debug("Websocket {} was not closed properly: {}", socket.getId(), e.toString());
        }
    }
}
