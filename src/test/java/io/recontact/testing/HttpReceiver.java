package io.recontact.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * An HTTP server in place of an endpoint that the service calls. The test decides the answers; the server keeps the
 * requests.
 *
 * @param <R> a request as the test reads it
 */
public class HttpReceiver<R> implements AutoCloseable {

    /** The method of a request, among its headers as in HTTP/2. */
    public static final String METHOD = ":method";

    /** The encoded path of a request, among its headers as in HTTP/2. */
    public static final String PATH = ":path";

    /** Decides how requests are answered. */
    @FunctionalInterface
    public interface Answers<R> {

        /** The status for a request; a redirect goes to the {@code Location} of {@link #redirectTo}. */
        int to(R request) throws Exception;
    }

    private final BiFunction<Map<String, String>, String, R> reader;
    private final List<R> requests = new CopyOnWriteArrayList<>();
    private final List<R> accepted = new CopyOnWriteArrayList<>();
    private int port;
    private @Nullable HttpServer server;
    private volatile Answers<R> answers = _ -> 204;
    private volatile URI redirectTo = URI.create("http://127.0.0.1");

    /** Starts to listen. The reader turns headers, whose names are case-insensitive, and the body into a request. */
    public HttpReceiver(BiFunction<Map<String, String>, String, R> reader) {
        this.reader = reader;
        listen();
    }

    /** The URL of the endpoint. */
    public URI url() {
        return URI.create("http://127.0.0.1:%d/receive?key=k".formatted(port));
    }

    /** Listens again at the same port. */
    public void start() {
        listen();
    }

    private void listen() {
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

    /** Closes all connections, and refuses new ones. */
    public void stop() {
        if (server != null) {
            server.stop(0);
            server = null;
        }
    }

    /** Accepts all requests again, and listens. */
    public void reset() {
        answers = _ -> 204;
        if (server == null) {
            listen();
        }
    }

    /** Changes the answers from now on. */
    public void answer(Answers<R> answers) {
        this.answers = answers;
    }

    /** Holds all answers until the latch opens, for at most 20 seconds. */
    public CountDownLatch hold() {
        var open = new CountDownLatch(1);
        answer(_ -> {
            open.await(20, TimeUnit.SECONDS);
            return 200;
        });
        return open;
    }

    /** Redirects all requests. */
    public void redirectTo(URI location) {
        redirectTo = location;
        answers = _ -> 307;
    }

    /** Asserts that a request was signed with a secret within a minute of a time. */
    public static void assertSigned(Map<String, String> headers, String body, String secret, Instant at)
            throws GeneralSecurityException {
        var timestamp = headers.get("X-Recontact-Timestamp");
        assertThat(Long.parseLong(timestamp)).isCloseTo(at.getEpochSecond(), within(60L));
        var mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        var sign = mac.doFinal((timestamp + "." + body).getBytes(StandardCharsets.UTF_8));
        assertThat(headers)
                .containsEntry(
                        "X-Recontact-Signature", "sha256=" + HexFormat.of().formatHex(sign));
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            var headers = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
            exchange.getRequestHeaders().forEach((name, values) -> headers.put(name, values.getFirst()));
            headers.put(METHOD, exchange.getRequestMethod());
            headers.put(PATH, exchange.getRequestURI().getRawPath());
            var request =
                    reader.apply(headers, new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            requests.add(request);
            int status = status(request);
            if (status / 100 == 2) {
                accepted.add(request);
            }
            if (status / 100 == 3) {
                exchange.getResponseHeaders().add("Location", redirectTo.toString());
            }
            exchange.sendResponseHeaders(status, -1);
        }
    }

    private int status(R request) {
        try {
            return answers.to(request);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** All requests. */
    public List<R> requests() {
        return List.copyOf(requests);
    }

    /** The accepted requests. */
    public List<R> accepted() {
        return List.copyOf(accepted);
    }

    @Override
    public void close() {
        stop();
    }
}
