package io.recontact.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.recontact.testing.AgentClient;
import io.recontact.testing.RawCalls;
import io.recontact.testing.Service;
import io.recontact.testing.ServiceTest;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
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
import software.amazon.awssdk.services.connect.model.InvalidRequestException;
import software.amazon.awssdk.services.connect.model.MediaConcurrency;
import software.amazon.awssdk.services.connect.model.QueueSearchCriteria;
import software.amazon.awssdk.services.connect.model.QueueStatus;
import software.amazon.awssdk.services.connect.model.QueueSummary;
import software.amazon.awssdk.services.connect.model.QueueType;
import software.amazon.awssdk.services.connect.model.ResourceInUseException;
import software.amazon.awssdk.services.connect.model.ResourceNotFoundException;
import software.amazon.awssdk.services.connect.model.RoutingProfileManualAssignmentQueueConfig;
import software.amazon.awssdk.services.connect.model.RoutingProfileQueueConfig;
import software.amazon.awssdk.services.connect.model.SearchableQueueType;
import software.amazon.awssdk.services.connect.model.StringComparisonType;

@ServiceTest
class QueueTests {

    private final Service.Calls calls;
    private final Service.Tenant tenant;
    private final ConnectClient connect;
    private final RawCalls raw;
    private final String hours;

