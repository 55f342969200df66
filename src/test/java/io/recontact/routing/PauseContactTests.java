package io.recontact.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.recontact.testing.ConcurrentCalls;
import io.recontact.testing.ContactCenter;
import io.recontact.testing.MutableClock;
import io.recontact.testing.RawCalls;
import io.recontact.testing.Service;
import io.recontact.testing.ServiceTest;
import io.recontact.testing.TaskCalls;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import software.amazon.awssdk.services.connect.model.Channel;
import software.amazon.awssdk.services.connect.model.ConflictException;
import software.amazon.awssdk.services.connect.model.ConnectException;
import software.amazon.awssdk.services.connect.model.ContactFlowType;
import software.amazon.awssdk.services.connect.model.InvalidParameterException;
import software.amazon.awssdk.services.connect.model.InvalidRequestException;
import software.amazon.awssdk.services.connect.model.LimitExceededException;
import software.amazon.awssdk.services.connect.model.ResourceNotFoundException;

/** Pauses and resumes tasks in queues, with agents and in flows. */
@ServiceTest
class PauseContactTests {

    private final ContactCenter center;
    private final Service.Calls calls;
    private final Service.Tenant tenant;
    private final TaskCalls tasks;
    private final String queue;
    private final RawCalls raw;
    private final Router router;
    private final MutableClock clock;
    private final JdbcClient jdbc;

    PauseContactTests(ContactCenter center, Router router, MutableClock clock, JdbcClient jdbc) {
        this.center = center;
        this.calls = center.calls();
        this.tenant = center.tenant();
        this.tasks = center.tasks();
        this.queue = center.queue();
        this.raw = center.raw();
        this.router = router;
        this.clock = clock;
        this.jdbc = jdbc;
    }

    private void pause(String task, @Nullable String flow) {
        tenant.connect()
                .pauseContact(
                        r -> r.instanceId(tenant.instance()).contactId(task).contactFlowId(flow));
    }

    private void resume(String task, String flow) {
        tenant.connect()
                .resumeContact(
                        r -> r.instanceId(tenant.instance()).contactId(task).contactFlowId(flow));
    }

    private boolean waits(String task) {
        return jdbc.sql("select exists (select from queued_contact where contact_id = :task)")
                .param("task", UUID.fromString(task))
                .query(Boolean.class)
                .single();
    }

    @Test
    void leavesItsQueueAndReturns() {
        var task = tasks.in(queue);
        var enqueued = tenant.describe(task).queueInfo().enqueueTimestamp();

        tasks.pause(task);

        var agent = center.hire().available();
        router.sweep();
        assertThat(agent.offers()).isEmpty();
        assertThat(tenant.describe(task).queueInfo().id()).isEqualTo(queue);
        clock.advance(Duration.ofSeconds(5));
        tasks.resume(task);
        assertThat(agent.acceptNext()).isEqualTo(task);
        assertThat(tenant.describe(task).queueInfo().enqueueTimestamp()).isAfter(enqueued);
    }

    @Test
    void doesNotCountInItsQueue() {
        var small = tenant.newQueue("small", 1);
        tasks.pause(tasks.in(small));

        tasks.in(small);
    }

    @Test
    void withdrawsItsOffer() {
        var agent = center.hire().available();
        var task = tasks.in(queue);
        assertThat(agent.awaitOffer()).isEqualTo(task);

        tasks.pause(task);

        assertThat(agent.offers()).isEmpty();
        assertThat(agent.tryAccept(task).statusCode()).isEqualTo(404);
        assertThat(agent.data().activeSlotsByChannel()).containsEntry(Channel.TASK, 0);
        tasks.resume(task);
        assertThat(agent.acceptNext()).isEqualTo(task);
    }

