package io.recontact.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.recontact.testing.AgentClient;
import io.recontact.testing.ContactCenter;
import io.recontact.testing.Service;
import io.recontact.testing.ServiceTest;
import io.recontact.testing.TaskCalls;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.connect.ConnectClient;
import software.amazon.awssdk.services.connect.model.ConnectException;
import software.amazon.awssdk.services.connect.model.ContactFlowType;
import software.amazon.awssdk.services.connect.model.InvalidParameterException;
import software.amazon.awssdk.services.connect.model.InvalidRequestException;
import software.amazon.awssdk.services.connect.model.QuickConnectConfig;
import software.amazon.awssdk.services.connect.model.QuickConnectSummary;
import software.amazon.awssdk.services.connect.model.QuickConnectType;
import software.amazon.awssdk.services.connect.model.ResourceInUseException;
import software.amazon.awssdk.services.connect.model.ResourceNotFoundException;

/** Quick connects, and those of queues. */
@ServiceTest
class QuickConnectTests {

    private final Service.Tenant tenant;
    private final ConnectClient connect;
    private final ContactCenter center;
    private final String queueFlow;

    QuickConnectTests(ContactCenter center) {
        this.center = center;
        this.tenant = center.tenant();
        this.connect = tenant.connect();
        this.queueFlow = center.tasks().queueing();
    }

    private String create(Consumer<QuickConnectConfig.Builder> config) {
        return connect.createQuickConnect(r -> r.instanceId(tenant.instance())
                        .name("quick " + UUID.randomUUID())
                        .description("d")
                        .quickConnectConfig(config))
                .quickConnectId();
    }

    private Consumer<QuickConnectConfig.Builder> toQueue(String queue) {
        return c -> c.quickConnectType(QuickConnectType.QUEUE)
                .queueConfig(q -> q.queueId(queue).contactFlowId(queueFlow));
    }

    private static Consumer<QuickConnectConfig.Builder> toPhone(String number) {
        return c -> c.quickConnectType(QuickConnectType.PHONE_NUMBER).phoneConfig(phone -> phone.phoneNumber(number));
    }

    private QuickConnectConfig config(String id) {
        return connect.describeQuickConnect(r -> r.instanceId(tenant.instance()).quickConnectId(id))
                .quickConnect()
                .quickConnectConfig();
    }

    private static QuickConnectConfig built(Consumer<QuickConnectConfig.Builder> config) {
        return QuickConnectConfig.builder().applyMutation(config).build();
    }

    private List<String> ofQueue(String queue) {
        return connect
                .listQueueQuickConnectsPaginator(
                        r -> r.instanceId(tenant.instance()).queueId(queue).maxResults(1))
                .quickConnectSummaryList()
                .stream()
                .map(QuickConnectSummary::id)
                .toList();
    }

    @Test
    void isDescribedAsItWasCreatedAndChanged() {
        var user = center.hire().user();
        var agentFlow = center.tasks().flow(ContactFlowType.AGENT_TRANSFER, TaskCalls.noting("a", "b"));
        Consumer<QuickConnectConfig.Builder> toUser = c -> c.quickConnectType(QuickConnectType.USER)
                .userConfig(u -> u.userId(user).contactFlowId(agentFlow));
        Consumer<QuickConnectConfig.Builder> toFlow =
                c -> c.quickConnectType(QuickConnectType.FLOW).flowConfig(f -> f.contactFlowId(tenant.flow()));
        var id = create(toQueue(center.queue()));
        assertThat(config(id)).isEqualTo(built(toQueue(center.queue())));

        for (var config : List.of(toUser, toFlow, toPhone("+4930123456"))) {
            connect.updateQuickConnectConfig(
                    r -> r.instanceId(tenant.instance()).quickConnectId(id).quickConnectConfig(config));
            assertThat(config(id)).isEqualTo(built(config));
        }
    }

    @Test
    void listsByType() {
        var queue = create(toQueue(center.queue()));
        create(toPhone("+4930123456"));

        var listed = connect.listQuickConnects(
                r -> r.instanceId(tenant.instance()).quickConnectTypes(QuickConnectType.QUEUE));

        assertThat(listed.quickConnectSummaryList())
                .extracting(QuickConnectSummary::id)
                .containsExactly(queue);
    }

