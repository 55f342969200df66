package io.recontact.push;

import io.recontact.api.AccessDeniedException;
import io.recontact.api.LogSampler;
import io.recontact.api.LoggableFailure;
import io.recontact.api.Outage;
import io.recontact.api.RealTime;
import io.recontact.api.TooManyRequestsException;
import io.recontact.chat.SessionBulkhead;
import io.recontact.chat.participant.ParticipantAuthenticator;
import io.recontact.chat.participant.ParticipantConnectService;
import io.recontact.chat.transcript.TranscriptRepository;
import io.recontact.push.WebSocketFrames.Incoming;
import jakarta.websocket.Session;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.TextMessage;
import org.springframework.web.socket.WebSocketSession;
import org.springframework.web.socket.adapter.NativeWebSocketSession;
import org.springframework.web.socket.handler.TextWebSocketHandler;

/** The websockets of participants, whom the handshake has authenticated. */
@Component
class ParticipantWebSocketHandler extends TextWebSocketHandler {

    private static final Logger log = LoggerFactory.getLogger(ParticipantWebSocketHandler.class);
    private static final LogSampler sampler = new LogSampler(log);

    private static final String SEND_TIMEOUT = "org.apache.tomcat.websocket.BLOCKING_SEND_TIMEOUT";

    /** Below the second after which ChatJS repeats its subscription. */
    private static final Duration TAKEOVER_DELAY = Duration.ofMillis(400);

    private final SessionSubscriptions subscriptions;
    private final ParticipantAuthenticator authenticator;
    private final ParticipantConnectService connects;
    private final SessionBulkhead bulkhead;
    private final TranscriptRepository transcript;
    private final WebSocketFrames frames;
    private final PushMetrics metrics;
    private final PushProperties settings;
    private final Clock clock;
    private final Map<String, ClientConnection> open = new ConcurrentHashMap<>();

    ParticipantWebSocketHandler(
            SessionSubscriptions subscriptions,
            ParticipantAuthenticator authenticator,
            ParticipantConnectService connects,
            SessionBulkhead bulkhead,
            TranscriptRepository transcript,
            WebSocketFrames frames,
            PushMetrics metrics,
            PushProperties settings,
            @RealTime Clock clock) {
        this.subscriptions = subscriptions;
        this.authenticator = authenticator;
        this.connects = connects;
        this.bulkhead = bulkhead;
        this.transcript = transcript;
        this.frames = frames;
        this.metrics = metrics;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public void afterConnectionEstablished(WebSocketSession socket) {
        if (socket instanceof NativeWebSocketSession standard) {
            var session = standard.getNativeSession(Session.class);
            if (session != null) {
                session.getUserProperties()
                        .put(SEND_TIMEOUT, settings.sendWithin().toMillis());
            }
        }
        open.put(
                socket.getId(),
                new ClientConnection(
                        HandshakeAuthenticator.participant(socket),
                        new SocketWriter(socket, metrics),
                        clock.instant()));
        metrics.opened();
    }

    @Override
    protected void handleTextMessage(WebSocketSession socket, TextMessage message) {
        var connection = open.get(socket.getId());
        if (connection == null) {
            return; // it is being closed
        }
        connection.received(clock.instant());
        switch (frames.read(message.getPayload())) {
            case Incoming.Heartbeat _ -> connection.writer().put(frames.heartbeat());
            case Incoming.Ping _ -> connection.writer().put(frames.ping());
            case Incoming.Subscribe(var topics) -> {
                if (topics.contains(WebSocketFrames.CHAT)) {
                    subscribe(socket.getId(), connection);
                } else {
                    connection.writer().put(frames.notSubscribed());
                }
            }
            case Incoming.Unknown _ ->
                connection.writer().put(frames.error("The frame has no known topic", socket.getId()));
        }
    }

    private void subscribe(String id, ClientConnection connection) {
        try {
            // Comes first: items after this position are delivered, and a chat that ended before it is refused below.
            var position = transcript.newest(connection.session());
            var participation = authenticator.requireActive(connection.participant());
            bulkhead.call(connection.session(), () -> connects.join(participation));
            var subscription = new Subscription(participation, connection.writer(), position);
            if (!connection.subscribe(subscription)) {
                connection.writer().put(frames.subscribed());
                return; // a repeat
            }
            if (participation.isConnected()) {
                subscriptions.wake(connection.session());
                Thread.startVirtualThread(() -> subscribeLater(id, connection, subscription));
            } else {
                subscribeNow(id, connection, subscription);
            }
        } catch (AccessDeniedException _) {
            // The chat has ended since the handshake; a client that reconnects gets the reason.
            connection.writer().closeAfterwards(CloseStatus.NORMAL);
        } catch (RuntimeException e) {
            if (e instanceof TooManyRequestsException || Outage.isBehind(e)) {
                if (sampler.lets("unavailable")) {
                    log.warn("A websocket cannot be subscribed at the moment: {}", LoggableFailure.summary(e));
                }
                connection.writer().put(frames.notSubscribed());
                return;
            }
            // Spring would log the URL of the websocket, which contains its token.
            if (sampler.lets("failure")) {
                log.error("A websocket cannot be subscribed and is closed", LoggableFailure.of(e));
            }
            connection.writer().closeAfterwards(CloseStatus.SERVER_ERROR);
        }
    }

    /**
     * Subscribes a websocket that may replace another one, on this node or another. The client closes the old websocket
     * when it learns of the new subscription. The delay lets items before the new position arrive at the old one. Items
     * that are appended meanwhile go to both.
     */
    private void subscribeLater(String id, ClientConnection connection, Subscription subscription) {
        try {
            Thread.sleep(TAKEOVER_DELAY);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt(); // does not happen; the subscription would only come without the delay
        }
        subscribeNow(id, connection, subscription);
    }

    private void subscribeNow(String id, ClientConnection connection, Subscription subscription) {
        connection.writer().put(frames.subscribed());
        subscriptions.add(subscription);
        if (!open.containsKey(id)) {
            subscriptions.remove(subscription); // closed meanwhile, before there was a subscription to remove
        }
    }

    @Override
    public void handleTransportError(WebSocketSession socket, Throwable error) {
        log.debug("Websocket {} failed: {}", socket.getId(), error.toString());
    }

    @Override
    public void afterConnectionClosed(WebSocketSession socket, CloseStatus status) {
        var connection = open.remove(socket.getId());
        if (connection != null) {
            metrics.closed();
            connection.subscription().ifPresent(subscriptions::remove);
        }
    }

    /** Closes websockets whose clients have been silent for too long: the connection may be lost without notice. */
    @Scheduled(fixedDelayString = "${recontact.delivery.sweep-every:10s}")
    void closeSilent() {
        var oldest = clock.instant().minus(settings.silence());
        for (var connection : open.values()) {
            if (connection.lastReceived().isBefore(oldest)) {
                metrics.cut("silent");
                connection.writer().closeAfterwards(CloseStatus.SESSION_NOT_RELIABLE);
            }
        }
    }

    /** Closes all websockets, so that their clients reconnect to another node. */
    void closeAll() {
        open.values().forEach(connection -> connection.writer().closeAfterwards(CloseStatus.GOING_AWAY));
    }

    /** The open websockets. */
    Collection<ClientConnection> connections() {
        return open.values();
    }

    boolean areAllClosed() {
        return open.isEmpty();
    }
}
