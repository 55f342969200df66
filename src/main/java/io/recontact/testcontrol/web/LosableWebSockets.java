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

    /** By their sockets. A handshake that fails has no entry, since its handler never gets a socket. */
    private final Map<SocketWrapperBase<?>, ParticipantContext> open = new ConcurrentHashMap<>();

    LosableWebSockets(RequestTargets targets) {
        this.targets = targets;
    }

    /** Returns the request of a handshake so that its websocket can be lost. */
    HttpServletRequest losable(HttpServletRequest request) {
        // Tomcat may not destroy the handler of a socket that the service closes.
        open.keySet().removeIf(SocketWrapperBase::isClosed);
        return targets.participant(request)
                .map(participant -> losable(request, participant))
                .orElse(request);
    }

    HttpServletRequest losable(HttpServletRequest request, ParticipantContext participant) {
        return new Handshake(request, participant);
    }

    /** Returns the number of sockets of some participants that are kept. */
    long count(Predicate<ParticipantContext> which) {
        return open.values().stream().filter(which).count();
    }

    /** Closes the connections of the websockets of some participants. */
    void lose(Predicate<ParticipantContext> which) {
        open.forEach((socket, participant) -> {
            if (which.test(participant)) {
                open.remove(socket);
                socket.close();
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
            handler.keepIn(open, participant);
            return type.cast(handler);
        }
    }

    /** The handler of Tomcat, which keeps its socket where it can be lost. */
    public static final class UpgradeHandler extends WsHttpUpgradeHandler {

        private volatile @Nullable SocketWrapperBase<?> socket;
        private volatile @Nullable Map<SocketWrapperBase<?>, ParticipantContext> open;
        private volatile @Nullable ParticipantContext participant;

        private void keepIn(Map<SocketWrapperBase<?>, ParticipantContext> sockets, ParticipantContext of) {
            participant = of;
            open = sockets;
        }

        @Override
        public void setSocketWrapper(SocketWrapperBase<?> socketWrapper) {
            super.setSocketWrapper(socketWrapper);
            socket = socketWrapper;
            var sockets = open;
            var of = participant;
            if (sockets != null && of != null) {
                sockets.put(socketWrapper, of);
            }
        }

        @Override
        public void destroy() {
            super.destroy();
            var sockets = open;
            var present = socket;
            if (sockets != null && present != null) {
                sockets.remove(present);
            }
        }
    }
}
