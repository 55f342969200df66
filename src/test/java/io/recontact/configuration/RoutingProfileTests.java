package io.recontact.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

import io.recontact.api.NextToken;
import io.recontact.testing.AgentClient;
import io.recontact.testing.RawCalls;
import io.recontact.testing.Service;
import io.recontact.testing.ServiceTest;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.connect.ConnectClient;
import software.amazon.awssdk.services.connect.model.AgentAvailabilityTimer;
import software.amazon.awssdk.services.connect.model.BehaviorType;
import software.amazon.awssdk.services.connect.model.Channel;
import software.amazon.awssdk.services.connect.model.ConnectException;
import software.amazon.awssdk.services.connect.model.CreateRoutingProfileRequest;
import software.amazon.awssdk.services.connect.model.CreateRoutingProfileResponse;
import software.amazon.awssdk.services.connect.model.InvalidParameterException;
import software.amazon.awssdk.services.connect.model.InvalidRequestException;
import software.amazon.awssdk.services.connect.model.MediaConcurrency;
import software.amazon.awssdk.services.connect.model.ResourceInUseException;
import software.amazon.awssdk.services.connect.model.ResourceNotFoundException;
import software.amazon.awssdk.services.connect.model.RoutingProfileManualAssignmentQueueConfig;
import software.amazon.awssdk.services.connect.model.RoutingProfileQueueConfig;
import software.amazon.awssdk.services.connect.model.RoutingProfileQueueConfigSummary;
import software.amazon.awssdk.services.connect.model.RoutingProfileQueueReference;
import software.amazon.awssdk.services.connect.model.RoutingProfileSummary;

@ServiceTest
class RoutingProfileTests {

    private final Service.Calls calls;
    private final Service.Tenant tenant;
    private final ConnectClient connect;
    private final RawCalls raw;
    private final String basicQueue;

    RoutingProfileTests(Service.Calls calls, RawCalls raw) {
        this.calls = calls;
        this.tenant = calls.newTenant();
        this.connect = calls.connect();
        this.raw = raw;
        this.basicQueue = queueOf(tenant);
    }

    private static String queueOf(Service.Tenant tenant) {
        return tenant.connect()
                .listQueues(r -> r.instanceId(tenant.instance()))
                .queueSummaryList()
                .getFirst()
                .id();
    }

    private String newQueue() {
        var hours = connect.listHoursOfOperations(r -> r.instanceId(tenant.instance()))
                .hoursOfOperationSummaryList()
                .getFirst()
                .id();
        return connect.createQueue(r -> r.instanceId(tenant.instance())
                        .name("queue " + UUID.randomUUID())
                        .hoursOfOperationId(hours))
                .queueArn();
    }

    private static RoutingProfileQueueConfig queue(String id, Channel channel, int priority, int delay) {
        return RoutingProfileQueueConfig.builder()
                .queueReference(reference -> reference.queueId(id).channel(channel))
                .priority(priority)
                .delay(delay)
                .build();
    }

    private static MediaConcurrency concurrency(Channel channel, int most) {
        return MediaConcurrency.builder().channel(channel).concurrency(most).build();
    }

    private CreateRoutingProfileResponse create(Consumer<CreateRoutingProfileRequest.Builder> changes) {
        return connect.createRoutingProfile(r -> r.instanceId(tenant.instance())
                .name("profile " + UUID.randomUUID())
                .description("A profile")
                .defaultOutboundQueueId(basicQueue)
                .mediaConcurrencies(concurrency(Channel.CHAT, 3))
                .applyMutation(changes));
    }

    private software.amazon.awssdk.services.connect.model.RoutingProfile describe(String id) {
        return connect.describeRoutingProfile(
                        r -> r.instanceId(tenant.instance()).routingProfileId(id))
                .routingProfile();
    }

    private List<RoutingProfileSummary> list() {
        return connect.listRoutingProfiles(r -> r.instanceId(tenant.instance())).routingProfileSummaryList();
    }