    QueueTests(Service.Calls calls, RawCalls raw) {
        this.raw = raw;
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
    void isFoundByOneOfThousandsOfConditions() {
        create(r -> r.name("Support"));

        assertThat(search(IntStream.range(0, 5_000)
                        .mapToObj(n -> named(n == 4_999 ? "Support" : "queue " + n))
                        .toList()))
                .containsExactly("Support");
    }

    @Test
    void isFoundByDeeplyNestedConditions() {
        create(r -> r.name("Support"));
        var nested = named("Support");
        for (int depth = 0; depth < 100; depth++) {
            nested = QueueSearchCriteria.builder().andConditions(nested).build();
        }

        assertThat(search(List.of(nested))).containsExactly("Support");
    }

    private static QueueSearchCriteria named(String name) {
        return QueueSearchCriteria.builder()
                .stringCondition(
                        condition -> condition.fieldName("name").value(name).comparisonType(StringComparisonType.EXACT))
                .build();
    }

    private List<String> search(List<QueueSearchCriteria> conditions) {
        return connect
                .searchQueues(r ->
                        r.instanceId(tenant.instance()).searchCriteria(criteria -> criteria.orConditions(conditions)))
                .queues()
                .stream()
                .map(software.amazon.awssdk.services.connect.model.Queue::name)
                .toList();
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

    private String newHours() {
        return connect.createHoursOfOperation(r -> r.instanceId(tenant.instance())
                        .name("hours " + UUID.randomUUID())
                        .timeZone("UTC")
                        .config(List.of()))
                .hoursOfOperationId();
    }

    private String agentQueue() {
        return AgentClient.hire(tenant, raw).user();
    }

    @Test
    void isDescribedAsItWasChanged() {
        var id = create(r -> r.description("Questions").maxContacts(5)).queueId();
        var other = newHours();

        connect.updateQueueName(r -> r.instanceId(tenant.instance()).queueId(id).description("Answers"));
        connect.updateQueueHoursOfOperation(
                r -> r.instanceId(tenant.instance()).queueId(id).hoursOfOperationId(other));
        connect.updateQueueMaxContacts(
                r -> r.instanceId(tenant.instance()).queueId(id).maxContacts(7));
        connect.updateQueueStatus(
                r -> r.instanceId(tenant.instance()).queueId(id).status(QueueStatus.DISABLED));
        connect.updateQueueOutboundCallerConfig(r -> r.instanceId(tenant.instance())
                .queueId(id)
                .outboundCallerConfig(caller -> caller.outboundCallerIdName("Us")));
        connect.updateQueueOutboundEmailConfig(r -> r.instanceId(tenant.instance())
                .queueId(id)
                .outboundEmailConfig(email -> email.outboundEmailAddressId("a1")));

        var queue = describe(id);
        assertThat(queue.name()).startsWith("queue ");
        assertThat(queue.description()).isEqualTo("Answers");
        assertThat(queue.hoursOfOperationId()).isEqualTo(other);
        assertThat(queue.maxContacts()).isEqualTo(7);
        assertThat(queue.status()).isEqualTo(QueueStatus.DISABLED);
        assertThat(queue.outboundCallerConfig().outboundCallerIdName()).isEqualTo("Us");
        assertThat(queue.outboundEmailConfig().outboundEmailAddressId()).isEqualTo("a1");

        connect.updateQueueMaxContacts(r -> r.instanceId(tenant.instance()).queueId(id));
        assertThat(describe(id).maxContacts()).isNull();
    }

    @Test
    void refusesChangesWithoutEffectOrToWhatDoesNotExist() {
        var id = create(_ -> {}).queueId();
        var before = describe(id);

        assertThatExceptionOfType(InvalidRequestException.class)
                .isThrownBy(() -> connect.updateQueueName(
                        r -> r.instanceId(tenant.instance()).queueId(id)))
                .withMessageContaining("Name or Description");
        assertThatExceptionOfType(ResourceNotFoundException.class)
                .isThrownBy(() -> connect.updateQueueHoursOfOperation(r -> r.instanceId(tenant.instance())
                        .queueId(id)
                        .hoursOfOperationId(UUID.randomUUID().toString())));
        assertThatExceptionOfType(ResourceNotFoundException.class)
                .isThrownBy(() -> connect.updateQueueOutboundCallerConfig(r -> r.instanceId(tenant.instance())
                        .queueId(id)
                        .outboundCallerConfig(caller ->
                                caller.outboundFlowId(UUID.randomUUID().toString()))));
        assertThat(describe(id)).isEqualTo(before);
    }

    @Test
    void refusesAStatusThatIsMissing() {
        var id = create(_ -> {}).queueId();

        var answer = raw.post("/queues/%s/%s/status".formatted(tenant.instance(), id), "{}");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("Status");
    }

    @Test
    void neitherChangesNorDeletesTheQueueOfAnAgent() {
        var id = agentQueue();
        var before = describe(id);

        assertThatExceptionOfType(InvalidRequestException.class)
                .isThrownBy(() -> connect.updateQueueStatus(
                        r -> r.instanceId(tenant.instance()).queueId(id).status(QueueStatus.DISABLED)));
        assertThatExceptionOfType(InvalidRequestException.class)
                .isThrownBy(() ->
                        connect.deleteQueue(r -> r.instanceId(tenant.instance()).queueId(id)));
        assertThat(describe(id)).isEqualTo(before);
    }

    @Test
    void isNotDeletedWhileARoutingProfileRefersToIt() {
        var outbound = create(_ -> {}).queueId();
        var served = create(_ -> {}).queueId();
        var picked = create(_ -> {}).queueId();
        connect.createRoutingProfile(r -> r.instanceId(tenant.instance())
                .name("profile")
                .description("d")
                .defaultOutboundQueueId(outbound)
                .queueConfigs(RoutingProfileQueueConfig.builder()
                        .priority(1)
                        .delay(0)
                        .queueReference(of -> of.queueId(served).channel("CHAT"))
                        .build())
                .manualAssignmentQueueConfigs(RoutingProfileManualAssignmentQueueConfig.builder()
                        .queueReference(of -> of.queueId(picked).channel("CHAT"))
                        .build())
                .mediaConcurrencies(MediaConcurrency.builder()
                        .channel("CHAT")
                        .concurrency(1)
                        .build()));

        for (var id : List.of(outbound, served, picked)) {
            assertThatExceptionOfType(ResourceInUseException.class)
                    .isThrownBy(() -> connect.deleteQueue(
                            r -> r.instanceId(tenant.instance()).queueId(id)))
                    .withMessageContaining("routing profile");
            assertThat(describe(id).queueId()).isEqualTo(id);
        }
    }

    @Test
    void isFoundByItsType() {
        agentQueue();

        var found = connect.searchQueues(r -> r.instanceId(tenant.instance())
                .searchCriteria(c -> c.queueTypeCondition(SearchableQueueType.STANDARD)));

        assertThat(found.queues())
                .extracting(software.amazon.awssdk.services.connect.model.Queue::name)
                .containsExactly("BasicQueue");
        assertThat(found.approximateTotalCount()).isEqualTo(1);
        assertThat(connect.searchQueues(r -> r.instanceId(tenant.instance())).approximateTotalCount())
                .isEqualTo(2);
    }

    @Test
    void isFoundByItsId() {
        var id = create(_ -> {}).queueId();

        var found = connect.searchQueues(r -> r.instanceId(tenant.instance())
                .searchCriteria(c -> c.stringCondition(
                        s -> s.fieldName("resourceID").value(id).comparisonType("EXACT"))));

        assertThat(found.queues())
                .extracting(software.amazon.awssdk.services.connect.model.Queue::queueId)
                .containsExactly(id);
    }

    @Test
    void keepsEmailAddresses() {
        var id = create(r -> r.outboundEmailConfig(email -> email.outboundEmailAddressId("a0")))
                .queueId();
        var path = "/queues/%s/%s/".formatted(tenant.instance(), id);
        var associate = path + "associate-email-addresses";
        var addresses = IntStream.rangeClosed(1, 49)
                .mapToObj("{\"EmailAddressId\":\"a%d\"}"::formatted)
                .collect(Collectors.joining(",", "{\"EmailAddressesConfig\":[", "]}"));

        assertThat(raw.post(associate, addresses).statusCode()).isEqualTo(200);
        assertThat(raw.post(associate, addresses).statusCode()).isEqualTo(200);
        var tooMany = raw.post(associate, "{\"EmailAddressesConfig\":[{\"EmailAddressId\":\"a50\"}]}");
        assertThat(tooMany.headers().firstValue("x-amzn-ErrorType")).hasValue("LimitExceededException");
        assertThat(raw.post(path + "disassociate-email-addresses", "{\"EmailAddressesId\":[\"a2\",\"none\"]}")
                        .statusCode())
                .isEqualTo(200);

        assertThat(raw.get(path + "email-addresses?maxResults=2").body())
                .contains("\"EmailAddressMetadataList\":[{\"Id\":\"a0\",\"IsDefaultOutboundEmail\":true},"
                        + "{\"Id\":\"a1\",\"IsDefaultOutboundEmail\":false}]")
                .contains("NextToken");
        assertThat(raw.get(path + "email-addresses").body())
                .contains("\"a3\"")
                .doesNotContain("\"a2\"")
                .doesNotContain("\"a50\"");
    }
}
