package io.recontact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.recontact.testing.HttpReceiver;
import io.recontact.testing.Participant;
import io.recontact.testing.RawCalls;
import io.recontact.testing.Service;
import io.recontact.testing.ServiceTest;
import io.recontact.testing.SpanReceiver;
import java.net.http.HttpRequest;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestPropertySource;
import software.amazon.awssdk.services.connectparticipant.model.AccessDeniedException;

/** A service with an endpoint for spans, which receives them. */
@ServiceTest
@TestPropertySource(
        properties = {
            "management.opentelemetry.tracing.export.schedule-delay=100ms",
            "management.tracing.sampling.probability=1"
        })
@ExtendWith(OutputCaptureExtension.class)
class TracingTests {

    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
    private static final String PARENT = "b7ad6b7169203331";
    private static final String TRACEPARENT = "00-%s-%s-01".formatted(TRACE, PARENT);
    private static final SpanReceiver RECEIVER = new SpanReceiver();
    private static final HttpReceiver<Map<String, String>> EVENTS = new HttpReceiver<>((headers, _) -> headers);

    private final Service.Calls calls;
    private final RawCalls raw;

    TracingTests(Service.Calls calls, RawCalls raw) {
        this.calls = calls;
        this.raw = raw;
    }

    @DynamicPropertySource
    static void receive(DynamicPropertyRegistry properties) {
        properties.add("management.opentelemetry.tracing.export.otlp.endpoint", RECEIVER::url);
        properties.add("recontact.events.endpoints[0].name", () -> "traced");
        properties.add("recontact.events.endpoints[0].url", EVENTS::url);
    }

    @AfterAll
    static void close() {
        EVENTS.close();
        RECEIVER.close();
    }

    private Participant customer() {
        return calls.customerOf(calls.newTenant().start(_ -> {}));
    }

    private String say(String connectionToken, String text) {
        return calls.participants()
                .sendMessage(r -> r.connectionToken(connectionToken)
                        .contentType("text/plain")
                        .content(text)
                        .overrideConfiguration(c -> c.putHeader("traceparent", TRACEPARENT)))
                .responseMetadata()
                .requestId();
    }

    @Test
    void tracesARequestWithoutItsContent() {
        var customer = customer();

        var request = say(customer.connectionToken(), "a text that is nobody's business");

        var span = await().until(
                        () -> RECEIVER.spans().stream()
                                .filter(received ->
                                        request.equals(received.attributes().get("aws.request_id")))
                                .findFirst(),
                        Optional::isPresent)
                .orElseThrow();
        assertThat(span.trace()).isEqualTo(TRACE);
        assertThat(span.parent()).isEqualTo(PARENT);
        assertThat(span.name()).isEqualTo("SendMessage");
        assertThat(span.hasFailed()).isFalse();
        assertThat(span.attributes())
                .containsOnlyKeys("aws.request_id", "http.request.method", "http.response.status_code")
                .containsEntry("http.response.status_code", "200");
        assertThat(RECEIVER.bodies())
                .contains("SendMessage")
                .doesNotContain("nobody's business", customer.connectionToken(), customer.token(), "/participant/");
    }

    @Test
    void continuesTheTraceInCallsOfEndpoints() {
        customer();

        await().untilAsserted(() -> {
            var spans = RECEIVER.spans().stream()
                    .filter(span -> "traced".equals(span.attributes().get("recontact.endpoint")))
                    .filter(span -> !span.hasFailed())
                    .toList();
            assertThat(spans).isNotEmpty();
            assertThat(EVENTS.accepted())
                    .extracting(headers ->
                            String.valueOf(headers.get("traceparent")).replaceAll("-\\w+$", ""))
                    .contains(spans.stream()
                            .map(span -> "00-%s-%s".formatted(span.trace(), span.id()))
                            .toArray(String[]::new));
            assertThat(spans.getFirst().attributes())
                    .containsEntry("server.address", "127.0.0.1")
                    .containsEntry("http.response.status_code", "204");
        });
        assertThat(RECEIVER.bodies()).doesNotContain("key=k");
    }

    @Test
    void marksCallsThatFail() {
        EVENTS.answer(_ -> 503);
        try {
            customer();

            await().untilAsserted(() -> assertThat(RECEIVER.spans())
                    .filteredOn(SpanReceiver.Span::hasFailed)
                    .extracting(span -> span.attributes().get("error.type"))
                    .contains("503"));
        } finally {
            EVENTS.reset();
        }
    }

    @Test
    void logsTheTraceWithTheRequest(CapturedOutput output) {
        assertThatExceptionOfType(AccessDeniedException.class).isThrownBy(() -> say("no token of ours", "hello"));

        assertThat(output).containsPattern("\\[[0-9a-f-]{36} %s] .*Refused participant".formatted(TRACE));
    }

    @Test
    void namesTracesInTheBucketsOfMetrics() {
        say(customer().connectionToken(), "hello");

        assertThat(raw.send(HttpRequest.newBuilder(calls.endpoint().resolve("/actuator/prometheus"))
                                .header("Accept", "application/openmetrics-text;version=1.0.0")
                                .build())
                        .body())
                .containsPattern(
                        "recontact_requests_seconds_bucket\\{operation=\"SendMessage\",outcome=\"ok\".*} 1.* # \\{.*trace_id=\"[0-9a-f]{32}\"");
    }
}