    @Test
    void isDescribedAsItWasCreated() {
        var second = newQueue();
        var created = create(r -> r.name("Experts")
                .queueConfigs(
                        queue(second, Channel.CHAT, 2, 30),
                        queue(basicQueue, Channel.CHAT, 1, 0),
                        queue(second, Channel.TASK, 99, 9999))
                .mediaConcurrencies(
                        concurrency(Channel.CHAT, 10),
                        MediaConcurrency.builder()
                                .channel(Channel.VOICE)
                                .concurrency(1)
                                .crossChannelBehavior(b -> b.behaviorType(BehaviorType.ROUTE_ANY_CHANNEL))
                                .build(),
                        concurrency(Channel.TASK, 0))
                .agentAvailabilityTimer(AgentAvailabilityTimer.TIME_SINCE_LAST_INBOUND)
                .tags(Map.of("team", "blue")));

        var profile = describe(created.routingProfileId());
        assertThat(created.routingProfileArn())
                .endsWith("instance/%s/routing-profile/%s".formatted(tenant.instance(), created.routingProfileId()));
        assertThat(profile.routingProfileArn()).isEqualTo(created.routingProfileArn());
        assertThat(profile.instanceId()).isEqualTo(tenant.instance());
        assertThat(profile.name()).isEqualTo("Experts");
        assertThat(profile.description()).isEqualTo("A profile");
        assertThat(profile.defaultOutboundQueueId()).isEqualTo(basicQueue);
        assertThat(profile.mediaConcurrencies())
                .containsExactlyInAnyOrder(
                        concurrency(Channel.CHAT, 10),
                        concurrency(Channel.VOICE, 1).toBuilder()
                                .crossChannelBehavior(b -> b.behaviorType(BehaviorType.ROUTE_ANY_CHANNEL))
                                .build(),
                        concurrency(Channel.TASK, 0));
        assertThat(profile.numberOfAssociatedQueues()).isEqualTo(2);
        assertThat(profile.numberOfAssociatedUsers()).isZero();
        assertThat(profile.agentAvailabilityTimer()).isEqualTo(AgentAvailabilityTimer.TIME_SINCE_LAST_INBOUND);
        assertThat(profile.tags()).containsOnly(Map.entry("team", "blue"));
        assertThat(describe(created.routingProfileArn())).isEqualTo(profile);

        var pages = connect.listRoutingProfileQueuesPaginator(r -> r.instanceId(tenant.instance())
                .routingProfileId(created.routingProfileId())
                .maxResults(2));
        assertThat(pages.stream()
                        .map(page -> page.routingProfileQueueConfigSummaryList().size()))
                .containsExactly(2, 1);
        assertThat(pages.routingProfileQueueConfigSummaryList().stream())
                .extracting(
                        RoutingProfileQueueConfigSummary::priority,
                        RoutingProfileQueueConfigSummary::delay,
                        RoutingProfileQueueConfigSummary::channel)
                .containsExactly(tuple(1, 0, Channel.CHAT), tuple(2, 30, Channel.CHAT), tuple(99, 9999, Channel.TASK));
        assertThat(pages.routingProfileQueueConfigSummaryList().stream()
                        .toList()
                        .getFirst()
                        .queueName())
                .isEqualTo("BasicQueue");
    }

    @Test
    void existsAsABasicProfileInANewInstance() {
        assertThat(list()).extracting(RoutingProfileSummary::name).containsExactly("Basic Routing Profile");
        var basic = describe(list().getFirst().id());
        assertThat(basic.defaultOutboundQueueId()).isEqualTo(basicQueue);
        assertThat(basic.mediaConcurrencies())
                .containsExactlyInAnyOrder(
                        concurrency(Channel.VOICE, 1), concurrency(Channel.CHAT, 5), concurrency(Channel.TASK, 5));
        var queues = connect.listRoutingProfileQueues(
                        r -> r.instanceId(tenant.instance()).routingProfileId(basic.routingProfileId()))
                .routingProfileQueueConfigSummaryList();
        assertThat(queues)
                .allSatisfy(queue -> assertThat(List.of(queue.queueId(), queue.priority(), queue.delay()))
                        .containsExactly(basicQueue, 1, 0))
                .extracting(RoutingProfileQueueConfigSummary::channel)
                .containsExactly(Channel.CHAT, Channel.TASK);
    }

    @Test
    void acceptsForgedPositionsAndRefusesMalformedTokens() {
        var forged = NextToken.after("ListRoutingProfileQueues", new UUID(-1, Long.MIN_VALUE));
        var past = NextToken.after("ListRoutingProfileQueues", new UUID(-1, Long.MAX_VALUE));
        var path = "/routing-profiles/%s/%s/queues?nextToken="
                .formatted(tenant.instance(), list().getFirst().id());

        assertThat(raw.get(path + forged).statusCode()).isEqualTo(200);
        assertThat(raw.get(path + past).statusCode()).isEqualTo(200);
        assertThat(raw.get(path + "nonsense").statusCode()).isEqualTo(400);
    }

