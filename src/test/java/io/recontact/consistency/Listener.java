package io.recontact.consistency;

import io.recontact.consistency.Operation.Item;
import io.recontact.testing.LiveSocket;
import io.recontact.testing.Participant;
import java.time.Duration;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Follows a chat by a websocket with heartbeats, like ChatJS. When it is lost, the listener connects to another node
 * and reads what it missed.
 */
final class Listener {

    private static final Duration WITHIN = Duration.ofSeconds(60);
    private static final long PAUSE = 200; // milliseconds
    private static final int HEARTBEAT = 50; // pauses

    private final History history;
    private final Endpoints nodes;
    private final String session;
    private final String name;
    private final String participantToken;
    private final Random random;

    private final Set<String> pushed = ConcurrentHashMap.newKeySet();
    private final Set<String> read = ConcurrentHashMap.newKeySet();

    private int sockets;
    private @Nullable String last;
    private volatile long subscribed;
    private volatile boolean isOpen;
    private volatile boolean isOver;

    Listener(History history, Endpoints nodes, String session, String name, String participantToken, Random random) {
        this.history = history;
        this.nodes = nodes;
        this.session = session;
        this.name = name;
        this.participantToken = participantToken;
        this.random = random;
    }

    String session() {
        return session;
    }

    /** Listens until the end of the run. */
    void listen() {
        while (!isOver) {
            var socket = name + "-" + sockets++;
            var connection = nodes.answer(random, node -> Participant.connect(node.participants(), participantToken));
            var newest = new AtomicReference<@Nullable String>();
            var begin = History.now();
            var live = subscribe(connection.websocketUrl(), item -> newest.set(hear(socket, item)));
            subscribed = History.now();
            history.add(new Operation.Subscribe(session, name, socket, begin, subscribed));
            if (live != null) {
                last = readGap(new Transcripts(nodes, random, connection.connectionToken()));
                isOpen = true;
                awaitLoss(live);
                isOpen = false;
                live.abort();
                last = newest.get() == null ? last : newest.get();
            }
            if (live == null || !isOver) {
                history.add(new Operation.Disconnect(socket, History.now()));
            }
        }
    }

    /** Returns null if the node has ended or does not answer. */
    private static @Nullable LiveSocket subscribe(String url, Consumer<JsonNode> heard) {
        try {
            return LiveSocket.subscribe(url, heard);
        } catch (IllegalStateException | CompletionException | ConditionTimeoutException _) {
            return null;
        }
    }

    private String hear(String socket, JsonNode item) {
        var id = item.path("Id").asString();
        var isMessage = item.path("Type").asString("").equals("MESSAGE");
        history.add(new Operation.Push(
                socket, new Item(id, isMessage ? item.path("Content").asString() : null), History.now()));
        pushed.add(id);
        return id;
    }

    /** Reads what was sent before the websocket had subscribed, and returns the last item. */
    private @Nullable String readGap(Transcripts transcripts) {
        var after = last;
        var items = history.read(
                session, name, after, () -> after == null ? transcripts.whole() : transcripts.after(after));
        items.forEach(item -> read.add(item.id()));
        return items.isEmpty() ? after : items.getLast().id();
    }

    private void awaitLoss(LiveSocket live) {
        try {
            for (int i = 0; !isOver && !live.isClosed(); i++) {
                if (i % HEARTBEAT == 0) {
                    live.send("{\"topic\":\"aws/heartbeat\"}");
                }
                Endpoints.pause(PAUSE);
            }
        } catch (CompletionException _) {
            // It is lost.
        }
    }

    /** Waits until a websocket is open and the gap before it is read. */
    void awaitOpen() {
        Awaitility.await().atMost(WITHIN).until(() -> isOpen);
    }

    /**
     * Waits until a websocket has an item, or a read if the websocket has subscribed since the send began. Without it
     * the checker reports a lost delivery.
     */
    void awaitItem(String id, long sendBegin) {
        try {
            Awaitility.await()
                    .atMost(WITHIN)
                    .until(() -> pushed.contains(id) || (subscribed >= sendBegin && read.contains(id)));
        } catch (ConditionTimeoutException _) {
            // The history has the websocket, and not the push.
        }
    }

    /** Listens no more. */
    void finish() {
        isOver = true;
    }
}
