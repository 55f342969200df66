package io.recontact.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.recontact.testing.ConcurrentCalls;
import io.recontact.testing.ContactCenter;
import io.recontact.testing.MutableClock;
import io.recontact.testing.RawCalls;
import io.recontact.testing.Service;
import io.recontact.testing.ServiceTest;
import io.recontact.testing.TaskCalls;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import software.amazon.awssdk.services.connect.model.ConnectException;
import software.amazon.awssdk.services.connect.model.ContactFlowType;
import software.amazon.awssdk.services.connect.model.ContactInitiationMethod;
import software.amazon.awssdk.services.connect.model.IdempotencyException;
import software.amazon.awssdk.services.connect.model.InvalidRequestException;
import software.amazon.awssdk.services.connect.model.ResourceNotFoundException;
import software.amazon.awssdk.services.connect.model.ServiceQuotaExceededException;
import software.amazon.awssdk.services.connect.model.TransferContactRequest;

/** TransferContact for tasks. */
@ServiceTest
class TransferContactTests {

    private final ContactCenter center;
    private final Service.Calls calls;
    private final Service.Tenant tenant;
    private final TaskCalls tasks;
    private final String queue;
    private final RawCalls raw;
    private final MutableClock clock;
    private final JdbcClient jdbc;
    private final String token = UUID.randomUUID().toString();

    TransferContactTests(ContactCenter center, MutableClock clock, JdbcClient jdbc) {
        this.center = center;
        this.calls = center.calls();
        this.tenant = center.tenant();
        this.tasks = center.tasks();
        this.queue = center.queue();
        this.raw = center.raw();
        this.clock = clock;
        this.jdbc = jdbc;
    }

    private String transfer(String contact, String flow, Consumer<TransferContactRequest.Builder> changes) {
        return tenant.connect()
                .transferContact(TransferContactRequest.builder()
                        .instanceId(tenant.instance())
                        .contactId(contact)
                        .contactFlowId(flow)
                        .applyMutation(changes)
                        .build())
                .contactId();
    }

    private long contacts() {
        return jdbc.sql("select count(*) from contact where instance_id = :id")
                .param("id", UUID.fromString(tenant.instance()))
                .query(Long.class)
                .single();
    }

    @Test
    void transfersATaskToAQueue() {
        var task = tasks.start(tenant.flow(), t -> t.attributes(Map.of("a", "1")));

        var answer = tenant.connect()
                .transferContact(r -> r.instanceId(tenant.instance())
                        .contactId(task)
                        .contactFlowId(tasks.queueing())
                        .queueId(queue));

        var old = tenant.describe(task);
        assertThat(old.disconnectTimestamp()).isNotNull();
        assertThat(old.disconnectReason()).isNull();
        var next = answer.contactId();
        tasks.awaitQueued(next);
        var contact = tenant.describe(next);
        assertThat(answer.contactArn()).isEqualTo(contact.arn());
        assertThat(contact.initiationMethod()).isEqualTo(ContactInitiationMethod.TRANSFER);
        assertThat(contact.previousContactId()).isEqualTo(task);
        assertThat(contact.initialContactId()).isEqualTo(task);
        assertThat(contact.channelAsString()).isEqualTo("TASK");
        assertThat(contact.name()).isEqualTo("Call back");
        assertThat(contact.queueInfo().id()).isEqualTo(queue);
        assertThat(tenant.attributes(next)).isEqualTo(Map.of("a", "1"));
        assertThat(center.hire().available().acceptNext()).isEqualTo(next);
    }

    @Test
    void transfersATaskToAnotherAgent() {
        var first = center.hire().available();
        var task = tasks.in(queue);
        first.acceptNext();
        var second = center.hire().available();

        var next = transfer(
                task, tasks.flow(ContactFlowType.AGENT_TRANSFER, queueingText()), r -> r.userId(second.user()));

        assertThat(first.stateOf(task)).isEqualTo("ENDED");
        assertThat(second.acceptNext()).isEqualTo(next);
        assertThat(tenant.describe(next).queueInfo().id()).isEqualTo(second.user());
    }

