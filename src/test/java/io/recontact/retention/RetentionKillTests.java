package io.recontact.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.recontact.retention.RetentionRun.Outcome;
import io.recontact.testing.ConcurrentCalls;
import io.recontact.testing.Node;
import io.recontact.testing.Service;
import io.recontact.testing.ServiceTest;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A node is killed in the middle of a run, like {@code kill -9}. Two runs at once finish. */
@ServiceTest
class RetentionKillTests {

    private static final int EXPIRED = 4_000;

    /** Many small batches with long pauses, so that the kill hits a run. */
    private static final String[] SLOWLY = {
        "--recontact.retention.batch=5",
        "--recontact.retention.load=0.05",
        "--recontact.retention.first-run-after=0s",
        "--recontact.retention.every=1h",
    };

    private final Service.Tenant tenant;
    private final Retention retention;
    private final RetentionRunRepository runs;
    private final Environment environment;
    private final JdbcClient jdbc;

    RetentionKillTests(
            Service.Calls calls,
            Retention retention,
            RetentionRunRepository runs,
            Environment environment,
            JdbcClient jdbc) {
        this.tenant = calls.newTenant();
        this.retention = retention;
        this.runs = runs;
        this.environment = environment;
        this.jdbc = jdbc;
    }

    private long count(String table) {
        return jdbc.sql("""
                        select count(*) from %s where %s in (select id from contact where instance_id = :instance)
                        """.formatted(
                                table, table.equals("contact") || table.equals("chat_session") ? "id" : "session_id"))
                .param("instance", UUID.fromString(tenant.instance()))
                .query(Long.class)
                .single();
    }

    /** Counts all items, not those of this test alone: nothing would find an item without its session. */
    private long orphans() {
        return jdbc.sql("select count(*) from transcript_item where session_id not in (select id from chat_session)")
                .query(Long.class)
                .single();
    }

    @Test
    void losesNothingAndDeletesTwiceNothing() {
        retention.runAndForget(); // deletes what other test classes have left in the shared service
        var orphansOfOthers = orphans();
        retention.fill(
                tenant.instance(),
                EXPIRED,
                OffsetDateTime.now(ZoneOffset.UTC).minusMonths(25).toInstant());

        try (var node = Node.beside(environment, SLOWLY)) {
            await().atMost(Duration.ofMinutes(2))
                    .until(() -> runs.newest(1).stream()
                            .anyMatch(run -> run.deleted().containsKey("contact")));
            node.kill();
        }

        var left = count("contact");
        assertThat(left).as("killed in the middle").isBetween(1L, EXPIRED - 1L);
        assertThat(count("chat_session")).isEqualTo(left);
        assertThat(count("participant")).isEqualTo(left);
        assertThat(count("transcript_item")).isEqualTo(2 * left);
        assertThat(orphans()).isEqualTo(orphansOfOthers);
        assertThat(runs.newest(1)).extracting(RetentionRun::outcome).containsOnlyNulls();
        jdbc.sql("update retention_run set seen_at = seen_at - interval '1 hour' where outcome is null")
                .update();

        ConcurrentCalls.run(2, _ -> {
            retention.run();
            return true;
        });

        assertThat(count("contact")).isZero();
        assertThat(orphans()).isEqualTo(orphansOfOthers);
        var three = runs.newest(3);
        assertThat(three)
                .extracting(RetentionRun::outcome)
                .containsExactly(Outcome.COMPLETED, Outcome.COMPLETED, Outcome.INTERRUPTED);
        assertThat(three.stream()
                        .mapToLong(run -> run.deleted().getOrDefault("contact", 0L))
                        .sum())
                .as("each contact is counted once")
                .isEqualTo(EXPIRED);
    }
}
