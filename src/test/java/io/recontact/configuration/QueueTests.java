package io.recontact.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.recontact.testing.Service;
import io.recontact.testing.ServiceTest;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.connect.ConnectClient;
import software.amazon.awssdk.services.connect.model.ConnectException;
import software.amazon.awssdk.services.connect.model.CreateQueueRequest;
import software.amazon.awssdk.services.connect.model.CreateQueueResponse;
import software.amazon.awssdk.services.connect.model.InvalidParameterException;
import software.amazon.awssdk.services.connect.model.QueueStatus;
import software.amazon.awssdk.services.connect.model.QueueSummary;
import software.amazon.awssdk.services.connect.model.QueueType;
import software.amazon.awssdk.services.connect.model.ResourceNotFoundException;

@ServiceTest
class QueueTests {

    private final Service.Calls calls;
    private final Service.Tenant tenant;
    private final ConnectClient connect;
    private final String hours;

    QueueTests(Service.Calls calls) {
        this.calls = calls;
        this.tenant = calls.newTenant();
        this.connect = calls.connect();
        this.hours = hoursOf(tenant);
    }

    private static String hoursOf(Service.Tenant tenant) {
        return tenant.connect()
                .listHoursOfOperations(r -> r.instanceId(tenant.instance()))
                .hoursOfOperationSummaryList()
                .getFirst()
                .arn();
    }

    private CreateQueueResponse create(Consumer<CreateQueueRequest.Builder> changes) {
        return connect.createQueue(r -> r.instanceId(tenant.instance())
                .name("queue " + UUID.randomUUID())
                .hoursOfOperationId(hours)
                .applyMutation(changes));
    }

    private software.amazon.awssdk.services.connect.model.Queue describe(String id) {
        return connect.describeQueue(r -> r.instanceId(tenant.instance()).queueId(id))
                .queue();
    }

    private List<QueueSummary> list(QueueType... types) {
        return connect.listQueues(r -> r.instanceId(tenant.instance()).queueTypes(types))
                .queueSummaryList();
    }

    @Test
    void isDescribedAsItWasCreated() {
        var created = create(r -> r.name("Support")
                .description("Questions")
                .maxContacts(0)
                .outboundCallerConfig(caller -> caller.outboundCallerIdName("Us"))
                .tags(Map.of("team", "blue")));

        var queue = describe(created.queueId());
        assertThat(created.queueArn()).endsWith("instance/%s/queue/%s".formatted(tenant.instance(), created.queueId()));
        assertThat(queue.queueArn()).isEqualTo(created.queueArn());
        assertThat(queue.name()).isEqualTo("Support");
        assertThat(queue.description()).isEqualTo("Questions");
        assertThat(queue.maxContacts()).isZero();
        assertThat(hours).endsWith(queue.hoursOfOperationId());
        assertThat(queue.outboundCallerConfig().outboundCallerIdName()).isEqualTo("Us");
        assertThat(queue.status()).isEqualTo(QueueStatus.ENABLED);
        assertThat(queue.tags()).containsOnly(Map.entry("team", "blue"));
        assertThat(describe(created.queueArn())).isEqualTo(queue);
    }

    @Test
    void existsAsABasicQueueInANewInstance() {
        assertThat(list()).extracting(QueueSummary::name).containsExactly("BasicQueue");
        var basic = describe(list().getFirst().arn());
        assertThat(hours).endsWith(basic.hoursOfOperationId());
        assertThat(basic.maxContacts()).isNull();
    }

    @Test
    void listsByType() {
        create(_ -> {});

        assertThat(list(QueueType.AGENT)).isEmpty();
        assertThat(list(QueueType.STANDARD)).hasSize(2);
        assertThat(list(QueueType.AGENT, QueueType.STANDARD)).hasSize(2);
    }

    @Test
    void refusesHoursThatDoNotExist() {
        var foreign = hoursOf(calls.newTenant());

        assertThatExceptionOfType(ResourceNotFoundException.class)
                .isThrownBy(() -> create(r -> r.hoursOfOperationId(foreign)));
        assertThatExceptionOfType(ResourceNotFoundException.class)
                .isThrownBy(() -> create(r -> r.hoursOfOperationId(foreign.substring(foreign.lastIndexOf('/') + 1))));
        assertThatExceptionOfType(ResourceNotFoundException.class)
                .isThrownBy(
                        () -> create(r -> r.hoursOfOperationId(UUID.randomUUID().toString())));
        assertThatExceptionOfType(InvalidParameterException.class)
                .isThrownBy(
                        () -> create(r -> r.hoursOfOperationId(list().getFirst().arn())));
        assertThatExceptionOfType(ResourceNotFoundException.class)
                .isThrownBy(
                        () -> create(r -> r.quickConnectIds(UUID.randomUUID().toString())));
        assertThat(list()).hasSize(1);
    }

    static Stream<Arguments> refusals() {
        return Stream.of(
                refusal("Name", r -> r.name("x".repeat(128))),
                refusal("Name", r -> r.name(null)),
                refusal("Description", r -> r.description("")),
                refusal("HoursOfOperationId", r -> r.hoursOfOperationId(null)),
                refusal("HoursOfOperationId", r -> r.hoursOfOperationId("")),
                refusal("MaxContacts", r -> r.maxContacts(-1)),
                refusal(
                        "OutboundCallerConfig.OutboundCallerIdName",
                        r -> r.outboundCallerConfig(caller -> caller.outboundCallerIdName("x".repeat(256)))),
                refusal("QuickConnectIds", r -> r.quickConnectIds(Collections.nCopies(51, "x"))));
    }

    private static Arguments refusal(String member, Consumer<CreateQueueRequest.Builder> request) {
        return Arguments.of(member, request);
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void refusesInvalidRequests(String member, Consumer<CreateQueueRequest.Builder> request) {
        assertThatExceptionOfType(ConnectException.class)
                .isThrownBy(() -> create(request))
                .satisfies(e -> assertThat(e.statusCode()).isEqualTo(400))
                .withMessageContaining(member);
        assertThat(list()).hasSize(1);
    }

    @Test
    void refusesTheArnOfSomethingElse() {
        assertThatExceptionOfType(InvalidParameterException.class).isThrownBy(() -> describe(hours));
    }
}
