package io.recontact.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.propagation.Propagator;
import io.recontact.api.CallSpans;
import io.recontact.webhook.DeliveryFailedException.Reason;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.support.StaticListableBeanFactory;

/** Requests to an endpoint and their failures. */
class WebhookClientTests {

    private static final String ARN = "arn:aws:lambda:us-east-1:123456789012:function:f";

    private final WebhookClient webhooks =
            new WebhookClient(untraced(), Clock.fixed(Instant.ofEpochSecond(1_700_000_000), ZoneOffset.UTC));

    private HttpServer server;

    @SuppressWarnings("NullAway") // the server starts before each test
    WebhookClientTests() {}

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
        webhooks.close();
    }

    private void answer(HttpHandler handler) {
        server.createContext("/", handler);
    }

    private void post(@Nullable String secret) throws DeliveryFailedException {
        var url =
                URI.create("http://127.0.0.1:%d/".formatted(server.getAddress().getPort()));
        webhooks.post(
                new LambdaFunction(ARN, url, secret),
                new WebhookRequest("application/json", Map.of("X-Name", "value"), "{\"Content\":\"Grüße 👋\"}"),
                Duration.ofSeconds(1));
    }

    private void assertFails(Reason reason) {
        assertThatExceptionOfType(DeliveryFailedException.class)
                .isThrownBy(() -> post(null))
                .satisfies(e -> assertThat(e.reason()).isEqualTo(reason))
                // The message goes to the log.
                .withMessageNotContainingAny("127.0.0.1", "Grüße");
    }

    @Test
    void posts() throws Exception {
        var got = new AtomicReference<String>();
        answer(exchange -> {
            got.set("%s %s %s %s"
                    .formatted(
                            exchange.getRequestMethod(),
                            exchange.getRequestHeaders().getFirst("Content-Type"),
                            exchange.getRequestHeaders().getFirst("X-Name"),
                            new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });

        post(null);

        assertThat(got.get()).isEqualTo("POST application/json value {\"Content\":\"Grüße 👋\"}");
    }

    @Test
    void signsTimeAndBody() throws Exception {
        var got = new AtomicReference<String>();
        answer(exchange -> {
            got.set(exchange.getRequestHeaders().getFirst(WebhookClient.TIMESTAMP) + " "
                    + exchange.getRequestHeaders().getFirst(WebhookClient.SIGNATURE));
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });

        post("secret");

        // printf '1700000000.{"Content":"Grüße 👋"}' | openssl dgst -sha256 -hmac secret
        assertThat(got.get())
                .isEqualTo("1700000000 sha256=4984d2a1a2efaafc6a3ee721f1811532314487ad49b661441f67d73fe8bf04b3");
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308, 304, 400, 401, 404, 410, 429, 500, 503})
    void treatsEveryOtherStatusAsAFailure(int status) {
        var calls = new AtomicInteger();
        answer(exchange -> {
            calls.incrementAndGet();
            exchange.getResponseHeaders().add("Location", "/elsewhere");
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        });

        assertFails(Reason.REFUSED);

        assertThat(calls).hasValue(1);
    }

    @Test
    void timesOutWithoutAResponse() {
        answer(_ -> {
            try {
                Thread.sleep(Duration.ofSeconds(30)); // an endpoint that hangs
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt(); // the test is over
            }
        });

        assertFails(Reason.TIMED_OUT);
    }

    @Test
    void timesOutOnAnEndlessResponse() {
        answer(exchange -> {
            exchange.sendResponseHeaders(200, 0);
            try (var body = exchange.getResponseBody()) {
                while (true) {
                    body.write(new byte[1024]);
                    body.flush();
                }
            }
        });

        assertFails(Reason.TIMED_OUT);
    }

    @Test
    void reportsARefusedConnection() {
        server.stop(0);

        assertFails(Reason.UNREACHABLE);
    }

    @Test
    void reportsAClosedConnection() {
        answer(exchange -> exchange.close());

        assertFails(Reason.UNREACHABLE);
    }

    private static CallSpans untraced() {
        var beans = new StaticListableBeanFactory();
        return new CallSpans(beans.getBeanProvider(Tracer.class), beans.getBeanProvider(Propagator.class));
    }
}
