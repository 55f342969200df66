package io.recontact.contact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.recontact.testing.ConcurrentCalls;
import io.recontact.testing.LimitedServiceTest;
import io.recontact.testing.MutableClock;
import io.recontact.testing.ServerLog;
import io.recontact.testing.Service;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.simple.JdbcClient;
import software.amazon.awssdk.services.connect.model.LimitExceededException;

/** "The quota for concurrent active chats is exceeded. Active chat throttling returns a LimitExceededException." */
@LimitedServiceTest
@ExtendWith(OutputCaptureExtension.class)
class ActiveChatQuotaTests {

    private static final int QUOTA = LimitedServiceTest.ACTIVE_CHATS;

    private final Service.Calls calls;
    private final Service.Tenant tenant;
    private final MutableClock clock;
    private final JdbcClient jdbc;

    ActiveChatQuotaTests(Service.Calls calls, MutableClock clock, JdbcClient jdbc) {
        this.calls = calls;
        this.tenant = calls.newTenant();
        this.clock = clock;
        this.jdbc = jdbc;
    }

    @AfterEach
    void resetClock() {
        clock.reset();
    }

    @Test
    void admitsExactlyTheQuotaOneByOne() {
        for (int i = 0; i < QUOTA; i++) {
            tenant.start();
        }

        assertThatExceptionOfType(LimitExceededException.class)
                .isThrownBy(tenant::start)
                .satisfies(e -> assertThat(e.statusCode()).isEqualTo(429))
                .withMessageContaining("40");
        assertThat(active()).isEqualTo(QUOTA);
    }

    @Test
    void admitsExactlyTheQuotaUnderConcurrency() {
        var outcomes = ConcurrentCalls.run(32, _ -> {
            int admitted = 0;
            for (int i = 0; i < 3; i++) {
                admitted += startedOne() ? 1 : 0;
            }
            return admitted;
        });

        assertThat(outcomes.stream().mapToInt(Integer::intValue).sum()).isEqualTo(QUOTA);
        assertThat(active()).isEqualTo(QUOTA);
    }

    private boolean startedOne() {
        try {
            tenant.start();
            return true;
        } catch (LimitExceededException _) {
            return false; // the quota is used up
        }
    }

    @Test
    void admitsAnotherChatWhenOneEnds() {
        var first = tenant.start();
        for (int i = 1; i < QUOTA; i++) {
            tenant.start();
        }

        tenant.stop(first);

        tenant.start();
        assertThat(active()).isEqualTo(QUOTA);
    }

    @Test
    void admitsAnotherChatWhenOneIsOverdueBeforeTheSweep() {
        for (int i = 0; i < QUOTA; i++) {
            tenant.start();
        }
        clock.advance(Duration.ofMinutes(5));

        assertThat(tenant.start()).isNotNull();
    }

    @Test
    void countsEachInstanceSeparately() {
        for (int i = 0; i < QUOTA; i++) {
            tenant.start();
        }

        assertThat(calls.newTenant().start()).isNotNull();
    }

    @Test
    void answersARepeatAlthoughTheQuotaIsUsedUp() {
        var token = UUID.randomUUID().toString();
        var first = tenant.start(chat -> chat.clientToken(token)).contactId();
        for (int i = 1; i < QUOTA; i++) {
            tenant.start();
        }

        assertThat(tenant.start(chat -> chat.clientToken(token)).contactId()).isEqualTo(first);
    }

    @Test
    void storesNothingOfARefusedStart() {
        for (int i = 0; i < QUOTA; i++) {
            tenant.start();
        }
        var token = UUID.randomUUID().toString();
        assertThatExceptionOfType(LimitExceededException.class)
                .isThrownBy(() -> tenant.start(chat -> chat.clientToken(token)));

        assertThat(jdbc.sql("select count(*) from client_token where token = :token")
                        .param("token", token)
                        .query(Long.class)
                        .single())
                .isZero();
        assertThat(jdbc.sql("select count(*) from contact where instance_id = :id")
                        .param("id", UUID.fromString(tenant.instance()))
                        .query(Long.class)
                        .single())
                .isEqualTo(QUOTA);
    }

    @Test
    void logsNoMessageTextWhenItRefuses(CapturedOutput output) {
        for (int i = 0; i < QUOTA; i++) {
            tenant.start();
        }

        assertThatExceptionOfType(LimitExceededException.class)
                .isThrownBy(() -> tenant.start(chat -> chat.attributes(Map.of("k", "CUSTOMERS-OWN"))
                        .participantDetails(p -> p.displayName("CUSTOMERS-OWN"))
                        .initialMessage(m -> m.contentType("text/plain").content("CUSTOMERS-OWN"))));

        assertThat(output).doesNotContain("CUSTOMERS-OWN");
        assertThat(new ServerLog(jdbc).read()).doesNotContain("CUSTOMERS-OWN");
    }

    private long active() {
        return jdbc.sql("select sum(taken) from chat_slot where instance_id = :id")
                .param("id", UUID.fromString(tenant.instance()))
                .query(Long.class)
                .single();
    }
}
