package io.recontact.testcontrol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import io.recontact.testcontrol.ControlledService.ContactCenters;
import io.recontact.testing.ConcurrentCalls;
import io.recontact.testing.Node;
import io.recontact.testing.Service;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import software.amazon.awssdk.services.connect.model.ResourceNotFoundException;

/** The jobs of this service run once a day: what happens here happens because the clock has moved. */
@TestControlTest
class ClockControlTests {

    private final TestControls controls;
    private final Service.Calls calls;
    private final ContactCenters centers;
    private final JdbcClient jdbc;
    private final Environment environment;

    ClockControlTests(
            TestControls controls,
            Service.Calls calls,
            ContactCenters centers,
            JdbcClient jdbc,
            Environment environment) {
        this.controls = controls;
        this.calls = calls;
        this.centers = centers;
        this.jdbc = jdbc;
        this.environment = environment;
    }

    private Instant now() {
        return Instant.parse(controls.call("GET", "/clock", "").path("Now").asString());
    }

    private void resetAll() {
        for (var instance : calls.connect().listInstancesPaginator(_ -> {}).instanceSummaryList()) {
            controls.call("POST", "/instances/%s/reset".formatted(instance.id()), "");
        }
    }

    private boolean isStored(String contact) {
        return jdbc.sql("select exists (select from contact where id = :id)")
                .param("id", UUID.fromString(contact))
                .query(Boolean.class)
                .single();
    }

    private @Nullable Instant nextFlow(String instance) {
        var next = TestControls.item(controls.call("GET", "/instances/" + instance, ""), "FlowRuns")
                .path("NextDue");
        return next.isMissingNode() ? null : Instant.parse(next.asString());
    }

    @Test
    void twoYearsOfRetentionPassAtOnce() {
        var tenant = calls.newTenant();
        var ended = tenant.startAndStop();
        var live = tenant.start();

        var state = controls.advance("P24M1D");

        assertThat(state.path("JobsFinished").asBoolean()).isTrue();
        // The SDK signs with the real time.
        assertThatThrownBy(() -> tenant.describe(ended)).isInstanceOf(ResourceNotFoundException.class);
        assertThat(isStored(ended)).isFalse();
        assertThat(isStored(live)).as("ended by one job, deleted by another").isFalse();
    }

    @Test
    void theDurationOfAChatPassesAtOnce() {
        var tenant = calls.newTenant();
        var chat = tenant.start(request -> request.chatDurationInMinutes(60));
        try (var socket = calls.customerOf(chat).subscribe()) {
            controls.advance("PT59M");
            assertThat(tenant.describe(chat.contactId()).disconnectTimestamp()).isNull();
            assertThat(socket.isClosed())
                    .as("a jump of the clock is no silence")
                    .isFalse();

            controls.advance("PT2M");

            socket.awaitEvent("chat.ended");
        }
        var contact = tenant.describe(chat.contactId());
        assertThat(contact.disconnectTimestamp())
                .isEqualTo(contact.initiationTimestamp().plus(Duration.ofMinutes(60)));
    }

    @Test
    void theTimeToConnectPassesAtOnce() {
        var contact = calls.newTenant().start();

        controls.advance("PT6M");

        assertThat(jdbc.sql("select disconnected_at is not null from contact where id = :id")
                        .param("id", UUID.fromString(contact))
                        .query(Boolean.class)
                        .single())
                .isTrue();
    }

    @Test
    void offersAreMissedAtOnce() {
        var center = centers.open();
        var agent = center.hire();
        agent.available();
        var chat = center.waitingChat();
        await().untilAsserted(() -> assertThat(agent.offers()).contains(chat.contact()));

        controls.advance("PT21S");

        assertThat(agent.offers()).doesNotContain(chat.contact());
    }

    @Test
    void aScheduledTaskBeginsAtOnce() {
        var tenant = calls.newTenant();
        var due = now().plus(2, ChronoUnit.HOURS).truncatedTo(ChronoUnit.SECONDS);
        tenant.connect()
                .startTaskContact(request -> request.instanceId(tenant.instance())
                        .contactFlowId(tenant.flow())
                        .name("Call back")
                        .scheduledTime(due));
        assertThat(nextFlow(tenant.instance())).isEqualTo(due);

        controls.call("PUT", "/clock", "{\"Now\": \"%s\"}".formatted(due.plusSeconds(1)));

        await().untilAsserted(() -> assertThat(nextFlow(tenant.instance())).isNotEqualTo(due));
    }