    @Test
    void freesTheSlotOfItsAgentAndKeepsTheAgent() {
        var agent = center.hire(tasks.profile(1, queue), 0).available();
        var task = tasks.in(queue);
        agent.acceptNext();
        var urgent = tasks.in(queue);
        router.sweep();
        assertThat(agent.offers()).as("it has one place").isEmpty();

        tasks.pause(task);

        assertThat(agent.acceptNext()).isEqualTo(urgent);
        assertThat(agent.data().activeSlotsByChannel()).containsEntry(Channel.TASK, 1);
        assertThat(agent.stateOf(task))
                .as("the model has no other state for it")
                .isEqualTo("CONNECTED_ONHOLD");
        assertThat(agent.post(task, "clear", "").statusCode()).isEqualTo(400);
        assertThat(raw.get("/agent/v1/instances/%s/agents/%s".formatted(tenant.instance(), agent.user()))
                        .body())
                .contains("PAUSED");
        assertThat(tenant.connect()
                        .getCurrentUserData(r -> r.instanceId(tenant.instance())
                                .filters(f -> f.contactFilter(c -> c.contactStatesWithStrings("CONNECTED_ONHOLD"))))
                        .userDataList())
                .hasSize(1);
        tasks.resume(task);
        assertThat(agent.stateOf(task)).isEqualTo("CONNECTED");
        assertThat(agent.data().activeSlotsByChannel()).containsEntry(Channel.TASK, 2);
        agent.end(task);
        assertThat(agent.stateOf(task)).isEqualTo("ENDED");
    }

    /** "The only actions the agent can take on a task that is in the Paused state are to end it or transfer it." */
    @Test
    void canBeEndedAndTransferredByItsAgent() {
        var agent = center.hire().available();
        var ended = tasks.in(queue);
        agent.acceptNext();
        var handedOn = tasks.in(queue);
        agent.acceptNext();
        agent.status("Offline");
        tasks.pause(ended);
        tasks.pause(handedOn);

        clock.advance(Duration.ofSeconds(7));
        agent.end(ended);
        var next = agent.transferToQueue(handedOn, queue);

        assertThat(agent.stateOf(ended)).isEqualTo("ENDED");
        assertThat(tenant.describe(ended).totalPauseDurationInSeconds()).isBetween(7, 9);
        assertThat(tenant.describe(next).totalPauseCount()).isNull();
        assertThat(center.hire().available().acceptNext()).isEqualTo(next);
    }

    @Test
    void countsPausesAndTheirDuration() {
        var task = tasks.in(queue);
        assertThat(tenant.describe(task).totalPauseCount()).isNull();
        tasks.pause(task);
        var paused = tenant.describe(task);
        assertThat(paused.lastPausedTimestamp()).isNotNull();
        assertThat(paused.lastResumedTimestamp()).isNull();
        assertThat(paused.totalPauseCount()).isOne();
        assertThat(paused.totalPauseDurationInSeconds()).isZero();

        clock.advance(Duration.ofSeconds(60));
        tasks.resume(task);
        clock.advance(Duration.ofSeconds(60));
        tasks.pause(task);
        clock.advance(Duration.ofSeconds(40));
        tasks.resume(task);

        var contact = tenant.describe(task);
        assertThat(contact.totalPauseCount()).isEqualTo(2);
        assertThat(contact.totalPauseDurationInSeconds()).isBetween(100, 103);
        assertThat(contact.lastPausedTimestamp()).isAfter(paused.lastPausedTimestamp());
        assertThat(contact.lastResumedTimestamp()).isAfter(contact.lastPausedTimestamp());
        assertThat(contact.lastUpdateTimestamp()).isAfterOrEqualTo(contact.lastResumedTimestamp());
    }

    @Test
    void isPausedAtMostTenTimes() {
        var task = tasks.start(tenant.flow());
        for (int i = 0; i < 10; i++) {
            tasks.pause(task);
            tasks.resume(task);
        }

        assertThatExceptionOfType(LimitExceededException.class)
                .isThrownBy(() -> tasks.pause(task))
                .withMessageContaining("10");
        assertThat(tenant.describe(task).totalPauseCount()).isEqualTo(10);
    }

    @Test
    void expiresWhileItIsPaused() {
        var agent = center.hire().available();
        var task = tasks.in(queue);
        agent.acceptNext();
        tasks.pause(task);

        clock.advance(Duration.ofDays(7).plusMinutes(1));

        assertThat(tenant.describe(task).disconnectReason()).isEqualTo("EXPIRED");
        assertThat(agent.stateOf(task)).isEqualTo("ENDED");
        assertThatExceptionOfType(ConflictException.class).isThrownBy(() -> tasks.resume(task));
    }

