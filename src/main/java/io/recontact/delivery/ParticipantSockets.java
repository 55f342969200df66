package io.recontact.delivery;

import io.recontact.chat.Admission;
import io.recontact.chat.Joins;
import io.recontact.chat.SessionBulkhead;
import io.recontact.delivery.Frames.Incoming;
import io.recontact.transcript.Transcript;
import io.recontact.wire.AccessDeniedException;
import io.recontact.wire.LogSampler;
import io.recontact.wire.LoggableFailure;
import io.recontact.wire.Outage;
import io.recontact.wire.TooManyRequestsException;
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
class ParticipantSockets extends TextWebSocketHandler {

    private static final Logger log = LoggerFactory.getLogger(ParticipantSockets.class);
    private static final LogSampler sampler = new LogSampler(log);

    private static final String SEND_TIMEOUT = "org.apache.tomcat.websocket.BLOCKING_SEND_TIMEOUT";

    /** ChatJS asks again when it is not subscribed within a second. */
    private static final Duration SUCCESSION = Duration.ofMillis(400);

    private final LiveChats chats;
    private final Admission admission;
    private final Joins joins;
    private final SessionBulkhead bulkhead;
    private final Transcript transcript;
    private final Frames frames;
    private final DeliveryMetrics metrics;
    private final DeliverySettings settings;
    private final Clock clock;
    private final Map<String, OpenSocket> open = new ConcurrentHashMap<>();

    ParticipantSockets(
            LiveChats chats,
            Admission admission,
            Joins joins,
            SessionBulkhead bulkhead,
            Transcript transcript,
            Frames frames,
            DeliveryMetrics metrics,
            DeliverySettings settings,
            Clock clock) {
        this.chats = chats;
        this.admission = admission;
        this.joins = joins;
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
                new OpenSocket(Handshake.participation(socket), new Outbox(socket, metrics), clock.instant()));
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
                if (topics.contains(Frames.CHAT)) {
                    subscribe(socket.getId(), known);
                } else {
                    known.outbox().put(frames.notSubscribed());
                }
            }
            case Incoming.Unknown _ -> known.outbox().put(frames.error("The frame has no known topic", socket.getId()));
        }
    }

    private void subscribe(String id, OpenSocket socket) {
        try {
            // First of all: what is appended from here on is delivered, and an end that was appended before keeps out.
            var position = transcript.newest(socket.session());
            var participation = admission.admit(socket.participant());
            bulkhead.call(socket.session(), () -> joins.join(participation));
            var subscriber = new Subscriber(socket.session(), socket.participant(), socket.outbox(), position);
            if (!socket.subscribe(subscriber)) {
                socket.outbox().put(frames.subscribed());
                return; // a repeat
            }
            if (participation.isConnected()) {
                chats.wake(socket.session());
                Thread.startVirtualThread(() -> succeed(id, socket, subscriber));
            } else {
                listen(id, socket, subscriber);
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
    private void succeed(String id, OpenSocket socket, Subscriber subscriber) {
        try {
            Thread.sleep(SUCCESSION);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt(); // nobody does; then there is just no pause
        }
        listen(id, socket, subscriber);
    }

    private void listen(String id, OpenSocket socket, Subscriber subscriber) {
        socket.outbox().put(frames.subscribed());
        chats.add(subscriber);
        if (!open.containsKey(id)) {
            chats.remove(subscriber); // closed meanwhile, when nothing was to be removed yet
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