    @Test
    void refusesWhatCannotBeATarget() {
        var unknown = UUID.randomUUID().toString();
        var user = center.hire().user();

        assertThatExceptionOfType(ResourceNotFoundException.class)
                .isThrownBy(() -> create(toQueue(unknown)))
                .withMessageContaining(unknown);
        assertThatExceptionOfType(ResourceNotFoundException.class)
                .isThrownBy(() -> create(c -> c.quickConnectType(QuickConnectType.QUEUE)
                        .queueConfig(q -> q.queueId(center.queue()).contactFlowId(unknown))))
                .withMessageContaining(unknown);
        assertThatExceptionOfType(InvalidRequestException.class)
                .isThrownBy(() -> create(c -> c.quickConnectType(QuickConnectType.QUEUE)
                        .queueConfig(q -> q.queueId(center.queue()).contactFlowId(tenant.flow()))))
                .withMessageContaining("QUEUE_TRANSFER");
        assertThatExceptionOfType(InvalidRequestException.class)
                .isThrownBy(() -> create(toQueue(user)))
                .withMessageContaining("USER");
        assertThatExceptionOfType(InvalidParameterException.class)
                .isThrownBy(() -> create(toPhone("030 123456")))
                .withMessageContaining("PhoneNumber");
        for (var other : List.of(QuickConnectType.USER, QuickConnectType.FLOW, QuickConnectType.PHONE_NUMBER)) {
            assertThatExceptionOfType(InvalidParameterException.class)
                    .isThrownBy(() ->
                            create(c -> c.applyMutation(toQueue(center.queue())).quickConnectType(other)));
        }
        assertThat(connect.listQuickConnects(r -> r.instanceId(tenant.instance()))
                        .quickConnectSummaryList())
                .isEmpty();
    }

    @Test
    void belongsToQueues() {
        var ids = Stream.generate(() -> create(toPhone("+4930123456"))).limit(3).toList();
        var hours = connect.describeQueue(r -> r.instanceId(tenant.instance()).queueId(center.queue()))
                .queue()
                .hoursOfOperationId();
        var queue = connect.createQueue(r -> r.instanceId(tenant.instance())
                        .name("with quick connects")
                        .hoursOfOperationId(hours)
                        .quickConnectIds(ids.get(0)))
                .queueId();
        assertThat(ofQueue(queue)).containsExactly(ids.get(0));

        connect.associateQueueQuickConnects(
                r -> r.instanceId(tenant.instance()).queueId(queue).quickConnectIds(ids));
        assertThat(ofQueue(queue)).containsExactlyElementsOf(ids);

        connect.disassociateQueueQuickConnects(
                r -> r.instanceId(tenant.instance()).queueId(queue).quickConnectIds(ids.get(1)));
        connect.deleteQuickConnect(r -> r.instanceId(tenant.instance()).quickConnectId(ids.get(2)));
        assertThat(ofQueue(queue)).containsExactly(ids.get(0));
        assertThat(ofQueue(center.queue())).isEmpty();

        var unknown = UUID.randomUUID().toString();
        assertThatExceptionOfType(ResourceNotFoundException.class)
                .isThrownBy(() -> connect.associateQueueQuickConnects(
                        r -> r.instanceId(tenant.instance()).queueId(queue).quickConnectIds(unknown)))
                .withMessageContaining(unknown);
        connect.deleteQueue(r -> r.instanceId(tenant.instance()).queueId(queue));
    }

    @Test
    void keepsItsQueueAndItsFlowFromBeingDeleted() {
        var queue = AgentClient.newQueue(tenant);
        create(toQueue(queue));

        assertThatExceptionOfType(ResourceInUseException.class)
                .isThrownBy(() ->
                        connect.deleteQueue(r -> r.instanceId(tenant.instance()).queueId(queue)))
                .withMessageContaining("quick connect");
        assertThatExceptionOfType(ConnectException.class)
                .isThrownBy(() -> connect.deleteContactFlow(
                        r -> r.instanceId(tenant.instance()).contactFlowId(queueFlow)))
                .withMessageContaining("quick connect");
    }
}
