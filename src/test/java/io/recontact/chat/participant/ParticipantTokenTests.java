package io.recontact.chat.participant;

import static io.recontact.testing.RefusedCalls.assertDenied;
import static io.recontact.testing.RefusedCalls.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static software.amazon.awssdk.services.connectparticipant.model.ConnectionType.CONNECTION_CREDENTIALS;

import io.micrometer.core.instrument.MeterRegistry;
import io.recontact.api.TimestampJdbcTemplate;
import io.recontact.chat.ParticipantId;
import io.recontact.chat.token.ForeignTokens;
import io.recontact.chat.token.TokenService;
import io.recontact.chat.token.TokenType;
import io.recontact.testing.MutableClock;
import io.recontact.testing.ParticipantFixtures;
import io.recontact.testing.RawCalls;
import io.recontact.testing.Service;
import io.recontact.testing.ServiceTest;
import io.recontact.testing.TestDatabase;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Every invalid token is a 403; the log and the metric tell the reason. */
@ServiceTest
@ExtendWith(OutputCaptureExtension.class)
class ParticipantTokenTests {

    private static final String EVENT = "application/vnd.amazonaws.connect.event.typing";

    private static final Map<String, String> BODIES = Map.of(
            "connection", "{\"Type\": [\"WEBSOCKET\"]}",
            "message", "{\"ContentType\": \"text/plain\", \"Content\": \"hello\"}",
            "event", "{\"ContentType\": \"%s\"}".formatted(EVENT),
            "transcript", "{}",
            "disconnect", "{}");

    private final Service.Calls calls;
    private final Service.Tenant tenant;
    private final RawCalls raw;
    private final MutableClock clock;
    private final ParticipantFixtures company;
    private final MeterRegistry meters;

    ParticipantTokenTests(
            Service.Calls calls,
            RawCalls raw,
            MutableClock clock,
            JdbcClient jdbc,
            TokenService tokens,
            MeterRegistry meters) {
        this.calls = calls;
        this.tenant = calls.newTenant();
        this.raw = raw;
        this.clock = clock;
        this.company = new ParticipantFixtures(jdbc, tokens);
        this.meters = meters;
    }

    @AfterEach
    void resetClock() {
        clock.reset();
    }

    /** Asserts that each operation denies a token for one reason. */
    private void assertAllRefuse(@Nullable String token, DenialReason reason, CapturedOutput log) {
        assertRefuse(BODIES.keySet(), token, reason, log);
    }

    private void assertRefuse(
            Iterable<String> operations, @Nullable String token, DenialReason reason, CapturedOutput log) {
        for (var operation : operations) {
            var before = refused(reason);
            int logged = log.getAll().length();

            var answer = raw.post("/participant/" + operation, token, BODIES.getOrDefault(operation, ""));

            assertRefused(answer, "AccessDeniedException", 403);
            assertThat(answer.body()).contains(reason.message());
            assertThat(log.getAll().substring(logged))
                    .containsPattern("Refused participant [0-9a-z-]+: %s\\R".formatted(reason));
            assertThat(refused(reason)).isEqualTo(before + 1);
            if (token != null && token.length() > 20) {
                assertThat(log.getAll() + answer.body()).doesNotContain(token);
            }
        }
    }

    private double refused(DenialReason reason) {
        var counter = meters.find("recontact.participants.refused")
                .tag("reason", reason.name())
                .counter();
        return counter == null ? 0 : counter.count();
    }

    private static String altered(String token) {
        int middle = token.length() / 2;
        return token.substring(0, middle) + (token.charAt(middle) == 'A' ? 'B' : 'A') + token.substring(middle + 1);
    }

