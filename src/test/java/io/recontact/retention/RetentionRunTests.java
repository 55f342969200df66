package io.recontact.retention;

import static org.assertj.core.api.Assertions.assertThat;

import io.recontact.retention.RetentionRun.Outcome;
import io.recontact.testing.MutableClock;
import io.recontact.testing.Service;
import io.recontact.testing.ServiceTest;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.config.AutowireCapableBeanFactory;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.support.StaticApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The records of the runs of the job. */
@ServiceTest
class RetentionRunTests {

    private final Service.Tenant tenant;
    private final Retention retention;
    private final RetentionJob job;
    private final RetentionRunRepository runs;
    private final MutableClock clock;
    private final AutowireCapableBeanFactory beans;
    private final JdbcClient jdbc;

    RetentionRunTests(
            Service.Calls calls,
            Retention retention,
            RetentionJob job,
            RetentionRunRepository runs,
            MutableClock clock,
            AutowireCapableBeanFactory beans,
            JdbcClient jdbc) {
        this.tenant = calls.newTenant();
        this.retention = retention;
        this.job = job;
        this.runs = runs;
        this.clock = clock;
        this.beans = beans;
        this.jdbc = jdbc;
    }

    /** Other test classes leave contacts in the shared service. */
    @BeforeEach
    void deleteExpired() {
        retention.runAndForget();
    }

    private Instant monthsAgo(int months) {
        return clock.instant().atOffset(ZoneOffset.UTC).minusMonths(months).toInstant();
    }

    private long contacts() {
        return jdbc.sql("select count(*) from contact where instance_id = :instance")
                .param("instance", UUID.fromString(tenant.instance()))
                .query(Long.class)
                .single();
    }

    private RetentionRun newest() {
        return runs.newest(1).getFirst();
    }

    @Test
    void tellWhatWasDeleted() {
        retention.fill(tenant.instance(), 30, monthsAgo(25));
        retention.fill(tenant.instance(), 5, monthsAgo(23));

        job.run();

        var run = newest();
        assertThat(run.outcome()).isEqualTo(Outcome.COMPLETED);
        assertThat(run.deleted())
                .containsEntry("contact", 30L)
                .containsEntry("chat_session", 30L)
                .containsEntry("participant", 30L)
                .containsEntry("transcript_item", 60L);
        assertThat(run.endedAt()).isAfterOrEqualTo(run.startedAt());
        assertThat(run.oldestKept())
                .isBetween(monthsAgo(24).minusSeconds(600), monthsAgo(24).plusMillis(1));
        assertThat(run.node()).contains(Long.toString(ProcessHandle.current().pid()));
        assertThat(run.failedSessions()).isZero();
        assertThat(run.heldSessions()).isZero();
        assertThat(contacts()).isEqualTo(5);
    }

    @Test
    void goOnAfterASessionThatCannotBeDeleted() {
        retention.fill(tenant.instance(), 40, monthsAgo(25));
        var stuck = jdbc.sql("""
                        select id from contact where instance_id = :instance order by initiated_at offset 17 limit 1
                        """)
                .param("instance", UUID.fromString(tenant.instance()))
                .query(UUID.class)
                .single();
        jdbc.sql("""
                        create function refuse_one() returns trigger language plpgsql as $$ begin raise 'stuck'; end $$;
                        create trigger refuse_one before delete on participant
                            for each row when (old.session_id = '%s') execute function refuse_one()
                        """.formatted(stuck)).update();
        try {
            job.run();
        } finally {
            jdbc.sql("drop function refuse_one cascade").update();
        }

        assertThat(contacts()).isOne();
        assertThat(newest().outcome()).isEqualTo(Outcome.FAILED);
        assertThat(newest().failedSessions()).isOne();
        assertThat(newest().deleted()).containsEntry("contact", 39L);
        job.run();
        assertThat(contacts()).isZero();
        assertThat(newest().outcome()).isEqualTo(Outcome.COMPLETED);
    }

    private RetentionRun unfinished(Instant seenAt) {
        var run = new RetentionRun(
                UUID.randomUUID(), "1@gone", seenAt, seenAt, null, monthsAgo(24), Map.of(), null, 0, null);
        runs.insert(run);
        runs.add(run.id(), Map.of("contact", 7), seenAt);
        return run;
    }

    private RetentionRun stored(UUID id) {
        return runs.newest(100_000).stream()
                .filter(run -> run.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void endWhenTheNextOneSeesThatTheirNodeIsGone() {
        var gone = unfinished(clock.instant().minus(Duration.ofMinutes(11)));
        var other = unfinished(clock.instant().minus(Duration.ofMinutes(1)));

        job.run();

        assertThat(stored(gone.id()).outcome()).isEqualTo(Outcome.INTERRUPTED);
        assertThat(stored(gone.id()).endedAt()).isEqualTo(gone.seenAt());
        assertThat(stored(gone.id()).deleted()).isEqualTo(Map.of("contact", 7L));
        assertThat(stored(other.id()).outcome()).as("runs on another node").isNull();
        runs.end(other.id(), clock.instant(), Outcome.COMPLETED, 0L, 0);
    }

    @Test
    void endWithTheirNode() {
        retention.fill(tenant.instance(), 3, monthsAgo(25));
        var stopping = (RetentionJob)
                beans.autowire(RetentionJob.class, AutowireCapableBeanFactory.AUTOWIRE_CONSTRUCTOR, false);

        stopping.on(new ContextClosedEvent(new StaticApplicationContext()));
        stopping.run();

        assertThat(newest().outcome()).isEqualTo(Outcome.INTERRUPTED);
        assertThat(contacts()).isEqualTo(3);
        job.run();
        assertThat(contacts()).isZero();
    }

    @Test
    void areKeptUpToANumber() {
        for (int i = 0; i < 5; i++) {
            job.run();
        }
        var newest = runs.newest(3).stream().map(RetentionRun::id).toList();
        var running = unfinished(clock.instant().minus(Duration.ofDays(30)));

        runs.deleteOldest(3);

        assertThat(runs.newest(10).stream().map(RetentionRun::id).toList())
                .as("one that has not ended stays")
                .containsExactlyElementsOf(List.of(newest.get(0), newest.get(1), newest.get(2), running.id()));
    }
}
