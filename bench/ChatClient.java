import module java.base;
import module java.net.http;

/** A participant of a chat with a websocket, which is opened and kept as ChatJS does it. */
final class ChatClient implements WebSocket.Listener {

    /** A message that the websocket received, by its number, at a time of {@link System#nanoTime()}. */
    record Heard(int message, long at) {}

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** An item within a frame, which is JSON within JSON; only messages have a content. */
    private static final Pattern PUSHED = Pattern.compile("\\\\\"Content\\\\\":\\\\\"message (\\d+)\\\\\"");

    final List<Heard> heard = Collections.synchronizedList(new ArrayList<>(0));

    /** The times that echoes of heartbeats took, in milliseconds. */
    final Queue<Double> echoes = new ConcurrentLinkedQueue<>();

    private final String participantToken;
    private final Consumer<String> failed;
    private final CompletableFuture<Void> subscribed = new CompletableFuture<>();
    private final CompletableFuture<Void> closed = new CompletableFuture<>();
    private final StringBuilder part = new StringBuilder(0);
    private String connectionToken = "";
    private volatile WebSocket socket;
    private volatile long beatAt;
    private volatile boolean isClosing;

    /** @param failed is told what goes wrong */
    ChatClient(String participantToken, Consumer<String> failed) {
        this.participantToken = participantToken;
        this.failed = failed;
    }

    String connectionToken() {
        return connectionToken;
    }

    /** Connects at a node, and subscribes. */
    void open(Service node) throws InterruptedException, ExecutionException, TimeoutException {
        var connection = node.call(Request.ofParticipant(
                "connection", participantToken, "{\"Type\":[\"WEBSOCKET\",\"CONNECTION_CREDENTIALS\"]}"));
        connectionToken = connection.get("ConnectionCredentials").get("ConnectionToken").asString();
        socket = Service.HTTP.newWebSocketBuilder()
                .connectTimeout(PATIENCE)
                .buildAsync(URI.create(connection.get("Websocket").get("Url").asString()), this)
                .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        socket.sendText("{\"topic\":\"aws/subscribe\",\"content\":{\"topics\":[\"aws/chat\"]}}", true)
                .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        subscribed.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }

    /** Sends a heartbeat, to which the service sends an echo. */
    void beat() {
        if (beatAt != 0) {
            failed.accept("A heartbeat has no echo when the next one is due");
        }
        beatAt = System.nanoTime();
        socket.sendText("{\"topic\":\"aws/heartbeat\"}", true);
    }

    void sendClose() throws InterruptedException, ExecutionException, TimeoutException {
        isClosing = true;
        socket.sendClose(WebSocket.NORMAL_CLOSURE, "").get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }

    void awaitClose() throws InterruptedException, ExecutionException, TimeoutException {
        closed.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }

    /** Returns the numbers of the messages in the order in which they arrived. */
    List<Integer> messages() {
        synchronized (heard) {
            return heard.stream().map(Heard::message).toList();
        }
    }

    @Override
    public CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
        var now = System.nanoTime();
        if (last && part.isEmpty()) {
            hear(data.toString(), now);
        } else {
            part.append(data);
            if (last) {
                hear(part.toString(), now);
                part.setLength(0);
            }
        }
        webSocket.request(1);
        return null;
    }

    private void hear(String frame, long now) {
        if (frame.contains("\"topic\":\"aws/chat\"")) {
            var message = PUSHED.matcher(frame);
            if (message.find()) {
                heard.add(new Heard(Integer.parseInt(message.group(1)), now));
            }
        } else if (frame.contains("\"topic\":\"aws/heartbeat\"")) {
            echoes.add((now - beatAt) / 1e6);
            beatAt = 0;
        } else if (frame.contains("\"status\":\"success\"")) {
            subscribed.complete(null);
        } else {
            failed.accept("A websocket receives " + frame);
        }
    }

    @Override
    public CompletionStage<?> onClose(WebSocket webSocket, int code, String reason) {
        if (!isClosing) {
            failed.accept("A websocket was closed with " + code);
        }
        closed.complete(null);
        return null;
    }

    @Override
    public void onError(WebSocket webSocket, Throwable error) {
        failed.accept("A websocket has failed: " + error);
    }
}