    @Test
    void refusesQueuesThatDoNotExist() {
        var foreign = queueOf(calls.newTenant());
        var unknown = UUID.randomUUID().toString();

        for (var absent : List.of(foreign, unknown)) {
            assertThatExceptionOfType(ResourceNotFoundException.class)
                    .isThrownBy(() -> create(r -> r.defaultOutboundQueueId(absent)))
                    .withMessageContaining(absent);
            assertThatExceptionOfType(ResourceNotFoundException.class)
                    .isThrownBy(() -> create(r -> r.queueConfigs(queue(absent, Channel.CHAT, 1, 0))))
                    .withMessageContaining(absent);
        }
        assertThat(list()).hasSize(1);
    }

    static Stream<Arguments> refusals() {
        return Stream.of(
                refusal("Name", (r, _) -> r.name("x".repeat(128))),
                refusal("Name", (r, _) -> r.name(null)),
                refusal("Description", (r, _) -> r.description("")),
                refusal("Description", (r, _) -> r.description(null)),
                refusal("DefaultOutboundQueueId", (r, _) -> r.defaultOutboundQueueId(null)),
                refusal("DefaultOutboundQueueId", (r, _) -> r.defaultOutboundQueueId("nonsense")),
                refusal("MediaConcurrencies", (r, _) -> r.mediaConcurrencies((List<MediaConcurrency>) null)),
                refusal(
                        "MediaConcurrencies",
                        (r, _) -> r.mediaConcurrencies(concurrency(Channel.CHAT, 1), concurrency(Channel.CHAT, 2))),
                refusal(
                        "MediaConcurrencies[0].Concurrency",
                        (r, _) -> r.mediaConcurrencies(concurrency(Channel.CHAT, 11))),
                refusal(
                        "MediaConcurrencies[0].Concurrency",
                        (r, _) -> r.mediaConcurrencies(concurrency(Channel.CHAT, -1))),
                refusal(
                        "MediaConcurrencies.Concurrency",
                        (r, _) -> r.mediaConcurrencies(concurrency(Channel.VOICE, 2))),
                refusal(
                        "MediaConcurrencies[0].Channel",
                        (r, _) -> r.mediaConcurrencies(
                                MediaConcurrency.builder().concurrency(1).build())),
                refusal("QueueConfigs[0].Priority", (r, queue) -> r.queueConfigs(queue(queue, Channel.CHAT, 0, 0))),
                refusal("QueueConfigs[0].Priority", (r, queue) -> r.queueConfigs(queue(queue, Channel.CHAT, 100, 0))),
                refusal("QueueConfigs[0].Delay", (r, queue) -> r.queueConfigs(queue(queue, Channel.CHAT, 1, -1))),
                refusal("QueueConfigs[0].Delay", (r, queue) -> r.queueConfigs(queue(queue, Channel.CHAT, 1, 10_000))),
                refusal(
                        "QueueConfigs[0].QueueReference",
                        (r, _) -> r.queueConfigs(RoutingProfileQueueConfig.builder()
                                .priority(1)
                                .delay(0)
                                .build())),
                refusal(
                        "QueueConfigs",
                        (r, queue) -> r.queueConfigs(Collections.nCopies(2, queue(queue, Channel.CHAT, 1, 0)))),
                refusal(
                        "QueueConfigs",
                        (r, queue) -> r.queueConfigs(Collections.nCopies(11, queue(queue, Channel.CHAT, 1, 0)))),
                refusal("QueueConfigs", (r, _) -> r.queueConfigs(List.of())),
                refusal("AgentAvailabilityTimer", (r, _) -> r.agentAvailabilityTimer("NOPE")));
    }

