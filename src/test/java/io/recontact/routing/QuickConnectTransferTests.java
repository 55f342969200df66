package io.recontact.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

import io.recontact.testing.AgentClient;
import io.recontact.testing.ContactCenter;
import io.recontact.testing.QueuedChats;
import io.recontact.testing.Service;
import io.recontact.testing.ServiceTest;
import io.recontact.testing.TaskCalls;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.connect.ConnectClient;
import software.amazon.awssdk.services.connect.model.ContactFlowType;
import software.amazon.awssdk.services.connect.model.ContactInitiationMethod;
import software.amazon.awssdk.services.connect.model.InvalidRequestException;
import software.amazon.awssdk.services.connect.model.QueueStatus;
import software.amazon.awssdk.services.connect.model.QuickConnectConfig;
import software.amazon.awssdk.services.connect.model.QuickConnectType;
import software.amazon.awssdk.services.connect.model.ResourceNotFoundException;
import software.amazon.awssdk.services.connect.model.StartTaskContactRequest;
import software.amazon.awssdk.services.connectparticipant.model.Item;
import tools.jackson.databind.json.JsonMapper;

/** Transfers of agents through quick connects, whose flows run before the next agent gets the contact. */
@ServiceTest
class QuickConnectTransferTests {

    /** Greets the customer, then transfers to the queue of the quick connect; on failure sets an attribute. */
    private static final String TRANSFER = """
            {"Version": "2019-10-30", "StartAction": "say", "Metadata": {}, "Actions": [
              {"Identifier": "say", "Type": "MessageParticipant", "Parameters": {"Text": "To $.Queue.Name"},
               "Transitions": {"NextAction": "queue",
                 "Errors": [{"ErrorType": "NoMatchingError", "NextAction": "queue"}]}},
              {"Identifier": "queue", "Type": "TransferContactToQueue", "Parameters": {},
               "Transitions": {"NextAction": "failed", "Errors": [
                 {"ErrorType": "QueueAtCapacity", "NextAction": "failed"},
                 {"ErrorType": "NoMatchingError", "NextAction": "failed"}]}},
              {"Identifier": "failed", "Type": "UpdateContactAttributes", "Parameters": {"Attributes": {"failed": "yes"}},
               "Transitions": {"NextAction": "leave",
                 "Errors": [{"ErrorType": "NoMatchingError", "NextAction": "leave"}]}},
              {"Identifier": "leave", "Type": "EndFlowExecution", "Parameters": {}, "Transitions": {}}]}""";

    private final ContactCenter center;
    private final Service.Tenant tenant;
    private final ConnectClient connect;
    private final TaskCalls tasks;
    private final String target;
    private final AgentClient agent;

    QuickConnectTransferTests(ContactCenter center) {
        this.center = center;
        this.tenant = center.tenant();
        this.connect = tenant.connect();
        this.tasks = center.tasks();
        this.target = AgentClient.newQueue(tenant);
        this.agent = center.hire().available();
    }

    private String create(Consumer<QuickConnectConfig.Builder> config) {
        return connect.createQuickConnect(r -> r.instanceId(tenant.instance())
                        .name("quick " + UUID.randomUUID())
                        .quickConnectConfig(config))
                .quickConnectId();
    }

    private String toQueue() {
        var flow = tasks.flow(ContactFlowType.QUEUE_TRANSFER, TRANSFER);
        return create(c -> c.quickConnectType(QuickConnectType.QUEUE)
                .queueConfig(q -> q.queueId(target).contactFlowId(flow)));
    }

    private String toUser(String user) {
        var flow = tasks.flow(ContactFlowType.AGENT_TRANSFER, TRANSFER);
        return create(c -> c.quickConnectType(QuickConnectType.USER)
                .userConfig(u -> u.userId(user).contactFlowId(flow)));
    }

    private String transfer(String contact, String quickConnect) {
        var answer = agent.tryTransfer(contact, "{\"QuickConnectId\":\"%s\"}".formatted(quickConnect));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return new JsonMapper().readTree(answer.body()).path("ContactId").asString();
    }

    private QueuedChats.Chat acceptedChat() {
        var chat = center.waitingChat();
        assertThat(agent.acceptNext()).isEqualTo(chat.contact());
        return chat;
    }

    private AgentClient agentOfTarget() {
        return center.hire(AgentClient.profile(tenant, 1, 0, target), 0).available();
    }

    @Test
    void runsTheFlowAndThenWaitsInTheQueue() {
        var chat = acceptedChat();
        var second = agentOfTarget();

        var next = transfer(chat.contact(), toQueue());

        assertThat(second.acceptNext()).isEqualTo(next);
        var contact = tenant.describe(next);
        assertThat(contact.initiationMethod()).isEqualTo(ContactInitiationMethod.TRANSFER);
        assertThat(contact.previousContactId()).isEqualTo(chat.contact());
        assertThat(contact.queueInfo().id()).isEqualTo(target);
        assertThat(agent.stateOf(chat.contact())).isEqualTo("ENDED");
        var name = connect.describeQueue(r -> r.instanceId(tenant.instance()).queueId(target))
                .queue()
                .name();
        assertThat(chat.customer().everything())
                .extracting(Item::contentType, Item::content)
                .containsSubsequence(
                        tuple("application/vnd.amazonaws.connect.event.transfer.succeeded", null),
                        tuple("text/plain", "To " + name));
    }