    @Test
    void isRefusedWithoutAToken(CapturedOutput log) {
        assertAllRefuse(null, DenialReason.NO_TOKEN, log);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "null",
                "Bearer abc",
                "not base64!",
                "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
            })
    void isRefusedWithAMalformedToken(String token, CapturedOutput log) {
        assertAllRefuse(token, DenialReason.UNKNOWN_TOKEN, log);
    }

    @Test
    void isRefusedWithATokenLongerThanTheModelAllows(CapturedOutput log) {
        assertAllRefuse("A".repeat(4_000), DenialReason.UNKNOWN_TOKEN, log);
    }

    @Test
    void isRefusedWithAnAlteredToken(CapturedOutput log) {
        var customer = calls.customerOf(tenant.start(_ -> {}));

        assertAllRefuse(altered(customer.token()), DenialReason.UNKNOWN_TOKEN, log);
        assertAllRefuse(altered(customer.connectionToken()), DenialReason.UNKNOWN_TOKEN, log);
    }

    @Test
    void isRefusedWithATokenOfAnotherService(CapturedOutput log) {
        var elsewhere = JdbcClient.create(new TimestampJdbcTemplate(new JdbcTemplate(new DriverManagerDataSource(
                TestDatabase.freshDatabaseUrl(), TestDatabase.username(), TestDatabase.password()))));
        elsewhere
                .sql("create table token_key (id smallint primary key, secret bytea, created_at timestamptz)")
                .update();
        var foreign = ForeignTokens.of(elsewhere, clock);
        var participant = new ParticipantId(UUID.randomUUID());

        assertAllRefuse(foreign.issue(participant), DenialReason.UNKNOWN_TOKEN, log);
        assertAllRefuse(
                foreign.issue(
                        TokenType.CONNECTION,
                        participant.value(),
                        clock.instant().plusSeconds(60)),
                DenialReason.UNKNOWN_TOKEN,
                log);
    }

    @Test
    void isRefusedWithATokenOfAnotherKind(CapturedOutput log) {
        var customer = calls.customerOf(tenant.start(_ -> {}));
        var opensTheWebsocket = customer.websocketUrl().replaceAll(".*token=", "");

        assertRefuse(List.of("connection"), customer.connectionToken(), DenialReason.WRONG_KIND, log);
        assertRefuse(
                List.of("message", "event", "transcript", "disconnect"),
                customer.token(),
                DenialReason.WRONG_KIND,
                log);
        assertAllRefuse(opensTheWebsocket, DenialReason.WRONG_KIND, log);
    }

    @Test
    void isAcceptedForADayWithAConnectionTokenAndLongerWithItsParticipantToken(CapturedOutput log) {
        var chat = tenant.start(c -> c.chatDurationInMinutes(3 * 24 * 60));
        var customer = calls.customerOf(chat);
        customer.say("hello");

        clock.advance(Duration.ofDays(1).minusMinutes(1));
        customer.say("still here");
        clock.advance(Duration.ofMinutes(1));

        assertRefuse(
                List.of("message", "event", "transcript", "disconnect"),
                customer.connectionToken(),
                DenialReason.EXPIRED,
                log);
        calls.customerOf(chat).say("here again");
    }

    @Test
    void isRefusedAfterTheEndOfItsChat(CapturedOutput log) {
        var chat = tenant.start(_ -> {});
        var customer = calls.customerOf(chat);
        customer.say("hello");

        tenant.stop(chat.contactId());

        assertRefuse(List.of("connection"), customer.token(), DenialReason.ENDED, log);
        assertRefuse(
                List.of("message", "event", "transcript", "disconnect"),
                customer.connectionToken(),
                DenialReason.ENDED,
                log);
        assertDenied(() -> customer.say("hello?"));
        assertDenied(() -> calls.customerOf(chat));
    }

    /** Independent of the sweep, which runs once a day in tests. */
    @Test
    void isRefusedAfterTheDurationOfItsChat(CapturedOutput log) {
        var chat = tenant.start(c -> c.chatDurationInMinutes(60));
        var customer = calls.customerOf(chat);
        customer.say("hello");
        clock.advance(Duration.ofMinutes(59));
        customer.say("almost over");

        clock.advance(Duration.ofMinutes(1));

        assertRefuse(List.of("connection"), customer.token(), DenialReason.ENDED, log);
        assertRefuse(
                List.of("message", "event", "transcript", "disconnect"),
                customer.connectionToken(),
                DenialReason.ENDED,
                log);
        assertThat(tenant.describe(chat.contactId()).disconnectReason()).isEqualTo("EXPIRED");
    }

    @Test
    void isRefusedAfterItHasLeftAnActiveChat(CapturedOutput log) {
        var chat = tenant.start(_ -> {});
        calls.customerOf(chat).say("hello");
        calls.participant(company.invite(chat.contactId(), "AGENT")).say("I stay");
        var leaving = calls.participant(company.invite(chat.contactId(), "AGENT"));
        leaving.say("I go");

        leaving.disconnect();

        assertRefuse(List.of("connection"), leaving.token(), DenialReason.LEFT, log);
        assertRefuse(
                List.of("message", "event", "transcript", "disconnect"),
                leaving.connectionToken(),
                DenialReason.LEFT,
                log);
        calls.customerOf(chat).say("and so do I");
    }

    @Test
    void isRefusedIfItHasNotConnectedInTime(CapturedOutput log) {
        var chat = tenant.start(_ -> {});
        var credentials = calls.participants()
                .createParticipantConnection(
                        r -> r.participantToken(chat.participantToken()).type(CONNECTION_CREDENTIALS))
                .connectionCredentials();

        clock.advance(Duration.ofMinutes(6));

        assertRefuse(List.of("connection"), chat.participantToken(), DenialReason.NOT_CONNECTED_IN_TIME, log);
        assertRefuse(
                List.of("message", "event", "transcript", "disconnect"),
                credentials.connectionToken(),
                DenialReason.NOT_CONNECTED_IN_TIME,
                log);
    }

    @Test
    void isLimitedToItsOwnChat() {
        var mine = calls.customerOf(tenant.start(_ -> {}));
        var yours = calls.customerOf(tenant.start(_ -> {}));
        mine.say("mine");
        yours.say("yours");

        assertThat(mine.everything()).noneMatch(item -> "yours".equals(item.content()));
    }
}
