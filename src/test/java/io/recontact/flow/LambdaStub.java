package io.recontact.flow;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.recontact.webhook.WebhookClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An HTTP server in place of functions: answers by path, and records the invocations. */
final class LambdaStub implements AutoCloseable {

    /** An invocation. */
    record Invoked(String path, String id, String signature, JsonNode event) {

        String contact() {
            return event.at("/Details/ContactData/ContactId").asString();
        }
    }

    private final HttpServer server;
    private final List<Invoked> invoked = new CopyOnWriteArrayList<>();
    private final Map<String, String> answers = new ConcurrentHashMap<>();
    private volatile CountDownLatch released = new CountDownLatch(1);
    private volatile boolean hangs;
    private volatile @Nullable Consumer<Invoked> meanwhile;

    LambdaStub() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::handle);
        server.start();
    }

    URI url(String path) {
        return URI.create("http://127.0.0.1:%d/%s".formatted(server.getAddress().getPort(), path));
    }

    /** Sets the answer at a path; an answer such as {@code 500} is a status. */
    void answer(String path, String answer) {
        answers.put("/" + path, answer);
    }

    void hang(boolean hangs) {
        this.hangs = hangs;
    }

    /** Answers the requests that hang, and all later ones. */
    void release() {
        hangs = false;
        released.countDown();
        released = new CountDownLatch(1);
    }

    /** Sets an action that runs at the next invocation, before the answer. */
    void meanwhile(Consumer<Invoked> happening) {
        meanwhile = happening;
    }

    List<Invoked> of(String contact) {
        return invoked.stream().filter(one -> one.contact().equals(contact)).toList();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            var path = exchange.getRequestURI().getPath();
            var headers = exchange.getRequestHeaders();
            var invocation = new Invoked(
                    path,
                    String.valueOf(headers.getFirst(WebhookClient.INVOCATION)),
                    String.valueOf(headers.getFirst("X-Recontact-Signature")),
                    new JsonMapper().readTree(body));
            invoked.add(invocation);
            var happening = meanwhile;
            if (happening != null) {
                meanwhile = null;
                happening.accept(invocation);
            }
            if (hangs) {
                released.await();
            }
            var answer = answers.getOrDefault(path, "{}");
            if (answer.matches("\\d{3}")) {
                exchange.sendResponseHeaders(Integer.parseInt(answer), -1);
                return;
            }
            var bytes = answer.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        release();
        server.stop(0);
    }
}