    private static Arguments refusal(String member, BiConsumer<CreateRoutingProfileRequest.Builder, String> request) {
        return Arguments.of(member, request);
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void refusesInvalidRequests(String member, BiConsumer<CreateRoutingProfileRequest.Builder, String> request) {
        assertThatExceptionOfType(ConnectException.class)
                .isThrownBy(() -> create(r -> request.accept(r, basicQueue)))
                .satisfies(e -> assertThat(e.statusCode()).isEqualTo(400))
                .withMessageContaining(member);
        assertThat(list()).hasSize(1);
    }

    private List<RoutingProfileQueueConfigSummary> queues(String id) {
        return connect.listRoutingProfileQueues(
                        r -> r.instanceId(tenant.instance()).routingProfileId(id))
                .routingProfileQueueConfigSummaryList();
    }

    private List<String> manualQueues(String id) {
        return connect
                .listRoutingProfileManualAssignmentQueues(
                        r -> r.instanceId(tenant.instance()).routingProfileId(id))
                .routingProfileManualAssignmentQueueConfigSummaryList()
                .stream()
                .map(queue -> queue.queueName() + " " + queue.channelAsString())
                .toList();
    }

    private static RoutingProfileManualAssignmentQueueConfig manual(String id, Channel channel) {
        return RoutingProfileManualAssignmentQueueConfig.builder()
                .queueReference(reference -> reference.queueId(id).channel(channel))
                .build();
    }

    @Test
    void isDescribedAsItWasChanged() {
        var id = create(_ -> {}).routingProfileId();
        var queue = idOf(newQueue());

        connect.updateRoutingProfileName(
                r -> r.instanceId(tenant.instance()).routingProfileId(id).description("Other"));
        connect.updateRoutingProfileConcurrency(r -> r.instanceId(tenant.instance())
                .routingProfileId(id)
                .mediaConcurrencies(concurrency(Channel.TASK, 4), concurrency(Channel.CHAT, 2)));
        connect.updateRoutingProfileDefaultOutboundQueue(
                r -> r.instanceId(tenant.instance()).routingProfileId(id).defaultOutboundQueueId(queue));
        connect.updateRoutingProfileAgentAvailabilityTimer(r -> r.instanceId(tenant.instance())
                .routingProfileId(id)
                .agentAvailabilityTimer(AgentAvailabilityTimer.TIME_SINCE_LAST_INBOUND));

        var profile = describe(id);
        assertThat(profile.name()).startsWith("profile ");
        assertThat(profile.description()).isEqualTo("Other");
        assertThat(profile.mediaConcurrencies())
                .containsExactly(concurrency(Channel.CHAT, 2), concurrency(Channel.TASK, 4));
        assertThat(profile.defaultOutboundQueueId()).isEqualTo(queue);
        assertThat(profile.agentAvailabilityTimer()).isEqualTo(AgentAvailabilityTimer.TIME_SINCE_LAST_INBOUND);
    }

    private String idOf(String arn) {
        return arn.substring(arn.lastIndexOf('/') + 1);
    }

    private RoutingProfileQueueReference reference(Channel channel) {
        return RoutingProfileQueueReference.builder()
                .queueId(basicQueue)
                .channel(channel)
                .build();
    }

    @Test
    void associatesChangesAndDisassociatesQueues() {
        var other = newQueue();
        var id = create(r -> r.queueConfigs(queue(basicQueue, Channel.CHAT, 1, 0)))
                .routingProfileId();

        connect.associateRoutingProfileQueues(r -> r.instanceId(tenant.instance())
                .routingProfileId(id)
                .queueConfigs(queue(other, Channel.CHAT, 3, 5), queue(basicQueue, Channel.CHAT, 4, 0))
                .manualAssignmentQueueConfigs(manual(basicQueue, Channel.TASK), manual(basicQueue, Channel.CHAT)));
        connect.updateRoutingProfileQueues(r ->
                r.instanceId(tenant.instance()).routingProfileId(id).queueConfigs(queue(other, Channel.CHAT, 2, 7)));

        assertThat(queues(id))
                .extracting(RoutingProfileQueueConfigSummary::priority, RoutingProfileQueueConfigSummary::delay)
                .containsExactly(tuple(2, 7), tuple(4, 0));
        assertThat(manualQueues(id)).containsExactly("BasicQueue CHAT", "BasicQueue TASK");

        connect.disassociateRoutingProfileQueues(r -> r.instanceId(tenant.instance())
                .routingProfileId(id)
                .queueReferences(reference(Channel.CHAT), reference(Channel.TASK))
                .manualAssignmentQueueReferences(reference(Channel.CHAT)));

        assertThat(queues(id))
                .extracting(RoutingProfileQueueConfigSummary::priority)
                .containsExactly(2);
        assertThat(manualQueues(id)).containsExactly("BasicQueue TASK");
        assertThat(describe(id).numberOfAssociatedManualAssignmentQueues()).isEqualTo(1);
    }

    @Test
    void refusesChangesOfQueuesThatItDoesNotHave() {
        var id = create(r -> r.queueConfigs(queue(basicQueue, Channel.CHAT, 1, 0)))
                .routingProfileId();
        var unknown = UUID.randomUUID().toString();

        assertThatExceptionOfType(InvalidRequestException.class)
                .isThrownBy(() -> connect.updateRoutingProfileQueues(r -> r.instanceId(tenant.instance())
                        .routingProfileId(id)
                        .queueConfigs(queue(basicQueue, Channel.TASK, 2, 0))))
                .withMessageContaining(basicQueue);
        assertThatExceptionOfType(ResourceNotFoundException.class)
                .isThrownBy(() -> connect.associateRoutingProfileQueues(r -> r.instanceId(tenant.instance())
                        .routingProfileId(id)
                        .manualAssignmentQueueConfigs(manual(unknown, Channel.CHAT))))
                .withMessageContaining(unknown);
        assertThatExceptionOfType(InvalidRequestException.class)
                .isThrownBy(() -> connect.associateRoutingProfileQueues(
                        r -> r.instanceId(tenant.instance()).routingProfileId(id)));
        assertThatExceptionOfType(InvalidParameterException.class)
                .isThrownBy(() -> connect.disassociateRoutingProfileQueues(r -> r.instanceId(tenant.instance())
                        .routingProfileId(id)
                        .queueReferences(Collections.nCopies(11, reference(Channel.CHAT)))));
        assertThat(queues(id))
                .extracting(RoutingProfileQueueConfigSummary::priority)
                .containsExactly(1);
        assertThat(manualQueues(id)).isEmpty();
    }

    @Test
    void isNotDeletedWhileUsersHaveIt() {
        var id = create(_ -> {}).routingProfileId();
        AgentClient.hire(tenant, raw, id, 0);

        assertThatExceptionOfType(ResourceInUseException.class)
                .isThrownBy(() -> connect.deleteRoutingProfile(
                        r -> r.instanceId(tenant.instance()).routingProfileId(id)))
                .withMessageContaining("agent user");
        assertThat(describe(id).numberOfAssociatedUsers()).isEqualTo(1);
    }

    @Test
    void isFoundByItsQueues() {
        var queue = idOf(newQueue());
        var id = create(r -> r.queueConfigs(queue(queue, Channel.CHAT, 1, 0), queue(queue, Channel.TASK, 1, 0)))
                .routingProfileId();
        AgentClient.hire(tenant, raw, id, 0);

        var found = connect.searchRoutingProfiles(r -> r.instanceId(tenant.instance())
                .searchCriteria(c -> c.stringCondition(
                        s -> s.fieldName("associatedQueueIds").value(queue).comparisonType("EXACT"))));

        assertThat(found.routingProfiles())
                .singleElement()
                .satisfies(profile -> assertThat(profile.routingProfileId()).isEqualTo(id))
                .satisfies(
                        profile -> assertThat(profile.numberOfAssociatedUsers()).isEqualTo(1));
        assertThat(found.approximateTotalCount()).isEqualTo(1);
    }

    @Test
    void keepsTheConcurrencyOfWorkloadTypes() {
        var id = create(_ -> {}).routingProfileId();
        var types = """
                {"MediaConcurrencies":[{"Channel":"CHAT","WorkloadTypeConcurrencies":[\
                {"WorkloadType":"a","Concurrency":2,"CrossChannelWorkloadBehavior":\
                {"ChannelWorkloadBehaviorType":"ROUTE_ANY_CHANNEL_ANY_WORKLOAD_TYPE"}},\
                {"WorkloadType":"b","Concurrency":1}]}]}""";
        var path = "/routing-profiles/%s/%s".formatted(tenant.instance(), id);

        assertThat(raw.post(path + "/concurrency", types).statusCode()).isEqualTo(200);
        assertThat(raw.get(path).body()).contains(types.substring(1, types.length() - 1));

        var neither = raw.post(path + "/concurrency", "{\"MediaConcurrencies\":[{\"Channel\":\"CHAT\"}]}");
        assertThat(neither.statusCode()).isEqualTo(400);
        assertThat(neither.body()).contains("WorkloadTypeConcurrencies");
    }
}
