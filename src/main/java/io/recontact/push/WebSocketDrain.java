package io.recontact.push;

import java.time.Duration;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Sends the clients of websockets to other nodes when this one shuts down: after it has stopped to take connections, so
 * that none of them comes back here, and while it still has its database.
 */
@Component
class WebSocketDrain implements SmartLifecycle {

    private static final Duration PATIENCE = Duration.ofSeconds(3);

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
                Thread.sleep(PATIENCE.dividedBy(100));
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt(); // whoever waits for us is in a hurry
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
