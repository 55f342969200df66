package io.recontact.testcontrol.web;

import io.recontact.api.TestControlsEnabled;
import io.recontact.chat.participant.ParticipantContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpUpgradeHandler;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.apache.tomcat.websocket.server.WsHttpUpgradeHandler;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Websockets whose connections can be closed without a close frame, as a broken network does. No API of websockets
 * closes without a frame, so this keeps the socket that Tomcat gives to the handler of the upgrade.
 */
@Component
@TestControlsEnabled
class LosableWebSockets {

    /** The operation that opens a websocket. */
    static final String OPERATION = "OpenWebsocket";

    private final RequestTargets targets;
    private final Map<UpgradeHandler, ParticipantContext> open = new ConcurrentHashMap<>();

    LosableWebSockets(RequestTargets targets) {
        this.targets = targets;
    }

    /** Returns the request of a handshake so that its websocket can be lost. */
    HttpServletRequest losable(HttpServletRequest request) {
        open.keySet().removeIf(UpgradeHandler::isClosed);
        return targets.participant(request)
                .<HttpServletRequest>map(participant -> new Handshake(request, participant))
                .orElse(request);
    }

    /** Closes the connections of the websockets of some participants. */
    void lose(Predicate<ParticipantContext> which) {
        open.forEach((handler, participant) -> {
            if (which.test(participant)) {
                open.remove(handler);
                handler.lose();
            }
        });
    }

    private final class Handshake extends HttpServletRequestWrapper {

        private final ParticipantContext participant;

        Handshake(HttpServletRequest request, ParticipantContext participant) {
            super(request);
            this.participant = participant;
        }

        /** Tomcat asks for its own handler. */
        @Override
        public <T extends HttpUpgradeHandler> T upgrade(Class<T> type) throws IOException, ServletException {
            if (!type.equals(WsHttpUpgradeHandler.class)) {
                return super.upgrade(type);
            }
            var handler = super.upgrade(UpgradeHandler.class);
            open.put(handler, participant);
            return type.cast(handler);
        }
    }

    /** The handler of Tomcat, with its socket. */
    public static final class UpgradeHandler extends WsHttpUpgradeHandler {

        private volatile @Nullable SocketWrapperBase<?> socket;

        @Override
        public void setSocketWrapper(SocketWrapperBase<?> socketWrapper) {
            super.setSocketWrapper(socketWrapper);
            socket = socketWrapper;
        }

        boolean isClosed() {
            var present = socket;
            return present != null && present.isClosed();
        }

        void lose() {
            var present = socket;
            if (present != null) {
                present.close();
            }
        }
    }
}