    @Test
    void runsTheFlowsOfTheRequest() {
        var task = tasks.in(queue);
        pause(task, tasks.noting("paused"));
        tasks.awaitAttribute(task, "paused");

        resume(task, tasks.noting("resumed"));
        tasks.awaitAttribute(task, "resumed");

        // "Otherwise, the task will stay in a de-queued state."
        assertThat(waits(task)).isFalse();
        assertThat(tenant.describe(task).disconnectTimestamp()).isNull();
        tasks.pause(task);
        resume(task, tasks.queueing(queue));
        await().until(() -> waits(task));
        assertThat(tenant.attributes(task)).doesNotContainKey("failed");
    }

    @Test
    void runsTheFlowsOfItsHooks() {
        var flow = tasks.flow(
                ContactFlowType.CONTACT_FLOW, """
                {"Version": "2019-10-30", "StartAction": "pause", "Metadata": {}, "Actions": [
                  {"Identifier": "pause", "Type": "UpdateContactEventHooks",
                   "Parameters": {"EventHooks": {"PauseContact": "%s"}},
                   "Transitions": {"NextAction": "resume",
                     "Errors": [{"ErrorType": "NoMatchingError", "NextAction": "leave"}]}},
                  {"Identifier": "resume", "Type": "UpdateContactEventHooks",
                   "Parameters": {"EventHooks": {"ResumeContact": "%s"}},
                   "Transitions": {"NextAction": "note",
                     "Errors": [{"ErrorType": "NoMatchingError", "NextAction": "leave"}]}},
                  {"Identifier": "note", "Type": "UpdateContactAttributes", "Parameters": {"Attributes": {"set": "yes"}},
                   "Transitions": {"NextAction": "leave",
                     "Errors": [{"ErrorType": "NoMatchingError", "NextAction": "leave"}]}},
                  {"Identifier": "leave", "Type": "EndFlowExecution", "Parameters": {}, "Transitions": {}}]}""".formatted(tasks.noting("paused"), tasks.noting("resumed")));
        var task = tasks.start(flow);
        tasks.awaitAttribute(task, "set");

        tasks.pause(task);
        tasks.awaitAttribute(task, "paused");
        tasks.resume(task);
        tasks.awaitAttribute(task, "resumed");

        // The next contact of a task has its hooks.
        var next = tasks.transfer(task, tasks.noting("next"), queue);
        tasks.awaitAttribute(next, "next");
        pause(next, null);
        await().until(() -> jdbc.sql("select count(*) from flow_run where contact_id = :next")
                .param("next", UUID.fromString(next))
                .query(Long.class)
                .single()
                .equals(0L));
        assertThat(jdbc.sql("select count(*) from event_hook where session_id = :next")
                        .param("next", UUID.fromString(next))
                        .query(Long.class)
                        .single())
                .isEqualTo(2);
    }

    @Test
    void returnsToItsQueueIfTheFlowOfItsHookIsDeleted() {
        var gone = tasks.noting("resumed");
        var hooked = tasks.flow(ContactFlowType.CONTACT_FLOW, """
                {"Version": "2019-10-30", "StartAction": "resume", "Metadata": {}, "Actions": [
                  {"Identifier": "resume", "Type": "UpdateContactEventHooks",
                   "Parameters": {"EventHooks": {"ResumeContact": "%s"}},
                   "Transitions": {"NextAction": "target",
                     "Errors": [{"ErrorType": "NoMatchingError", "NextAction": "leave"}]}},
                  {"Identifier": "target", "Type": "UpdateContactTargetQueue", "Parameters": {"QueueId": "%s"},
                   "Transitions": {"NextAction": "queue",
                     "Errors": [{"ErrorType": "NoMatchingError", "NextAction": "leave"}]}},
                  {"Identifier": "queue", "Type": "TransferContactToQueue", "Parameters": {},
                   "Transitions": {"NextAction": "leave", "Errors": [
                     {"ErrorType": "QueueAtCapacity", "NextAction": "leave"},
                     {"ErrorType": "NoMatchingError", "NextAction": "leave"}]}},
                  {"Identifier": "leave", "Type": "EndFlowExecution", "Parameters": {}, "Transitions": {}}]}""".formatted(gone, queue));
        var task = tasks.start(hooked);
        tasks.awaitQueued(task);
        tasks.pause(task);
        tenant.connect().deleteContactFlow(r -> r.instanceId(tenant.instance()).contactFlowId(gone));

        tasks.resume(task);

        assertThat(waits(task)).isTrue();
        assertThat(center.hire().available().acceptNext()).isEqualTo(task);
    }

