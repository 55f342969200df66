package io.recontact.flow;

import static io.recontact.flow.FlowDocuments.act;
import static io.recontact.flow.FlowDocuments.choose;
import static io.recontact.flow.FlowDocuments.flow;
import static org.assertj.core.api.Assertions.assertThat;

import io.recontact.testing.AgentClient;
import io.recontact.testing.MutableClock;
import io.recontact.testing.RawCalls;
import io.recontact.testing.Service;
import io.recontact.testing.ServiceTest;
import io.recontact.testing.TaskCalls;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import software.amazon.awssdk.services.connect.model.ContactFlowType;

/** Tasks run their flows, without a conversation. */
@ServiceTest
class TaskFlowTests {

    private final Service.Tenant tenant;
    private final TaskCalls tasks;
    private final FlowFixtures running;
    private final RawCalls raw;
    private final FlowRunScheduler workers;
    private final MutableClock clock;
    private final JdbcClient jdbc;

    TaskFlowTests(Service.Calls calls, RawCalls raw, JdbcClient jdbc, FlowRunScheduler workers, MutableClock clock) {
        this.tenant = calls.newTenant();
        this.tasks = new TaskCalls(tenant);
        this.running = new FlowFixtures(calls, tenant, jdbc);
        this.raw = raw;
        this.workers = workers;
        this.clock = clock;
        this.jdbc = jdbc;
    }

    @AfterEach
    void resetClock() {
        clock.reset();
    }

    private Instant in(Duration time) {
        return clock.instant().plus(time).truncatedTo(ChronoUnit.SECONDS);
    }

    private static String note(String id, String attribute, String next) {
        return act(id, "UpdateContactAttributes", "{\"Attributes\": {\"%s\": \"yes\"}}".formatted(attribute), next);
    }

    @Test
    void runImmediately() {
        var task = tasks.start(running.create(flow(note("note", "ran", "end"))));

        running.awaitEnded(task);

        assertThat(tenant.attributes(task)).containsEntry("ran", "yes");
        assertThat(tenant.describe(task).disconnectReason()).isEqualTo("CONTACT_FLOW_DISCONNECT");
    }

    @Test
    void runTheContentPublishedWhenTheyBegin() {
        var flow = tasks.noting("old");
        var task = tasks.start(flow, t -> t.scheduledTime(in(Duration.ofHours(1))));
        tenant.connect()
                .updateContactFlowContent(r ->
                        r.instanceId(tenant.instance()).contactFlowId(flow).content(TaskCalls.noting("new", "yes")));

        clock.advance(Duration.ofHours(1));
        workers.sweep();

        tasks.awaitAttribute(task, "new");
        assertThat(tenant.attributes(task)).doesNotContainKey("old");
    }

    @Test
    void takeTheErrorBranchOfWhatNeedsAConversation() {
        var task = tasks.start(running.create(flow(
                FlowDocuments.action("say", "MessageParticipant", "{\"Text\": \"Hello\"}", """
                        {"NextAction": "end", "Errors": [{"ErrorType": "NoMatchingError", "NextAction": "note"}]}"""),
                note("note", "mute", "end"))));

        running.awaitEnded(task);

        assertThat(tenant.attributes(task)).containsEntry("mute", "yes");
    }

    /** "It always branches to Time Expired or Error" (Administrator Guide, "Wait", of tasks). */
    @Test
    void ignoreMessagesOfTheirChatWhileTheyWait() {
        var chat = running.startWith(tenant.flow(), _ -> {});
        var task = tasks.start(
                running.create(flow(
                        choose(
                                "wait",
                                "Wait",
                                "{\"TimeoutSeconds\": 600, \"Events\": [\"CustomerReturned\"]}",
                                "WaitCompleted",
                                "note",
                                "CustomerReturned",
                                "failed"),
                        note("note", "waited", "leave"),
                        FlowDocuments.action("leave", "EndFlowExecution", "{}", "{}"))),
                t -> t.previousContactId(chat.contact()));
        running.awaitWaiting(task);

        chat.customer().say("Hello");
        workers.pollTranscripts();
        workers.sweep();
        assertThat(running.statusOf(task)).containsExactly("WAITING");
        clock.advance(Duration.ofSeconds(601));
        workers.sweep();

        tasks.awaitAttribute(task, "waited");
        assertThat(tenant.describe(task).disconnectTimestamp()).isNull();
    }

    @Test
    void haveSeparateQueuesAlthoughTheyFollowOneChat() {
        var chat = tenant.start();
        var first = running.tenant().newQueue("first", 10);
        var second = running.tenant().newQueue("second", 10);

        var inFirst = tasks.start(tasks.queueing(first), t -> t.previousContactId(chat));
        tasks.awaitQueued(inFirst);
        var inSecond = tasks.start(tasks.queueing(second), t -> t.previousContactId(chat));
        tasks.awaitQueued(inSecond);

        assertThat(tenant.describe(inFirst).queueInfo().id()).isEqualTo(first);
        assertThat(tenant.describe(inSecond).queueInfo().id()).isEqualTo(second);
        assertThat(jdbc.sql("select count(*) from flow_target where session_id = :chat")
                        .param("chat", UUID.fromString(chat))
                        .query(Long.class)
                        .single())
                .as("the chat has chosen none")
                .isZero();
    }