    @Test
    void runsTheFlowAndThenWaitsForTheUser() {
        var chat = acceptedChat();
        var second = center.hire(AgentClient.profile(tenant, 1, 0, target), 0).available();

        var next = transfer(chat.contact(), toUser(second.user()));

        assertThat(second.acceptNext()).isEqualTo(next);
        assertThat(tenant.describe(next).queueInfo().id()).isEqualTo(second.user());
    }

    @Test
    void transfersTasks() {
        var task = tasks.in(center.queue());
        agent.acceptNext();

        var next = transfer(task, toQueue());

        tasks.awaitQueued(next);
        assertThat(tenant.describe(next).queueInfo().id()).isEqualTo(target);
    }

    @Test
    void leavesADisabledQueueToTheFlow() {
        var chat = acceptedChat();
        connect.updateQueueStatus(
                r -> r.instanceId(tenant.instance()).queueId(target).status(QueueStatus.DISABLED));

        var next = transfer(chat.contact(), toQueue());

        tasks.awaitAttribute(next, "failed");
        assertThat(tenant.describe(next).queueInfo()).isNull();
        assertThat(tenant.describe(next).disconnectTimestamp()).isNull();
    }

    private String task(String quickConnect, Consumer<StartTaskContactRequest.Builder> changes) {
        return tasks.start(null, task -> task.quickConnectId(quickConnect).applyMutation(changes));
    }

    @Test
    void startsTasksForAQueue() {
        var second = center.hire(tasks.profile(1, target), 0).available();

        var started = task(toQueue(), _ -> {});

        assertThat(second.acceptNext()).isEqualTo(started);
        var contact = tenant.describe(started);
        assertThat(contact.initiationMethod()).isEqualTo(ContactInitiationMethod.API);
        assertThat(contact.queueInfo().id()).isEqualTo(target);
    }

    @Test
    void startsTasksForAUserOnceWithAToken() {
        var second = center.hire(tasks.profile(1, target), 0).available();
        var quickConnect = toUser(second.user());
        var token = UUID.randomUUID().toString();

        var started = task(quickConnect, task -> task.clientToken(token));

        assertThat(task(quickConnect, task -> task.clientToken(token))).isEqualTo(started);
        assertThat(second.acceptNext()).isEqualTo(started);
        assertThat(tenant.describe(started).queueInfo().id()).isEqualTo(second.user());
    }

    @Test
    void startsNoTasksForOtherTypesAndDeletedUsers() {
        var phone = create(c -> c.quickConnectType(QuickConnectType.PHONE_NUMBER)
                .phoneConfig(number -> number.phoneNumber("+4930123456")));
        assertThatExceptionOfType(InvalidRequestException.class).isThrownBy(() -> task(phone, _ -> {}));
        var leaving = center.hire();
        var user = toUser(leaving.user());
        connect.deleteUser(r -> r.instanceId(tenant.instance()).userId(leaving.user()));
        assertThatExceptionOfType(ResourceNotFoundException.class).isThrownBy(() -> task(user, _ -> {}));
        var flow = tasks.queueing(target);
        assertThatExceptionOfType(InvalidRequestException.class)
                .isThrownBy(() -> tasks.start(flow, task -> task.quickConnectId(toQueue())))
                .withMessageContaining("QuickConnectId");
    }

    @ParameterizedTest
    @ValueSource(strings = {"phone", "own", "archived", "unknown", "two members", "not accepted"})
    void refusesWhatCannotBeTransferred(String fault) {
        var contact = fault.equals("not accepted")
                ? center.waitingChat().contact()
                : acceptedChat().contact();
        var quickConnect = switch (fault) {
            case "phone" ->
                create(c -> c.quickConnectType(QuickConnectType.PHONE_NUMBER)
                        .phoneConfig(phone -> phone.phoneNumber("+4930123456")));
            case "own" -> toUser(agent.user());
            case "unknown" -> UUID.randomUUID().toString();
            default -> toQueue();
        };
        if (fault.equals("archived")) {
            archiveFlowOf(quickConnect);
        }
        if (fault.equals("not accepted")) {
            agent.awaitOffer();
        }
        var other = fault.equals("two members") ? ",\"QueueId\":\"%s\"".formatted(target) : "";

        var answer = agent.tryTransfer(contact, "{\"QuickConnectId\":\"%s\"%s}".formatted(quickConnect, other));

        assertThat(answer.statusCode())
                .as(answer.body())
                .isEqualTo(
                        switch (fault) {
                            case "unknown" -> 404;
                            case "not accepted" -> 409;
                            default -> 400;
                        });
        assertThat(agent.stateOf(contact)).isEqualTo(fault.equals("not accepted") ? "CONNECTING" : "CONNECTED");
        assertThat(tenant.describe(contact).disconnectTimestamp()).isNull();
    }

    private void archiveFlowOf(String quickConnect) {
        var flow = connect.describeQuickConnect(
                        r -> r.instanceId(tenant.instance()).quickConnectId(quickConnect))
                .quickConnect()
                .quickConnectConfig()
                .queueConfig()
                .contactFlowId();
        connect.updateContactFlowMetadata(
                r -> r.instanceId(tenant.instance()).contactFlowId(flow).contactFlowState("ARCHIVED"));
    }
}