    @Test
    void cannotBeQueuedByAFlowWhileItIsPaused() {
        var task = tasks.start(tasks.noting("ran"));
        tasks.awaitAttribute(task, "ran");

        pause(task, tasks.queueing(queue));

        tasks.awaitAttribute(task, "failed");
        assertThat(waits(task)).isFalse();
        assertThat(tenant.describe(task).queueInfo()).isNull();
    }

    @RepeatedTest(5)
    void isPausedAndAcceptedConcurrently() {
        var agent = center.hire().available();
        var task = tasks.in(queue);
        assertThat(agent.awaitOffer()).isEqualTo(task);

        var answers = ConcurrentCalls.run(2, number -> {
            if (number == 0) {
                return agent.tryAccept(task).statusCode();
            }
            tasks.pause(task);
            return 200;
        });

        var accepted = answers.getFirst() == 200;
        assertThat(tenant.describe(task).agentInfo() != null).isEqualTo(accepted);
        assertThat(agent.stateOf(task)).isEqualTo(accepted ? "CONNECTED_ONHOLD" : "");
        assertThat(waits(task)).isFalse();
        tasks.resume(task);
        assertThat(waits(task)).isEqualTo(!accepted);
    }

    @RepeatedTest(5)
    void isPausedAndResumedByOneOfManyCalls() {
        var task = tasks.in(queue);

        assertThat(ConcurrentCalls.run(6, _ -> succeeds(() -> tasks.pause(task))))
                .containsOnlyOnce(true);
        assertThat(ConcurrentCalls.run(6, _ -> succeeds(() -> tasks.resume(task))))
                .containsOnlyOnce(true);

        assertThat(tenant.describe(task).totalPauseCount()).isOne();
        assertThat(waits(task)).isTrue();
    }

    private static boolean succeeds(Runnable call) {
        try {
            call.run();
            return true;
        } catch (ConflictException e) {
            return false;
        }
    }

    @Test
    void isRefusedWhereItDoesNotApply() {
        var chat = center.waitingContact();
        assertRefused(InvalidRequestException.class, "not a task", chat, null);
        var later =
                tasks.start(tenant.flow(), t -> t.scheduledTime(clock.instant().plusSeconds(60)));
        assertRefused(ConflictException.class, "scheduled", later, null);
        var over = tasks.start(tenant.flow());
        tenant.stop(over);
        assertRefused(ConflictException.class, "ended", over, null);
        var task = tasks.start(tenant.flow());
        assertThatExceptionOfType(ConflictException.class)
                .isThrownBy(() -> tasks.resume(task))
                .withMessageContaining("not paused");
        assertRefused(
                ResourceNotFoundException.class, "Flow", task, UUID.randomUUID().toString());
        assertRefused(InvalidParameterException.class, "ContactFlowId", task, "x");
        assertRefused(InvalidParameterException.class, "ContactId", "x", null);
        assertRefused(
                ResourceNotFoundException.class,
                "does not exist",
                UUID.randomUUID().toString(),
                null);
        var foreign = calls.newTenant();
        assertRefused(ResourceNotFoundException.class, "does not exist", foreign.start(), null);
        var draft = tenant.connect()
                .createContactFlow(r -> r.instanceId(tenant.instance())
                        .name("draft")
                        .type("CONTACT_FLOW")
                        .status("SAVED")
                        .content(TaskCalls.noting("a", "b")))
                .contactFlowId();
        assertRefused(InvalidRequestException.class, "published", task, draft);
        tasks.pause(task);
        assertRefused(ConflictException.class, "paused already", task, null);
        assertThat(tenant.describe(task).totalPauseCount()).isOne();
        assertThatExceptionOfType(InvalidRequestException.class)
                .isThrownBy(() -> tenant.connect().pauseContact(r -> r.instanceId(tenant.instance())));
    }

    private void assertRefused(
            Class<? extends ConnectException> shape, String reason, String contact, @Nullable String flow) {
        assertThatExceptionOfType(shape).isThrownBy(() -> pause(contact, flow)).withMessageContaining(reason);
    }
}
