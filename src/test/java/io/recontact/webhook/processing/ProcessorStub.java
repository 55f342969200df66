package io.recontact.webhook.processing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An HTTP server in place of a message processor. The test decides the answers; the server keeps the calls. */
final class ProcessorStub implements AutoCloseable {

    static final String APPROVED = "{\"status\": \"APPROVED\"}";
    static final String REJECTED = "{\"status\": \"REJECTED\"}";

    /** A call, with the id that a repeated call has, too. */
    record Called(String invocation, JsonNode event) {

        String content() {
            return event.at("/chatContent/content").asString();
        }

        String session() {
            return event.at("/chatContent/initialContactId").asString();
        }
    }

    private final HttpServer server;
    private final List<Called> calls = new CopyOnWriteArrayList<>();
    private volatile Function<Called, String> answers = _ -> APPROVED;

    ProcessorStub() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::handle);
        server.start();
    }

    static String processed(String content) {
        return processed("text/plain", content);
    }

    static String processed(String contentType, String content) {
        return """
                {"status": "PROCESSED", "result": {"processedChatContent": {"content": "%s", "contentType": "%s"}}}
                """.formatted(content, contentType);
    }

    URI url() {
        return URI.create(
                "http://127.0.0.1:%d/process".formatted(server.getAddress().getPort()));
    }

    /** Changes the answers from now on; an answer such as {@code 500} is a status. */
    void answer(Function<Called, String> answers) {
        this.answers = answers;
    }

    /** Holds all answers, which approve, until the latch opens, for at most 20 seconds. */
    CountDownLatch hold() {
        var open = new CountDownLatch(1);
        answer(_ -> {
            try {
                open.await(20, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            return APPROVED;
        });
        return open;
    }

    List<Called> calls(String session) {
        return calls.stream().filter(call -> call.session().equals(session)).toList();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            var call = new Called(
                    String.valueOf(exchange.getRequestHeaders().getFirst("X-Recontact-Invocation-Id")),
                    new JsonMapper().readTree(body));
            calls.add(call);
            var answer = answers.apply(call);
            if (answer.matches("\\d{3}")) {
                exchange.sendResponseHeaders(Integer.parseInt(answer), -1);
                return;
            }
            var bytes = answer.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
