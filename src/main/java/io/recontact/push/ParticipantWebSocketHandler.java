package io.recontact.push;

import io.recontact.api.AccessDeniedException;
import io.recontact.api.LogSampler;
import io.recontact.api.LoggableFailure;
import io.recontact.api.Outage;
import io.recontact.api.TooManyRequestsException;
import io.recontact.chat.SessionBulkhead;
import io.recontact.chat.participant.ParticipantAuthenticator;
import io.recontact.chat.participant.ParticipantConnectService;
import io.recontact.chat.transcript.TranscriptRepository;
import io.recontact.push.WebSocketFrames.Incoming;
import jakarta.websocket.Session;
import java.time.Clock;
import java.time.Duration;
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

/** The websockets of participants. Who has opened one was found out in the handshake. */
@Component
class ParticipantWebSocketHandler extends TextWebSocketHandler {

    private static final Logger log = LoggerFactory.getLogger(ParticipantWebSocketHandler.class);
    private static final LogSampler sampler = new LogSampler(log);

    private static final String SEND_TIMEOUT = "org.apache.tomcat.websocket.BLOCKING_SEND_TIMEOUT";

    /** ChatJS asks again when it is not subscribed within a second. */
    private static final Duration SUCCESSION = Duration.ofMillis(400);

    private final SessionSubscriptions chats;
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
            SessionSubscriptions chats,
            ParticipantAuthenticator authenticator,
            ParticipantConnectService connects,
            SessionBulkhead bulkhead,
            TranscriptRepository transcript,
            WebSocketFrames frames,
            PushMetrics metrics,
            PushProperties settings,
            Clock clock) {
        this.chats = chats;
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
                        HandshakeAuthenticator.participation(socket),
                        new SocketWriter(socket, metrics),
                        clock.instant()));
        metrics.opened();
    }

    @Override
    protected void handleTextMessage(WebSocketSession socket, TextMessage message) {
        var known = open.get(socket.getId());
        if (known == null) {
            return; // it is being closed
        }
        known.heard(clock.instant());
        switch (frames.read(message.getPayload())) {
            case Incoming.Heartbeat _ -> known.outbox().put(frames.heartbeat());
            case Incoming.Ping _ -> known.outbox().put(frames.ping());
            case Incoming.Subscribe(var topics) -> {
                if (topics.contains(WebSocketFrames.CHAT)) {
                    subscribe(socket.getId(), known);
                } else {
                    known.outbox().put(frames.notSubscribed());
                }
            }
            case Incoming.Unknown _ -> known.outbox().put(frames.error("The frame has no known topic", socket.getId()));
        }
    }

    private void subscribe(String id, ClientConnection socket) {
        try {
            // First of all: what is appended from here on is delivered, and an end that was appended before keeps out.
            var position = transcript.newest(socket.session());
            var participation = authenticator.requireActive(socket.participant());
            bulkhead.call(socket.session(), () -> connects.join(participation));
            var subscription = new Subscription(socket.session(), socket.participant(), socket.outbox(), position);
            if (!socket.subscribe(subscription)) {
                socket.outbox().put(frames.subscribed());
                return; // a repeat
            }
            if (participation.isConnected()) {
                chats.wake(socket.session());
                Thread.startVirtualThread(() -> succeed(id, socket, subscription));
            } else {
                listen(id, socket, subscription);
            }
        } catch (AccessDeniedException _) {
            // The chat has ended since the handshake; a client that comes back is told so.
            socket.outbox().closeAfterwards(CloseStatus.NORMAL);
        } catch (RuntimeException e) {
            if (e instanceof TooManyRequestsException || Outage.isBehind(e)) {
                if (sampler.lets("unavailable")) {
                    log.warn("A websocket cannot be subscribed at the moment: {}", LoggableFailure.summary(e));
                }
                socket.outbox().put(frames.notSubscribed());
                return;
            }
            // Spring would log it with the URL of the websocket, and so with its token.
            if (sampler.lets("failure")) {
                log.error("A websocket cannot be subscribed and is closed", LoggableFailure.of(e));
            }
            socket.outbox().closeAfterwards(CloseStatus.SERVER_ERROR);
        }
    }

    /**
     * Lets a websocket listen that may succeed another one, here or on another node. Its client closes that one when it
     * hears that this one is subscribed, so it hears so only when everything before its own position has had the time
     * to arrive there. What is said meanwhile comes to both.
     */
    private void succeed(String id, ClientConnection socket, Subscription subscription) {
        try {
            Thread.sleep(SUCCESSION);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt(); // nobody does; then there is just no pause
        }
        listen(id, socket, subscription);
    }

    private void listen(String id, ClientConnection socket, Subscription subscription) {
        socket.outbox().put(frames.subscribed());
        chats.add(subscription);
        if (!open.containsKey(id)) {
            chats.remove(subscription); // closed meanwhile, when nothing was to be removed yet
        }
    }

    @Override
    public void handleTransportError(WebSocketSession socket, Throwable error) {
        log.debug("Websocket {} failed: {}", socket.getId(), error.toString());
    }

    @Override
    public void afterConnectionClosed(WebSocketSession socket, CloseStatus status) {
        var known = open.remove(socket.getId());
        if (known != null) {
            metrics.closed();
            known.subscriber().ifPresent(chats::remove);
        }
    }

    /** Closes websockets whose clients have not been heard of: the network may have lost them without a word. */
    @Scheduled(fixedDelayString = "${recontact.delivery.sweep-every:10s}")
    void closeSilent() {
        var oldest = clock.instant().minus(settings.silence());
        for (var socket : open.values()) {
            if (socket.lastHeard().isBefore(oldest)) {
                metrics.cut("silent");
                socket.outbox().closeAfterwards(CloseStatus.SESSION_NOT_RELIABLE);
            }
        }
    }

    /** Closes all, so that clients move on to another node. */
    void closeAll() {
        open.values().forEach(socket -> socket.outbox().closeAfterwards(CloseStatus.GOING_AWAY));
    }

    boolean areAllClosed() {
        return open.isEmpty();
    }
}
