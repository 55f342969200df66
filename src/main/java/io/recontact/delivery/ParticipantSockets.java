package io.recontact.delivery;

import io.recontact.chat.Admission;
import io.recontact.chat.Joins;
import io.recontact.delivery.Frames.Incoming;
import io.recontact.transcript.Transcript;
import io.recontact.wire.AccessDeniedException;
import jakarta.websocket.Session;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.TextMessage;
import org.springframework.web.socket.WebSocketSession;
import org.springframework.web.socket.adapter.NativeWebSocketSession;
import org.springframework.web.socket.handler.TextWebSocketHandler;

/** The websockets of participants. Who has opened one was found out in the handshake. */
@Component
class ParticipantSockets extends TextWebSocketHandler {

    private static final Logger log = LoggerFactory.getLogger(ParticipantSockets.class);

    private static final String SEND_TIMEOUT = "org.apache.tomcat.websocket.BLOCKING_SEND_TIMEOUT";

    private final LiveChats chats;
    private final Admission admission;
    private final Joins joins;
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
            Transcript transcript,
            Frames frames,
            DeliveryMetrics metrics,
            DeliverySettings settings,
            Clock clock) {
        this.chats = chats;
        this.admission = admission;
        this.joins = joins;
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
            joins.join(admission.admit(socket.participant()));
            socket.outbox().put(frames.subscribed());
            var subscriber = new Subscriber(socket.session(), socket.participant(), socket.outbox(), position);
            if (!socket.subscribe(subscriber)) {
                return; // a repeat
            }
            chats.add(subscriber);
            if (!open.containsKey(id)) {
                chats.remove(subscriber); // closed meanwhile, when nothing was to be removed yet
            }
        } catch (AccessDeniedException _) {
            // The chat has ended since the handshake; a client that comes back is told so.
            socket.outbox().closeAfterwards(CloseStatus.NORMAL);
        } catch (DataAccessException | TransactionException e) {
            log.warn(
                    "A websocket cannot be subscribed at the moment: {}",
                    e.getMostSpecificCause().toString());
            socket.outbox().put(frames.notSubscribed());
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
