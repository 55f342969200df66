package io.recontact.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.recontact.testing.ConcurrentCalls;
import io.recontact.testing.MutableClock;
import io.recontact.testing.Service;
import io.recontact.testing.ServiceTest;
import io.recontact.testing.TaskCalls;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import software.amazon.awssdk.services.connect.model.ConnectException;
import software.amazon.awssdk.services.connect.model.InvalidParameterException;
import software.amazon.awssdk.services.connect.model.InvalidRequestException;
import software.amazon.awssdk.services.connect.model.ResourceNotFoundException;

/** Reschedules tasks before they begin. */
@ServiceTest
class UpdateContactScheduleTests {

    private final Service.Tenant tenant;
    private final TaskCalls tasks;
    private final FlowFixtures running;
    private final FlowRunScheduler workers;
    private final MutableClock clock;

    UpdateContactScheduleTests(Service.Calls calls, JdbcClient jdbc, FlowRunScheduler workers, MutableClock clock) {
        this.tenant = calls.newTenant();
        this.tasks = new TaskCalls(tenant);
        this.running = new FlowFixtures(calls, tenant, jdbc);
        this.workers = workers;
        this.clock = clock;
    }

    @AfterEach
    void resetClock() {
        clock.reset();
    }

    private Instant in(Duration time) {
        return clock.instant().plus(time).truncatedTo(ChronoUnit.SECONDS);
    }

    private void schedule(String task, Instant at) {
        tenant.connect()
                .updateContactSchedule(
                        r -> r.instanceId(tenant.instance()).contactId(task).scheduledTime(at));
    }

    @Test
    void movesToALaterTime() {
        var task = tasks.start(tasks.noting("ran"), t -> t.scheduledTime(in(Duration.ofHours(1))));
        var at = in(Duration.ofHours(3));

        schedule(task, at);

        assertThat(tenant.describe(task).scheduledTimestamp()).isEqualTo(at);
        clock.advance(Duration.ofHours(2));
        workers.sweep();
        assertThat(running.statusOf(task)).containsExactly("READY");
        assertThat(tenant.attributes(task)).isEmpty();
        clock.advance(Duration.ofHours(1));
        workers.sweep();
        tasks.awaitAttribute(task, "ran");
    }

    @Test
    void movesToAnEarlierTime() {
        var task = tasks.start(tasks.noting("ran"), t -> t.scheduledTime(in(Duration.ofDays(5))));

        schedule(task, in(Duration.ofHours(1)));

        clock.advance(Duration.ofHours(1));
        workers.sweep();
        tasks.awaitAttribute(task, "ran");
    }

    @Test
    void keepsTheDurationOfTheTask() {
        var task = tasks.start(tenant.flow(), t -> t.scheduledTime(in(Duration.ofHours(1))));
        var at = in(Duration.ofDays(6));

        schedule(task, at);

        clock.advance(Duration.ofDays(13).minusMinutes(1));
        assertThat(tenant.describe(task).disconnectTimestamp()).isNull();
        clock.advance(Duration.ofMinutes(2));
        assertThat(tenant.describe(task).disconnectTimestamp()).isEqualTo(at.plus(Duration.ofDays(7)));
    }

    /** A worker that claimed the run before the change gets the lock after the change. */
    @RepeatedTest(5)
    void movesATaskOrRefusesOnceItHasBegun() {
        var task = tasks.start(tasks.noting("ran"), t -> t.scheduledTime(in(Duration.ofMinutes(10))));
        clock.advance(Duration.ofMinutes(10).minusMillis(40));
        var at = in(Duration.ofHours(2));

        var moved = ConcurrentCalls.run(4, number -> {
                    if (number > 0) {
                        for (int i = 0; i < 20; i++) {
                            workers.sweep();
                        }
                        return true;
                    }
                    try {
                        schedule(task, at);
                        return true;
                    } catch (InvalidRequestException e) {
                        assertThat(e).hasMessageContaining("not scheduled for later");
                        return false;
                    }
                })
                .getFirst();

        clock.advance(Duration.ofMinutes(1));
        workers.sweep();
        if (moved) {
            assertThat(running.statusOf(task)).containsExactly("READY");
            assertThat(tenant.attributes(task)).isEmpty();
            clock.advance(Duration.ofHours(3));
            workers.sweep();
        }
        tasks.awaitAttribute(task, "ran");
        running.awaitFlowEnd(task);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -60, 518_460})
    void refusesTimesThatAreNotInTheNextSixDays(long seconds) {
        var scheduled = in(Duration.ofHours(1));
        var task = tasks.start(tenant.flow(), t -> t.scheduledTime(scheduled));
        var at = Instant.ofEpochSecond(clock.instant().getEpochSecond() + seconds);

        assertRefused(InvalidParameterException.class, "ScheduledTime", task, at);

        assertThat(tenant.describe(task).scheduledTimestamp()).isEqualTo(scheduled);
    }

    @Test
    void isRefusedWhereItDoesNotApply() {
        var at = in(Duration.ofHours(2));
        assertRefused(InvalidRequestException.class, "not a task", tenant.start(), at);
        assertRefused(InvalidRequestException.class, "not scheduled", tasks.start(tenant.flow()), at);
        var begun = tasks.start(tenant.flow(), t -> t.scheduledTime(in(Duration.ofMinutes(1))));
        clock.advance(Duration.ofMinutes(1));
        assertRefused(InvalidRequestException.class, "not scheduled", begun, at);
        var over = tasks.start(tenant.flow(), t -> t.scheduledTime(in(Duration.ofHours(1))));
        tenant.stop(over);
        assertRefused(InvalidRequestException.class, "ended", over, at);
        assertRefused(
                ResourceNotFoundException.class,
                "does not exist",
                UUID.randomUUID().toString(),
                at);
        assertRefused(InvalidParameterException.class, "ContactId", "x", at);
        assertThatExceptionOfType(InvalidRequestException.class)
                .isThrownBy(() -> tenant.connect()
                        .updateContactSchedule(
                                r -> r.instanceId(tenant.instance()).contactId(begun)))
                .withMessageContaining("ScheduledTime");
    }

    private void assertRefused(Class<? extends ConnectException> shape, String reason, String contact, Instant at) {
        assertThatExceptionOfType(shape).isThrownBy(() -> schedule(contact, at)).withMessageContaining(reason);
    }
}
