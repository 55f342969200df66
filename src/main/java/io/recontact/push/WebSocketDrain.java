package io.recontact.push;

import java.time.Duration;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Closes the websockets of a node that shuts down, so that clients reconnect to other nodes. It runs after the node has
 * stopped accepting connections, so no client returns, and while the node still has its database.
 */
@Component
class WebSocketDrain implements SmartLifecycle {

    private static final Duration TIMEOUT = Duration.ofSeconds(3);

    private final ParticipantWebSocketHandler sockets;
    private volatile boolean isRunning;

    WebSocketDrain(ParticipantWebSocketHandler sockets) {
        this.sockets = sockets;
    }

    @Override
    public void start() {
        isRunning = true;
    }

    @Override
    public void stop() {
        isRunning = false;
        sockets.closeAll();
        try {
            for (int i = 0; i < 100 && !sockets.areAllClosed(); i++) {
                Thread.sleep(TIMEOUT.dividedBy(100));
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt(); // the shutdown must not wait any longer
        }
    }

    @Override
    public boolean isRunning() {
        return isRunning;
    }

    @Override
    public int getPhase() {
        return WebServerApplicationContext.GRACEFUL_SHUTDOWN_PHASE - 512;
    }
}