    @Test
    void runAQueueFlowButNoDisconnectFlow() {
        var queue = AgentClient.basicQueue(tenant);
        var waiting = running.create(TaskCalls.noting("waits", "yes"), ContactFlowType.CUSTOMER_QUEUE);
        var behind = tasks.noting("behind");
        var task = tasks.start(running.create(flow(
                act(
                        "queueFlow",
                        "UpdateContactEventHooks",
                        "{\"EventHooks\": {\"CustomerQueue\": \"%s\"}}".formatted(waiting),
                        "behind"),
                act(
                        "behind",
                        "UpdateContactEventHooks",
                        "{\"EventHooks\": {\"CustomerRemaining\": \"%s\"}}".formatted(behind),
                        "target"),
                act("target", "UpdateContactTargetQueue", "{\"QueueId\": \"%s\"}".formatted(queue), "queue"),
                FlowDocuments.actOr("queue", "TransferContactToQueue", "{}", "end", "QueueAtCapacity", "failed"))));
        tasks.awaitAttribute(task, "waits");
        var agent = AgentClient.hire(tenant, raw).available();
        assertThat(agent.acceptNext()).isEqualTo(task);

        agent.end(task);

        assertThat(tenant.describe(task).disconnectReason()).isEqualTo("AGENT_DISCONNECT");
        assertThat(tenant.attributes(task)).isEqualTo(Map.of("waits", "yes"));
        assertThat(jdbc.sql("select count(*) from contact where initial_contact_id = :task")
                        .param("task", UUID.fromString(task))
                        .query(Long.class)
                        .single())
                .isOne();
    }

    @Test
    void queueingFailsWhereTheQueueIsFull() {
        var queue = running.tenant().newQueue("small", 1);
        tasks.in(queue);

        var task = tasks.start(tasks.queueing(queue));

        tasks.awaitAttribute(task, "failed");
        assertThat(tenant.describe(task).queueInfo()).isNull();
    }

    private String waiting() {
        return running.create(flow(
                choose("wait", "Wait", "{\"TimeoutSeconds\": 600}", "WaitCompleted", "note"),
                note("note", "waited", "leave"),
                FlowDocuments.action("leave", "EndFlowExecution", "{}", "{}")));
    }

    @Test
    void stopWhileTheyArePausedAndContinueAfterwards() {
        var task = tasks.start(waiting());
        running.awaitWaiting(task);

        tasks.pause(task);
        clock.advance(Duration.ofHours(1));
        workers.sweep();
        workers.pollTranscripts();

        assertThat(running.statusOf(task)).isEmpty();
        assertThat(tenant.attributes(task)).isEmpty();
        tasks.resume(task);
        tasks.awaitAttribute(task, "waited");
    }

    @Test
    void continueAfterTheResumeFlow() {
        var task = tasks.start(waiting());
        running.awaitWaiting(task);
        tasks.pause(task);

        tenant.connect()
                .resumeContact(
                        r -> r.instanceId(tenant.instance()).contactId(task).contactFlowId(tasks.noting("resumed")));
        tasks.awaitAttribute(task, "resumed");

        running.awaitWaiting(task);
        clock.advance(Duration.ofSeconds(601));
        workers.sweep();
        tasks.awaitAttribute(task, "waited");
    }

    @Test
    void doNotContinueWhenTheResumeFlowHasQueuedThem() {
        var task = tasks.start(waiting());
        running.awaitWaiting(task);
        tasks.pause(task);

        tenant.connect()
                .resumeContact(r -> r.instanceId(tenant.instance())
                        .contactId(task)
                        .contactFlowId(tasks.queueing(AgentClient.basicQueue(tenant))));
        tasks.awaitQueued(task);

        assertThat(jdbc.sql("select count(*) from suspended_flow_run where contact_id = :task")
                        .param("task", UUID.fromString(task))
                        .query(Long.class)
                        .single())
                .isZero();
        assertThat(running.statusOf(task)).isEmpty();
    }

    @Test
    void stopThePauseFlowWhenTheyResume() {
        var task = tasks.start(waiting());
        running.awaitWaiting(task);
        var paused = waiting();
        tenant.connect()
                .pauseContact(
                        r -> r.instanceId(tenant.instance()).contactId(task).contactFlowId(paused));
        running.awaitWaiting(task);

        tasks.resume(task);
        clock.advance(Duration.ofSeconds(601));
        workers.sweep();

        tasks.awaitAttribute(task, "waited");
        running.awaitFlowEnd(task);
        tenant.stop(task);
    }

    @Test
    void deleteSuspendedRunsWhenTheyEnd() {
        var task = tasks.start(waiting());
        running.awaitWaiting(task);
        tasks.pause(task);

        tenant.stop(task);

        assertThat(jdbc.sql("select count(*) from suspended_flow_run where contact_id = :task")
                        .param("task", UUID.fromString(task))
                        .query(Long.class)
                        .single())
                .isZero();
    }
}