    @Test
    void otherNodesFollowAndANewOneBeginsThere() {
        controls.advance("P1D");
        try (var node = Node.inThisJvm(environment, List.of("recontact.test-controls.enabled=true"))) {
            var other = new TestControls(Node.endpointOf(node));
            assertThat(Instant.parse(other.call("GET", "/clock", "").path("Now").asString()))
                    .isCloseTo(now(), within(10, ChronoUnit.SECONDS));

            var state = controls.advance("P1D");

            await().untilAsserted(() ->
                    assertThat(other.call("GET", "/clock", "").path("Offset")).isEqualTo(state.path("Offset")));
        }
    }

    @Test
    void twoThatSetTheSameTimeDoNotAddUp() {
        var time = now().plus(30, ChronoUnit.DAYS);

        var statuses = ConcurrentCalls.run(
                8,
                _ -> controls.send("PUT", "/clock", "{\"Now\": \"%s\"}".formatted(time))
                        .statusCode());

        assertThat(statuses).containsOnlyOnce(200).containsOnly(200, 400);
        assertThat(now()).isCloseTo(time, within(1, ChronoUnit.HOURS));
    }

    @Test
    void filesOfDeletedContactsComeBackFromTheFuture() {
        controls.advance("P1D");
        resetAll();
        var key = UUID.randomUUID().toString();
        jdbc.sql("""
                        insert into transcript_file_deletion (store, key, requested_at, due_at)
                        values ('none', :key, cast(:now as timestamptz), cast(:now as timestamptz))
                        """).param("key", key).param("now", now().toString()).update();

        controls.call("DELETE", "/clock", "");

        assertThat(jdbc.sql("delete from transcript_file_deletion where key = :key and due_at <= now()")
                        .param("key", key)
                        .update())
                .isOne();
    }

    @Test
    void recordsOfRunsFromTheFutureGo() {
        controls.advance("P1D");
        resetAll();
        jdbc.sql("""
                        insert into import_run (id, instance_id, source, requested_by, started_at, seen_at)
                        values (gen_random_uuid(), gen_random_uuid(), 'REQUEST', 'a key', now() + interval '1 day',
                                now() + interval '1 day')
                        """).update();
        assertThat(fromTheFuture("retention_run")).isPositive();

        controls.call("DELETE", "/clock", "");

        assertThat(fromTheFuture("retention_run")).isZero();
        assertThat(fromTheFuture("import_run")).isZero();
    }

    private long fromTheFuture(String table) {
        return jdbc.sql("select count(*) from %s where started_at > now()".formatted(table))
                .query(Long.class)
                .single();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "POST | /clock/advance | {} | By is required",
                "POST | /clock/advance | {\"By\": \"soon\"} | By is not an ISO 8601 duration such as P24M or PT5M",
                "POST | /clock/advance | {\"By\": \"P1DT\"} | By is not an ISO 8601 duration such as P24M or PT5M",
                "POST | /clock/advance | {\"By\": \"\"} | By is not an ISO 8601 duration such as P24M or PT5M",
                "POST | /clock/advance | {\"By\": \"PT-5M\"} | By moves the clock from",
                "POST | /clock/advance | {\"By\": \"PT0S\"} | By moves the clock from",
                "POST | /clock/advance | {\"By\": \"P101Y\"} | By moves the clock more than 100 years ahead",
                "POST | /clock/advance | {\"By\": \"PT1H\", \"Day\": 2} | Day is not a member of this request",
                "POST | /clock/advance | [ | The request body is not valid JSON",
                "PUT | /clock | {\"Now\": \"tomorrow\"} | Now is not an ISO 8601 time in UTC",
                "PUT | /clock | {\"Now\": \"2020-01-01T00:00:00Z\"} | It only moves forward",
            })
    void refusesWithAReason(String method, String path, String body, String message) {
        var before = now();

        var answer = controls.send(method, path, body);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains(message);
        assertThat(now()).isCloseTo(before, within(1, ChronoUnit.MINUTES));
    }

    @Test
    void returnsToTheRealTimeOnceNothingIsFromTheFuture() {
        controls.advance("P1D");
        var tenant = calls.newTenant();
        tenant.start();

        var refused = controls.send("DELETE", "/clock", "");

        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(refused.headers().firstValue("x-amzn-ErrorType")).contains("ResourceConflictException");
        resetAll();
        assertThat(controls.call("DELETE", "/clock", "").path("Offset").asString())
                .isEqualTo("PT0S");
        assertThat(now()).isCloseTo(Instant.now(), within(1, ChronoUnit.MINUTES));
    }
}
