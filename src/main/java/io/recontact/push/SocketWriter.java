package io.recontact.push;

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
final class SocketWriter {

    private static final Logger log = LoggerFactory.getLogger(SocketWriter.class);

    /** How many characters may wait: sixty of the longest messages. */
    private static final int MAX_WAITING = 1_000_000;

    private final WebSocketSession socket;
    private final PushMetrics metrics;
    private final ReentrantLock lock = new ReentrantLock();
    private final Deque<String> waiting = new ArrayDeque<>(0);
    private int waitingCharacters;
    private boolean isWriting;
    private @Nullable CloseStatus closing;

    SocketWriter(WebSocketSession socket, PushMetrics metrics) {
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

    /** What the writer is to do. */
    private sealed interface Step {

        record Write(String frame) implements Step {}

        record Close(CloseStatus status) implements Step {}

        record Rest() implements Step {}
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
                    case Step.Rest _ -> {
                        return;
                    }
                }
            }
        } catch (IOException | IllegalStateException e) {
            // The client is gone, or has not read for too long.
            log.debug("Websocket {} cannot be written: {}", socket.getId(), e.toString());
            giveUp();
            close(CloseStatus.SESSION_NOT_RELIABLE);
        }
    }

    /** Decided at once: what is put in later is for the next writer, and this one must not close on it. */
    private Step next() {
        lock.lock();
        try {
            var frame = waiting.poll();
            if (frame != null) {
                waitingCharacters -= frame.length();
                return new Step.Write(frame);
            }
            isWriting = false;
            return closing == null ? new Step.Rest() : new Step.Close(closing);
        } finally {
            lock.unlock();
        }
    }

    private void giveUp() {
        lock.lock();
        try {
            waiting.clear();
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
            log.debug("Websocket {} was not closed properly: {}", socket.getId(), e.toString());
        }
    }
}
