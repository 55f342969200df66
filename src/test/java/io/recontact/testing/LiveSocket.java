package io.recontact.testing;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A websocket client like ChatJS: subscribes at once, and keeps all frames. */
public final class LiveSocket implements WebSocket.Listener, AutoCloseable {

    private static final JsonMapper JSON = new JsonMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final List<JsonNode> frames = new CopyOnWriteArrayList<>();
    private final StringBuilder part = new StringBuilder();
    private final CompletableFuture<Integer> closed = new CompletableFuture<>();
    private @Nullable WebSocket socket;

    private final Consumer<JsonNode> heard;

    private LiveSocket(Consumer<JsonNode> heard) {
        this.heard = heard;
    }

    /** Opens a URL, and waits until the chat is subscribed. */
    public static LiveSocket subscribe(String url) {
        return subscribe(url, _ -> {});
    }

    /**
     * Opens a URL, and waits until the chat is subscribed.
     *
     * @param heard gets each item at its arrival, one after the other
     */
    public static LiveSocket subscribe(String url, Consumer<JsonNode> heard) {
        var live = open(url, heard);
        try {
            live.send("{\"topic\":\"aws/subscribe\",\"content\":{\"topics\":[\"aws/chat\"]}}");
            live.await(frame -> frame.path("topic").asString("").equals("aws/subscribe"));
            return live;
        } catch (RuntimeException e) {
            live.abort();
            throw e;
        }
    }

    /** Opens a URL and sends nothing. */
    public static LiveSocket open(String url) {
        return open(url, _ -> {});
    }

    private static LiveSocket open(String url, Consumer<JsonNode> heard) {
        var live = new LiveSocket(heard);
        try {
            live.socket =
                    HTTP.newWebSocketBuilder().buildAsync(URI.create(url), live).get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
        return live;
    }

    /** Sends a frame. */
    public void send(String frame) {
        socket().sendText(frame, true).join();
    }

    /** All frames so far. */
    public List<JsonNode> frames() {
        return List.copyOf(frames);
    }

    /** The items pushed so far. */
    public List<JsonNode> items() {
        return frames.stream()
                .filter(LiveSocket::isItem)
                .map(LiveSocket::itemIn)
                .toList();
    }

    private static boolean isItem(JsonNode frame) {
        return frame.path("topic").asString("").equals("aws/chat");
    }

    private static JsonNode itemIn(JsonNode frame) {
        return JSON.readTree(frame.path("content").asString());
    }

    /** The contents of the messages pushed so far. */
    public List<String> messages() {
        return items().stream()
                .filter(item -> item.path("Type").asString("").equals("MESSAGE"))
                .map(item -> item.path("Content").asString())
                .toList();
    }

    /** Waits for a frame. */
    public JsonNode await(Predicate<JsonNode> wanted) {
        return Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> frames.stream().filter(wanted).findFirst().orElse(null), found -> found != null);
    }

    /** Waits for an item. */
    public JsonNode awaitItem(Predicate<JsonNode> wanted) {
        return Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> items().stream().filter(wanted).findFirst().orElse(null), found -> found != null);
    }

    /** Waits for an event with this end of its content type. */
    public JsonNode awaitEvent(String name) {
        return awaitItem(item -> item.path("ContentType").asString("").endsWith(".event." + name));
    }

    /** Waits for a message with this content. */
    public JsonNode awaitMessage(String content) {
        return awaitItem(item -> item.path("Content").asString("").equals(content));
    }

    /** Waits until the service has closed the websocket, and returns the code. */
    public int awaitClosed() {
        return closed.orTimeout(PATIENCE.toSeconds(), java.util.concurrent.TimeUnit.SECONDS)
                .join();
    }

    /** Returns true if the service has closed the websocket. */
    public boolean isClosed() {
        return closed.isDone();
    }

    /** Drops the connection without a close frame. */
    public void abort() {
        socket().abort();
    }

    @Override
    public void close() {
        socket().sendClose(WebSocket.NORMAL_CLOSURE, "")
                .exceptionally(_ -> socket())
                .join(); // already closed
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
        part.append(data);
        if (last) {
            var frame = JSON.readTree(part.toString());
            if (isItem(frame)) {
                heard.accept(itemIn(frame));
            }
            frames.add(frame);
            part.setLength(0);
        }
        webSocket.request(1);
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket webSocket, int statusCode, String reason) {
        closed.complete(statusCode);
        return null;
    }

    @Override
    public void onError(WebSocket webSocket, Throwable error) {
        closed.complete(1006);
    }

    private WebSocket socket() {
        if (socket == null) {
            throw new IllegalStateException("The websocket is not open");
        }
        return socket;
    }
}
