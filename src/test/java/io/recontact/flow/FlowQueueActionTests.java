package io.recontact.flow;

import static io.recontact.flow.FlowDocuments.act;
import static io.recontact.flow.FlowDocuments.actOr;
import static io.recontact.flow.FlowDocuments.action;
import static io.recontact.flow.FlowDocuments.choose;
import static io.recontact.flow.FlowDocuments.flow;
import static io.recontact.flow.FlowDocuments.say;
import static org.assertj.core.api.Assertions.assertThat;

import io.recontact.testing.AgentClient;
import io.recontact.testing.RawCalls;
import io.recontact.testing.Service;
import io.recontact.testing.ServiceTest;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import software.amazon.awssdk.services.connect.model.ContactFlowType;
import software.amazon.awssdk.services.connect.model.ContactInitiationMethod;

/** Actions that queue contacts, and the flows of queued contacts. */
@ServiceTest
class FlowQueueActionTests extends FlowActionFixture {

    FlowQueueActionTests(Service.Calls calls, JdbcClient jdbc, RawCalls raw) {
        super(calls, jdbc, raw);
    }

    @Test
    void queuesTheContactAndRunsTheQueueFlow() {
        var queueFlow = running.create(
                flow(say("a", "You wait for $.Queue.Name", "wait"), WAIT), ContactFlowType.CUSTOMER_QUEUE);
        var queue = running.tenant().newQueue("Sales", 10);
        var chat = running.start(flow(
                act(
                        "a",
                        "UpdateContactEventHooks",
                        "{\"EventHooks\": {\"CustomerQueue\": \"%s\"}}".formatted(queueFlow),
                        "b"),
                act("b", "UpdateContactRoutingBehavior", "{\"QueuePriority\": \"2\"}", "c"),
                act("c", "UpdateContactTargetQueue", "{\"QueueId\": \"%s\"}".formatted(queue), "d"),
                choose("d", "CheckHoursOfOperation", "{}", "True", "e", "False", "failed"),
                actOr("e", "TransferContactToQueue", "{}", "failed", "QueueAtCapacity", "failed")));

        running.awaitSaid(chat.contact(), "You wait for Sales");
        running.awaitWaiting(chat.contact());
        var contact = tenant.describe(chat.contact());
        assertThat(contact.queueInfo().id()).isEqualTo(queue);
        assertThat(contact.queuePriority()).isEqualTo(2);
        assertThat(contact.disconnectTimestamp()).isNull();
    }

    @Test
    void followsOverridesOfHoursFromTheNextCheckOn() {
        var instance = tenant.instance();
        var hours = tenant.connect()
                .listHoursOfOperations(r -> r.instanceId(instance))
                .hoursOfOperationSummaryList()
                .getFirst()
                .id();
        var queue = tenant.newQueue("Holiday", 10);
        var checks = flow(
                act("a", "UpdateContactTargetQueue", "{\"QueueId\": \"%s\"}".formatted(queue), "b"),
                choose("b", "CheckHoursOfOperation", "{}", "True", "open", "False", "closed"),
                say("open", "Open", "end"),
                say("closed", "Closed", "end"));
        assertFlowSays(checks, "Open");

        var override = tenant.connect()
                .createHoursOfOperationOverride(r -> r.instanceId(instance)
                        .hoursOfOperationId(hours)
                        .name("Holiday")
                        .config(List.of())
                        .effectiveFrom("2000-01-01")
                        .effectiveTill("2100-01-01"))
                .hoursOfOperationOverrideId();
        assertFlowSays(checks, "Closed");

        tenant.connect()
                .deleteHoursOfOperationOverride(
                        r -> r.instanceId(instance).hoursOfOperationId(hours).hoursOfOperationOverrideId(override));
        assertFlowSays(checks, "Open");
    }

    @Test
    void takesTheBranchForAFullQueue() {
        var queue = running.tenant().newQueue("Full", 0);
        assertFlowSays(
                flow(
                        act("a", "UpdateContactTargetQueue", "{\"QueueId\": \"%s\"}".formatted(queue), "b"),
                        actOr("b", "TransferContactToQueue", "{}", "failed", "QueueAtCapacity", "full"),
                        say("full", "Nobody is free", "end")),
                "Nobody is free");
    }

    @Test
    void transfersAQueuedContactToAnotherQueue() {
        var first = running.tenant().newQueue("First", 10);
        var second = running.tenant().newQueue("Second", 10);
        var queueFlow = running.create(
                flow(
                        choose(
                                "a",
                                "Compare",
                                "{\"ComparisonValue\": \"$.InitiationMethod\"}",
                                "QUEUE_TRANSFER",
                                "d",
                                "API",
                                "b"),
                        act(
                                "b",
                                "DequeueContactAndTransferToQueue",
                                "{\"QueueId\": \"%s\"}".formatted(second),
                                "failed"),
                        say("d", "You wait in $.PreviousContactId", "e"),
                        action("e", "EndFlowExecution", "{}", "{}")),
                ContactFlowType.CUSTOMER_QUEUE);
        var chat = running.start(flow(
                act(
                        "a",
                        "UpdateContactEventHooks",
                        "{\"EventHooks\": {\"CustomerQueue\": \"%s\"}}".formatted(queueFlow),
                        "b"),
                act("b", "UpdateContactTargetQueue", "{\"QueueId\": \"%s\"}".formatted(first), "c"),
                act("c", "TransferContactToQueue", "{}", "failed")));

        running.awaitSaid(chat.contact(), "You wait in " + chat.contact());
        var next = running.current(chat.contact());
        running.awaitFlowEnd(next);
        var contact = tenant.describe(next);
        assertThat(contact.initiationMethod()).isEqualTo(ContactInitiationMethod.QUEUE_TRANSFER);
        assertThat(contact.previousContactId()).isEqualTo(chat.contact());
        assertThat(contact.queueInfo().id()).isEqualTo(second);
        assertThat(contact.disconnectTimestamp()).isNull();
        assertThat(tenant.describe(chat.contact()).disconnectTimestamp()).isNotNull();
    }

    @Test
    void stopsTheQueueFlowWhenAnAgentAccepts() {
        var queueFlow = running.create(flow(say("a", "Please wait", "wait"), WAIT), ContactFlowType.CUSTOMER_QUEUE);
        var chat = running.start(flow(
                act(
                        "a",
                        "UpdateContactEventHooks",
                        "{\"EventHooks\": {\"CustomerQueue\": \"%s\"}}".formatted(queueFlow),
                        "b"),
                act(
                        "b",
                        "UpdateContactTargetQueue",
                        "{\"QueueId\": \"%s\"}".formatted(AgentClient.basicQueue(tenant)),
                        "c"),
                act("c", "TransferContactToQueue", "{}", "failed")));
        running.awaitWaiting(chat.contact());
        var desk = AgentClient.hire(tenant, raw);

        tenant.connect()
                .associateContactWithUser(r -> r.instanceId(tenant.instance())
                        .contactId(chat.contact())
                        .userId(desk.user()));
        desk.accept(chat.contact());
        running.awaitFlowEnd(chat.contact());
        chat.customer().say("Hello agent");

        assertThat(tenant.describe(chat.contact()).disconnectTimestamp()).isNull();
        assertThat(running.said(chat.contact())).containsExactly("Please wait");
    }
}
