package io.recontact.flow;

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
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A bot that speaks the shapes of RecognizeText. It answers by the text:
 *
 * <ul>
 *   <li>{@code help}: an interactive message (a list picker) that elicits the slot {@code action};
 *   <li>{@code card}: a response card, whose button "An agent" has the value "Continue to agent";
 *   <li>{@code Continue to agent} and {@code End chat}: closes the dialog with the intent {@code Menu} and the slot;
 *   <li>{@code fail}: closes the dialog with a failed intent;
 *   <li>three digits: that HTTP status; {@code null}: an answer that is not one of RecognizeText;
 *   <li>everything else: the text, after the number of the turn, which it keeps in a session attribute.
 * </ul>
 */
final class EchoBot implements AutoCloseable {

    /** A request of the service. */
    record Asked(String id, String signature, JsonNode body) {

        String text() {
            return body.path("text").asString();
        }
    }

    private final JsonMapper json = new JsonMapper();
    private final HttpServer server;
    private final List<Asked> asked = new CopyOnWriteArrayList<>();
    private volatile CountDownLatch held = new CountDownLatch(0);

    EchoBot() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::handle);
        server.start();
    }

    URI url() {
        return URI.create(
                "http://127.0.0.1:%d/bot".formatted(server.getAddress().getPort()));
    }

    /** Lets requests wait for {@link #release}. */
    void hold() {
        held = new CountDownLatch(1);
    }

    void release() {
        held.countDown();
    }

    List<Asked> of(String contact) {
        return asked.stream()
                .filter(one -> one.body().path("sessionId").asString().equals(contact))
                .toList();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            var headers = exchange.getRequestHeaders();
            var body = json.readTree(exchange.getRequestBody().readAllBytes());
            asked.add(new Asked(
                    String.valueOf(headers.getFirst("X-Recontact-Invocation-Id")),
                    String.valueOf(headers.getFirst("X-Recontact-Signature")),
                    body));
            held.await();
            var text = body.path("text").asString();
            if (text.matches("\\d{3}")) {
                exchange.sendResponseHeaders(Integer.parseInt(text), -1);
                return;
            }
            var answer =
                    answer(text, body.at("/sessionState/sessionAttributes")).getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private String answer(String text, JsonNode attributes) {
        var turn = attributes.path("turns").asInt(0) + 1;
        return switch (text) {
            case "null" -> "{\"messages\": []}";
            case "help" ->
                answer(
                        turn,
                        "ElicitSlot",
                        "InProgress",
                        Map.of(),
                        Map.of("contentType", "CustomPayload", "content", """
                                {"templateType": "ListPicker", "version": "1.0", "data": {"content": {"title": "How?",
                                "elements": [{"title": "Continue to agent"}, {"title": "End chat"}]}}}"""));
            case "card" ->
                answer(
                        turn,
                        "ElicitSlot",
                        "InProgress",
                        Map.of(),
                        Map.of(
                                "contentType",
                                "ImageResponseCard",
                                "imageResponseCard",
                                Map.of(
                                        "title",
                                        "Who?",
                                        "buttons",
                                        List.of(Map.of("text", "An agent", "value", "Continue to agent")))));
            case "Continue to agent", "End chat" ->
                answer(
                        turn,
                        "Close",
                        "Fulfilled",
                        Map.of("action", Map.of("value", Map.of("originalValue", text, "interpretedValue", text))),
                        Map.of("contentType", "PlainText", "content", "Received " + text));
            case "fail" ->
                answer(turn, "Close", "Failed", Map.of(), Map.of("contentType", "PlainText", "content", "Sorry"));
            default ->
                answer(
                        turn,
                        "ElicitIntent",
                        "InProgress",
                        Map.of(),
                        Map.of("contentType", "PlainText", "content", "%d %s".formatted(turn, text)));
        };
    }

    private String answer(int turn, String action, String state, Map<String, ?> slots, Map<String, ?> message) {
        var intent = Map.of("name", "Menu", "state", state, "slots", slots);
        return json.writeValueAsString(Map.of(
                "messages",
                List.of(message),
                "sessionState",
                Map.of(
                        "dialogAction",
                        Map.of("type", action),
                        "intent",
                        intent,
                        "sessionAttributes",
                        Map.of("turns", String.valueOf(turn))),
                "interpretations",
                List.of(
                        Map.of(
                                "intent",
                                intent,
                                "nluConfidence",
                                Map.of("score", 0.9),
                                "sentimentResponse",
                                Map.of("sentiment", "MIXED", "sentimentScore", Map.of("mixed", 0.7))),
                        Map.of(
                                "intent",
                                Map.of("name", "Other", "state", "ReadyForFulfillment"),
                                "nluConfidence",
                                Map.of("score", 0.4)))));
    }

    @Override
    public void close() {
        release();
        server.stop(0);
    }
}
