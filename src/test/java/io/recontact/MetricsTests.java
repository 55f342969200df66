package io.recontact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.entry;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.recontact.api.SharedGauges;
import io.recontact.testing.RawCalls;
import io.recontact.testing.Service;
import io.recontact.testing.ServiceTest;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import software.amazon.awssdk.services.connect.model.LimitExceededException;
import software.amazon.awssdk.services.connect.model.ResourceNotFoundException;

/** Metrics and endpoints for operators, and their documentation. */
@ServiceTest
@TestPropertySource(properties = "recontact.limits.active-chats=2")
class MetricsTests {

    private final Service.Calls calls;
    private final Service.Tenant tenant;
    private final RawCalls raw;
    private final MeterRegistry meters;
    private final SharedGauges gauges;
    private final JdbcClient jdbc;

    MetricsTests(Service.Calls calls, RawCalls raw, MeterRegistry meters, SharedGauges gauges, JdbcClient jdbc) {
        this.calls = calls;
        this.tenant = calls.newTenant();
        this.raw = raw;
        this.meters = meters;
        this.gauges = gauges;
        this.jdbc = jdbc;
    }

    private HttpResponse<String> get(String path) {
        return raw.send(HttpRequest.newBuilder(calls.endpoint().resolve(path)).build());
    }

    private Map<String, Double> scrape() {
        gauges.read();
        return get("/actuator/prometheus")
                .body()
                .lines()
                .filter(line -> !line.startsWith("#"))
                .collect(Collectors.toMap(
                        line -> line.substring(0, line.lastIndexOf(' ')),
                        line -> Double.valueOf(line.substring(line.lastIndexOf(' ') + 1))));
    }

    @Test
    void countsStartedAndEndedChats() throws IOException {
        var before = scrape();
        var token = UUID.randomUUID().toString();
        var first = tenant.start(chat -> chat.clientToken(token)).contactId();
        tenant.start(chat -> chat.clientToken(token));
        tenant.stop(first);
        tenant.start(chat ->
                chat.persistentChat(p -> p.rehydrationType("FROM_SEGMENT").sourceContactId(first)));
        var second = tenant.start();
        tenant.invite(second, "AGENT");
        assertThatExceptionOfType(LimitExceededException.class).isThrownBy(tenant::start);
        assertThatExceptionOfType(ResourceNotFoundException.class)
                .isThrownBy(() -> tenant.describe(UUID.randomUUID().toString()));

        // Other test classes may share the service: only the growth is this test's own.
        var after = scrape();
        var growth = Map.ofEntries(
                entry("recontact_chats_started_total", 3.0),
                entry("recontact_chats_ended_total{reason=\"API\"}", 1.0),
                entry("recontact_rehydrations_total{type=\"FROM_SEGMENT\"}", 1.0),
                entry("recontact_participants_invited_total{role=\"AGENT\"}", 1.0),
                entry("recontact_replays_total{operation=\"StartChatContact\"}", 1.0),
                entry("recontact_refusals_total{kind=\"quota\",operation=\"StartChatContact\"}", 1.0),
                entry("recontact_requests_seconds_count{operation=\"StartChatContact\",outcome=\"ok\"}", 4.0),
                entry(
                        "recontact_requests_seconds_count"
                                + "{operation=\"DescribeContact\",outcome=\"ResourceNotFoundException\"}",
                        1.0),
                entry("recontact_retention_lag_seconds", 0.0),
                entry("recontact_retention_deleted_total", 0.0));
        assertThat(after).containsKeys(growth.keySet().toArray(String[]::new));
        assertThat(growth)
                .allSatisfy((series, grown) -> assertThat(
                                after.getOrDefault(series, 0.0) - before.getOrDefault(series, 0.0))
                        .as(series)
                        .isEqualTo(grown));
        var documented = Files.readString(Path.of("docs/metrics.md"));
        assertThat(meters.getMeters().stream()
                        .map(meter -> meter.getId().getName())
                        .filter(name -> name.startsWith("recontact.")))
                .hasSizeGreaterThan(7)
                .allSatisfy(name -> assertThat(documented).contains("`" + name + "`"));
    }

    /** Chats of other classes may end at any time, so the number is compared with the rows. */
    @Test
    void countsTheActiveChatsOfAllInstances() {
        tenant.start();

        await().untilAsserted(() -> {
            var active = jdbc.sql("select sum(taken) from chat_slot")
                    .query(Double.class)
                    .single();
            assertThat(active).isPositive();
            assertThat(scrape()).containsEntry("recontact_chats_active", active);
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/actuator/health",
                "/actuator/health/liveness",
                "/actuator/health/readiness",
                "/actuator/info",
                "/actuator/prometheus"
            })
    void exposesTheEndpointsForOperators(String path) {
        assertThat(get(path).statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"env", "beans", "heapdump", "loggers", "metrics", "threaddump", "configprops", "mappings"})
    void exposesNoOtherEndpoint(String endpoint) {
        assertThat(get("/actuator/" + endpoint).statusCode()).isEqualTo(404);
    }
}
