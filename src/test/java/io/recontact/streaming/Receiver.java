package io.recontact.streaming;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An endpoint of streams: an HTTP server that answers as a test wants, and keeps what it has taken. */
final class Receiver implements AutoCloseable {

    static final JsonMapper JSON = new JsonMapper();

    private static final Answers TAKE = _ -> 204;

    /** How requests are answered. */
    @FunctionalInterface
    interface Answers {

        /** The status for a request; of redirects, to the {@code Location} of {@link #redirectTo}. */
        int to(Received request) throws Exception;
    }

    /** A request. Names of headers are found in any spelling. */
    record Received(Map<String, String> headers, String body) {

        /** What a notification says, or else the body. */
        String itemText() {
            return headers.containsKey("x-amz-sns-message-type")
                    ? JSON.readTree(body).path("Message").asString()
                    : body;
        }

        JsonNode item() {
            return JSON.readTree(itemText());
        }

        String contact() {
            return item().path("InitialContactId").asString();
        }

        /** The content of a message, or the end of an event's content type. */
        String told() {
            var content = item().path("Content").asString("");
            return content.isEmpty()
                    ? item().path("ContentType").asString().replace("application/vnd.amazonaws.connect.event.", "")
                    : content;
        }
    }

    private final List<Received> asked = new CopyOnWriteArrayList<>();
    private final List<Received> taken = new CopyOnWriteArrayList<>();
    private int port;
    private @Nullable HttpServer server;
    private volatile Answers answers = TAKE;
    private volatile URI redirectTo = URI.create("http://127.0.0.1");

    Receiver() {
        start();
    }

    URI url() {
        return URI.create("http://127.0.0.1:%d/streams?key=k".formatted(port));
    }

    /** Begins to listen, again at the same port. */
    void start() {
        try {
            var started = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
            started.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            started.createContext("/", this::handle);
            started.start();
            port = started.getAddress().getPort();
            server = started;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Hangs up, and refuses connections from now on. */
    void stop() {
        if (server != null) {
            server.stop(0);
            server = null;
        }
    }

    /** Takes everything again, and listens. */
    void reset() {
        answers = TAKE;
        if (server == null) {
            start();
        }
    }

    void answer(Answers answers) {
        this.answers = answers;
    }

    void redirectTo(URI location) {
        redirectTo = location;
        answers = _ -> 307;
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            var headers = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
            exchange.getRequestHeaders().forEach((name, values) -> headers.put(name, values.getFirst()));
            var request =
                    new Received(headers, new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            asked.add(request);
            int status = status(request);
            if (status / 100 == 2) {
                taken.add(request);
            }
            if (status / 100 == 3) {
                exchange.getResponseHeaders().add("Location", redirectTo.toString());
            }
            exchange.sendResponseHeaders(status, -1);
        }
    }

    private int status(Received request) {
        try {
            return answers.to(request);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** Everything it was asked to take of a chat. */
    List<Received> askedOf(String contact) {
        return of(asked, contact);
    }

    /** What it has taken of a chat. */
    List<Received> takenOf(String contact) {
        return of(taken, contact);
    }

    /** What it has been told of a chat, in order. */
    List<String> toldOf(String contact) {
        return takenOf(contact).stream().map(Received::told).toList();
    }

    private static List<Received> of(List<Received> all, String contact) {
        Predicate<Received> ofContact = request -> request.contact().equals(contact);
        return all.stream().filter(ofContact).toList();
    }

    @Override
    public void close() {
        stop();
    }
}