    /** The content of the flow that {@link TaskCalls#queueing()} creates. */
    private String queueingText() {
        return tenant.connect()
                .describeContactFlow(r -> r.instanceId(tenant.instance()).contactFlowId(tasks.queueing()))
                .contactFlow()
                .content();
    }

    @Test
    void removesATaskFromItsQueueAndItsFlow() {
        var task = tasks.in(queue);
        var scheduled = tasks.start(
                tasks.noting("ran"), t -> t.scheduledTime(clock.instant().plusSeconds(60)));

        var next = transfer(task, tasks.noting("next"), _ -> {});
        var begun = transfer(scheduled, tasks.noting("begun"), _ -> {});

        tasks.awaitAttribute(next, "next");
        tasks.awaitAttribute(begun, "begun");
        assertThat(tenant.describe(begun).scheduledTimestamp()).isNull();
        assertThat(jdbc.sql("select count(*) from queued_contact where instance_id = :id")
                        .param("id", UUID.fromString(tenant.instance()))
                        .query(Long.class)
                        .single())
                .isZero();
        assertThat(jdbc.sql("select count(*) from flow_run where contact_id = any (:ids)")
                        .param("ids", new UUID[] {UUID.fromString(task), UUID.fromString(scheduled)})
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void keepsTheChatOfTheTask() {
        var chat = center.waitingContact();
        var task = tasks.start(tenant.flow(), t -> t.previousContactId(chat));

        var next = transfer(task, tasks.queueing(), r -> r.queueId(queue));

        tasks.awaitQueued(next);
        assertThat(tenant.describe(chat).disconnectTimestamp()).isNull();
        assertThat(jdbc.sql("select current_contact_id from chat_session where id = :chat")
                        .param("chat", UUID.fromString(chat))
                        .query(UUID.class)
                        .single())
                .hasToString(chat);
    }

    @Test
    void keepsTheExpiryOfTheTask() {
        var task = tasks.start(tenant.flow());
        var started = tenant.describe(task).initiationTimestamp();
        clock.advance(Duration.ofDays(3));
        var next = transfer(task, tenant.flow(), _ -> {});

        clock.advance(Duration.ofDays(5));

        assertThat(tenant.describe(next).disconnectTimestamp()).isEqualTo(started.plus(Duration.ofDays(7)));
    }

    @Test
    void isAllowedElevenTimes() {
        var flow = tasks.noting("ran");
        var contact = tasks.start(flow, t -> t.previousContactId(tenant.start()));
        for (int i = 0; i < 11; i++) {
            contact = transfer(contact, flow, _ -> {});
        }
        var last = contact;

        assertThatExceptionOfType(ServiceQuotaExceededException.class)
                .isThrownBy(() -> transfer(last, flow, _ -> {}))
                .withMessageContaining("11");
        assertThat(tenant.describe(last).disconnectTimestamp()).isNull();
    }

    @Test
    void answersConcurrentRepeatsLikeTheFirst() {
        var task = tasks.in(queue);
        var flow = tasks.queueing();
        var before = contacts();

        var ids = ConcurrentCalls.run(
                12, _ -> transfer(task, flow, r -> r.queueId(queue).clientToken(token)));

        assertThat(new HashSet<>(ids)).hasSize(1);
        assertThat(contacts()).isEqualTo(before + 1);
        assertThat(transfer(task, flow, r -> r.queueId(queue).clientToken(token)))
                .isEqualTo(ids.getFirst());
        for (var other : new String[] {task, ids.getFirst()}) {
            assertThatExceptionOfType(IdempotencyException.class)
                    .isThrownBy(() -> transfer(other, flow, r -> r.clientToken(token)))
                    .withMessageContaining("ClientToken");
        }
        assertThat(contacts()).isEqualTo(before + 1);
    }

    @Test
    void storesNothingWithoutAToken() {
        var kept = "select count(*) from client_token where scope = :id and operation = 'TransferContact'";

        // The SDK generates a client token.
        var answer = raw.post(
                "/contact/transfer", """
                {"InstanceId": "%s", "ContactId": "%s", "ContactFlowId": "%s"}""".formatted(tenant.instance(), tasks.start(tenant.flow()), tenant.flow()));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(jdbc.sql(kept)
                        .param("id", UUID.fromString(tenant.instance()))
                        .query(Long.class)
                        .single())
                .isZero();
    }

    /** Flows in between do not reset the count. Transfers of the contacts before the task do not count. */
    @Test
    void doesNotCountTransfersBetweenQueues() {
        var flow = tasks.noting("ran");
        var contact = tasks.start(flow);
        for (int i = 0; i < 11; i++) {
            contact = transfer(contact, flow, _ -> {});
            if (i == 5) {
                jdbc.sql("update contact set initiation_method = 'QUEUE_TRANSFER' where id = :id")
                        .param("id", UUID.fromString(contact))
                        .update();
            }
        }
        var last = transfer(contact, flow, _ -> {});

        assertThatExceptionOfType(ServiceQuotaExceededException.class).isThrownBy(() -> transfer(last, flow, _ -> {}));
    }

    @RepeatedTest(5)
    void transfersOrEndsNeverBoth() {
        var agent = center.hire().available();
        var task = tasks.in(queue);
        agent.acceptNext();
        var flow = tasks.queueing();
        agent.status("Offline");
        var before = contacts();

        var answers = ConcurrentCalls.run(3, number -> {
            if (number == 0) {
                return agent.post(task, "end", "").statusCode();
            }
            try {
                transfer(task, flow, r -> r.queueId(queue));
                return 200;
            } catch (InvalidRequestException e) {
                assertThat(e).hasMessageContaining("ended");
                return 400;
            }
        });

        assertThat(answers).containsOnlyOnce(200);
        var ended = answers.getFirst() == 200;
        assertThat(contacts()).isEqualTo(before + (ended ? 0 : 1));
        assertThat(tenant.describe(task).disconnectReason()).isEqualTo(ended ? "AGENT_DISCONNECT" : null);
    }

    @ParameterizedTest
    @EnumSource(
            value = ContactFlowType.class,
            names = {"CONTACT_FLOW", "AGENT_TRANSFER", "QUEUE_TRANSFER", "CUSTOMER_QUEUE", "AGENT_WHISPER"})
    void acceptsFlowsOfSomeTypes(ContactFlowType type) {
        var flow = tasks.flow(type, TaskCalls.noting("ran", "yes"));
        var task = tasks.start(tenant.flow());

        if (type == ContactFlowType.CUSTOMER_QUEUE || type == ContactFlowType.AGENT_WHISPER) {
            assertRefused(InvalidRequestException.class, "type", task, r -> r.contactFlowId(flow));
        } else {
            tasks.awaitAttribute(transfer(task, flow, _ -> {}), "ran");
        }
    }

    @Test
    void isRefusedWhereItDoesNotApply() {
        var task = tasks.start(tenant.flow());
        var other = UUID.randomUUID().toString();
        assertRefused(InvalidRequestException.class, "not a task", center.waitingContact(), _ -> {});
        assertRefused(
                InvalidRequestException.class,
                "UserId",
                task,
                r -> r.queueId(queue).userId(other));
        assertRefused(ResourceNotFoundException.class, other, task, r -> r.queueId(other));
        assertRefused(ResourceNotFoundException.class, other, task, r -> r.userId(other));
        assertRefused(ResourceNotFoundException.class, "User", task, r -> r.userId(queue));
        assertRefused(ResourceNotFoundException.class, other, task, r -> r.contactFlowId(other));
        assertRefused(ResourceNotFoundException.class, other, other, _ -> {});
        assertRefused(InvalidRequestException.class, "ContactFlowId", task, r -> r.contactFlowId(null));
        var foreign = calls.newTenant();
        assertRefused(ResourceNotFoundException.class, "does not exist", foreign.start(), _ -> {});
        var over = tasks.start(tenant.flow());
        tenant.stop(over);
        assertRefused(InvalidRequestException.class, "ended", over, _ -> {});
        assertThat(tenant.describe(task).disconnectTimestamp()).isNull();
    }

    private void assertRefused(
            Class<? extends ConnectException> shape,
            String reason,
            String contact,
            Consumer<TransferContactRequest.Builder> changes) {
        var before = contacts();
        assertThatExceptionOfType(shape)
                .isThrownBy(() -> transfer(contact, tenant.flow(), changes))
                .withMessageContaining(reason);
        assertThat(contacts()).as("nothing written").isEqualTo(before);
    }
}
